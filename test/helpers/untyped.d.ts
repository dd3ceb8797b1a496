/** As much of two libraries without types as the tests use. */
declare module 'jsonld' {
  interface Options {
    readonly documentLoader: (address: string) => Promise<never>;
  }
  type Value = Readonly<Record<string, unknown>>;
  type Node = Readonly<Record<string, readonly Value[] | string>> & { readonly '@type'?: readonly string[] };
  const jsonld: { expand(document: object, options: Options): Promise<readonly Node[]> };
  export default jsonld;
}

declare module 'jsdom' {
  export interface PageElement {
    readonly tagName: string;
    textContent: string;
    value: string;
    hidden: boolean;
    readonly form: PageElement | null;
    focus(): void;
    click(): void;
    getAttribute(name: string): string | null;
    querySelector(selector: string): PageElement | null;
    querySelectorAll(selector: string): Iterable<PageElement>;
    dispatchEvent(event: object): boolean;
  }
  export interface PageWindow {
    readonly document: PageElement & { readonly activeElement: PageElement | null; readonly title: string };
    readonly location: { readonly hash: string };
    readonly Event: new (type: string, options?: object) => object;
    readonly KeyboardEvent: new (type: string, options?: object) => object;
    eval(script: string): unknown;
    close(): void;
  }
  export class JSDOM {
    constructor(html: string, options?: object);
    readonly window: PageWindow;
  }
}
