"""Reference values of analyses of variance of type II and of Tukey's comparisons on the synthetic cross-section, from statsmodels.

A model is a list of terms; a term is the list of its variables, each as [name, role]. Terms of patsy are found by their factors, whatever
its order.
"""

import itertools

from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.multicomp import pairwise_tukeyhsd

from lcg_data import frame
from versions import versions, write

data = frame()
data = data[data["lonn"].notna()].reset_index(drop=True)


def factor(name):
    return [name, "factor"]


def covariate(name):
    return [name, "continuous"]


def text(part):
    return f"C({part[0]})" if part[1] == "factor" else part[0]


def full(*parts):
    """Everything that ## stands for, main effects first."""
    return [list(subset) for size in range(1, len(parts) + 1) for subset in itertools.combinations(parts, size)]


def analysis(response, terms, constant=True):
    formula = f"{response} ~ " + " + ".join(":".join(text(part) for part in term) for term in terms) + ("" if constant else " - 1")
    # The levels of a factor add up to a constant, which is none of the model's.
    fit = ols(formula, data, **({} if constant else {"hasconst": False})).fit()
    table = anova_lm(fit, typ=2)
    rows = {frozenset(name.split(":")): row for name, row in table.iterrows()}
    found = []
    for term in terms:
        row = rows[frozenset(text(part) for part in term)]
        found.append({"ss": float(row["sum_sq"]), "df": float(row["df"]), "f": float(row["F"]), "p": float(row["PR(>F)"])})
    return {
        "response": response,
        "hasConstant": constant,
        "terms": terms,
        "rows": found,
        "residual": {"ss": float(fit.ssr), "df": float(fit.df_resid)},
        "total": {"ss": float(fit.centered_tss if constant else fit.uncentered_tss)},
        "n": int(fit.nobs),
        "r2": float(fit.rsquared),
        "adj_r2": float(fit.rsquared_adj),
        "root_mse": float(fit.mse_resid**0.5),
        "model_ss": float(fit.ess),
        "model_df": float(fit.df_model),
        "model_f": float(fit.fvalue),
        "model_p": float(fit.f_pvalue),
    }


def tukey(response, *names):
    """Pairs of the groups in the order of their codes; the difference is the second mean less the first."""
    labels = data[list(names)].astype(int).astype(str).agg("#".join, axis=1)
    found = pairwise_tukeyhsd(data[response], labels, alpha=0.05)
    pairs = list(itertools.combinations([str(group) for group in found.groupsunique], 2))
    return {
        "response": response,
        "factors": list(names),
        "rows": [
            [one, two, float(difference), float(p), float(low), float(high), bool(reject)]
            for (one, two), difference, p, (low, high), reject in zip(
                pairs, found.meandiffs, found.pvalues, found.confint, found.reject
            )
        ],
    }


content = {
    "versions": versions("numpy", "pandas", "scipy", "statsmodels"),
    "data": "cross.csv, rows with lonn",
    "analyses": {
        "one factor": analysis("lonn", [[factor("utd")]]),
        "two factors": analysis("lonn", [[factor("kjonn")], [factor("utd")]]),
        "interaction": analysis("lonn", full(factor("kjonn"), factor("utd"))),
        "three factors": analysis("formue", full(factor("kjonn"), factor("utd"), factor("kat"))),
        "without three-way": analysis("lonn", full(factor("kjonn"), factor("utd"), factor("jobb"))[:-1]),
        "covariate": analysis("lonn", [[factor("utd")], [covariate("alder")], [factor("kjonn")], [covariate("formue")]]),
        "slopes": analysis("lonn", full(factor("utd"), covariate("alder")) + [[factor("kjonn")]]),
        "without constant": analysis("lonn", [[factor("kjonn")], [factor("utd")]], constant=False),
    },
    "comparisons": [
        tukey("lonn", "utd"),
        tukey("lonn", "kjonn"),
        tukey("formue", "region"),
        tukey("lonn", "kjonn", "utd"),
    ],
}
write("anova-cross.json", content)
