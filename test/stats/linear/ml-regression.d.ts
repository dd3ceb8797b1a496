/** The part of ml-regression that tests use; the package ships without types. */
declare module 'ml-regression' {
  export class MultivariateLinearRegression {
    constructor(x: readonly (readonly number[])[], y: readonly (readonly number[])[]);
    /** One row per covariate, the constant last; one column per response. */
    readonly weights: readonly (readonly number[])[];
  }
}
