"""Reference values of linear regression, from statsmodels, on the synthetic cross-section and on the RAND Health
Insurance Experiment as distributed with statsmodels.

A model is a list of [column name, source]; a source is the list of its factors, each a variable (["alder"]) or a level
indicator (["utd", 2]). So a reader can rebuild the design without a formula language. The constant is last, as `_cons`.
"""

import math
import pathlib
import sys

import numpy as np
import statsmodels.api as sm
from scipy.stats import f as f_distribution
from scipy.stats import t
from statsmodels.stats.diagnostic import het_breuschpagan, linear_reset
from statsmodels.stats.outliers_influence import OLSInfluence, variance_inflation_factor

from lcg_data import frame
from versions import versions, write

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "rand"))
from make_rand import runs  # noqa: E402


def factor(name, levels):
    return [(f"{name}[{level}]", [[name, level]]) for level in levels]


def plain(name):
    return (name, [[name]])


def product(left, right):
    return (f"{left[0]}#{right[0]}", [*left[1], *right[1]])


def column(data, source):
    value = np.ones(len(data))
    for part in source:
        variable = data[part[0]]
        value = value * (variable.to_numpy(dtype=float) if len(part) == 1 else (variable == part[1]).to_numpy(dtype=float))
    return value


def design(data, terms, constant=True):
    columns = [column(data, source) for _, source in terms]
    if constant:
        columns.append(np.ones(len(data)))
    return np.column_stack(columns)


def coefficients(names, result, level=95):
    interval = result.conf_int(alpha=1 - level / 100)
    return [
        {
            "term": name,
            "estimate": float(result.params[j]),
            "standardError": float(result.bse[j]),
            "t": float(result.tvalues[j]),
            "p": float(result.pvalues[j]),
            "lower": float(interval[j][0]),
            "upper": float(interval[j][1]),
        }
        for j, name in enumerate(names)
    ]


def inference_df(result):
    """Degrees of freedom of the t statistics: clusters − 1 after a clustered fit, otherwise residual."""
    return getattr(result, "df_resid_inference", None) or result.df_resid


def summary(result, names, level=95):
    n, k = result.model.exog.shape
    df_test = float(inference_df(result))
    return {
        "n": n,
        "k": k,
        "dfModel": float(result.df_model),
        "dfResidual": float(result.df_resid),
        "dfTest": df_test,
        "f": float(result.fvalue),
        "fP": float(result.f_pvalue),
        "r2": float(result.rsquared),
        "adjustedR2": float(result.rsquared_adj),
        "rootMse": float(np.sqrt(result.ssr / result.df_resid)),
        "logLikelihood": float(result.llf),
        "aic": float(result.aic),
        "bic": float(result.bic),
        "residualSumOfSquares": float(result.ssr),
        "totalSumOfSquares": float(result.centered_tss if "_cons" in names else result.uncentered_tss),
        "level": level,
        "coefficients": coefficients(names, result, level),
    }


def cluster_wald(fit, groups, constant):
    """F and numerator degrees of freedom of the clustered test that all slopes are zero.

    With few clusters the covariance is singular. The library's pseudo-inverse then keeps or drops rounding noise
    depending on the units, so the quadratic form is taken here from the singular values of the factor of the covariance
    (bread times score sums), which is the same thing with twice the digits.
    """
    x, e = fit.model.exog, fit.resid
    n, k = x.shape
    labels = np.unique(groups)
    g = len(labels)
    scores = np.column_stack([(x[groups == label] * e[groups == label][:, None]).sum(axis=0) for label in labels])
    q, r = np.linalg.qr(x)
    bread_scores = np.linalg.solve(r, np.linalg.solve(r.T, scores))
    m = k - (1 if constant else 0)
    root = np.sqrt(g / (g - 1) * (n - 1) / (n - k)) * bread_scores[:m]
    spread = np.sqrt((root**2).sum(axis=1))
    rank = min(int((np.linalg.svd(root / spread[:, None], compute_uv=False) > 1e-9).sum()), g - 1)
    u, s, _ = np.linalg.svd(root, full_matrices=False)
    parts = (u.T @ fit.params[:m])[:rank] / s[:rank]
    return float(parts @ parts) / rank, rank


def diagnostics(data, y, x, names):
    result = sm.OLS(y, x).fit()
    # On income-scale data the library loses rank in the powers of the fitted values; rescaling the response does not
    # change the test and avoids it.
    scaled = sm.OLS((y - y.mean()) / y.std(), x).fit()
    reset = linear_reset(scaled, power=4, test_type="fitted", use_f=True)
    bp = het_breuschpagan(result.resid, x, robust=False)
    iid = het_breuschpagan(result.resid, x)
    vif = {names[j]: float(variance_inflation_factor(x, j)) for j in range(len(names) - 1)}
    return {
        "ov": {"statistic": float(reset.fvalue), "df1": int(reset.df_num), "df2": int(reset.df_denom), "p": float(reset.pvalue)},
        "het_bp": {"statistic": float(bp[0]), "p": float(bp[1])},
        "het_iid": {"statistic": float(iid[0]), "p": float(iid[1])},
        "het_fstat": {"statistic": float(iid[2]), "p": float(iid[3])},
        "vif": vif,
    }


def uncentred_vif(x, j):
    """1/(1 − R²) of one column on the others without a constant; the library's function would add one."""
    fit = sm.OLS(x[:, j], np.delete(x, j, axis=1), hasconst=False).fit()
    return float(fit.uncentered_tss / fit.ssr)


def margin(result, names, point, level=95):
    x = np.array(point)
    estimate = float(x @ result.params)
    se = float(np.sqrt(x @ result.cov_params() @ x))
    c = float(t.isf((1 - level / 100) / 2, inference_df(result)))
    return {"estimate": estimate, "standardError": se, "lower": estimate - c * se, "upper": estimate + c * se}


def model(data, response, terms, cluster, constant=True, level=95):
    """Plain, robust and clustered results of one model."""
    y = data[response].to_numpy(dtype=float)
    x = design(data, terms, constant)
    names = [name for name, _ in terms] + (["_cons"] if constant else [])
    fits = {
        "default": sm.OLS(y, x).fit(),
        "HC1": sm.OLS(y, x).fit(cov_type="HC1", use_t=True),
        "cluster": sm.OLS(y, x).fit(cov_type="cluster", use_t=True, cov_kwds={"groups": data[cluster].to_numpy()}),
    }
    content = {
        "response": response,
        "hasConstant": constant,
        "terms": [{"term": name, "source": source} for name, source in terms],
        "clusterVariable": cluster,
        "clusterCount": int(data[cluster].nunique()),
    }
    for kind, fit in fits.items():
        content[kind] = summary(fit, names, level)
        if kind == "HC1":
            content[kind]["fDf1"] = int(fit.df_model)
        if kind == "cluster":
            f, rank = cluster_wald(fit, data[cluster].to_numpy(), constant)
            agrees = abs(f / content[kind]["f"] - 1) < 1e-9
            assert agrees or rank < len(names) - 1, (f, content[kind]["f"])
            content[kind].update(f=f, fDf1=rank, fP=float(f_distribution.sf(f, rank, inference_df(fit))), libraryAgreesOnF=bool(agrees))
    return content, (y, x, names, fits)


def standardised(y, x):
    z = (y - y.mean()) / y.std(ddof=1)
    slopes = x[:, :-1]
    zx = np.column_stack([(slopes - slopes.mean(axis=0)) / slopes.std(axis=0, ddof=1), np.ones(len(y))])
    return z, zx


def cross_models():
    data = frame()
    data = data[data["lonn"].notna()].reset_index(drop=True)
    base = [plain("alder"), plain("formue"), *factor("kjonn", [2]), *factor("utd", [1, 2, 3])]
    main, (y, x, names, fits) = model(data, "lonn", base, "region")
    main["diagnostics"] = diagnostics(data, y, x, names)
    means = x.mean(axis=0)
    woman = means.copy()
    woman[2] = 1
    man = means.copy()
    man[2] = 0
    main["margins"] = {
        kind: {"overall": margin(fit, names, means), "kjonn=1": margin(fit, names, man), "kjonn=2": margin(fit, names, woman)}
        for kind, fit in fits.items()
    }
    z, zx = standardised(y, x)
    groups = data["region"].to_numpy()
    main["standardize"] = {
        "default": summary(sm.OLS(z, zx).fit(), names),
        "HC1": summary(sm.OLS(z, zx).fit(cov_type="HC1", use_t=True), names),
        "cluster": summary(sm.OLS(z, zx).fit(cov_type="cluster", use_t=True, cov_kwds={"groups": groups}), names),
    }
    f, rank = cluster_wald(sm.OLS(z, zx).fit(), groups, True)
    main["standardize"]["cluster"].update(f=f, fDf1=rank, fP=float(f_distribution.sf(f, rank, len(np.unique(groups)) - 1)))
    cooks = OLSInfluence(fits["default"]).cooks_distance[0]
    main["cooksDistance"] = [float(value) for value in cooks[:20]]
    crossed = [plain("alder"), plain("formue"), *factor("kjonn", [2]), *factor("utd", [1, 2, 3])]
    crossed += [product(("kjonn[2]", [["kjonn", 2]]), level) for level in factor("utd", [1, 2, 3])]
    interaction, _ = model(data, "lonn", crossed, "region", level=99)
    slopes = [plain("alder"), product(plain("alder"), plain("alder")), *factor("utd", [1, 2, 3])]
    slopes += [product(level, plain("formue")) for level in factor("kjonn", [2])]
    continuous, (y2, x2, names2, _) = model(data, "lonn", slopes, "region")
    continuous["diagnostics"] = diagnostics(data, y2, x2, names2)
    without, (y3, x3, _, fits3) = model(data, "lonn", base, "region", constant=False)
    bp = het_breuschpagan(fits3["default"].resid, np.column_stack([x3, np.ones(len(y3))]), robust=False)
    iid = het_breuschpagan(fits3["default"].resid, np.column_stack([x3, np.ones(len(y3))]))
    without["diagnostics"] = {
        "het_bp": {"statistic": float(bp[0]), "p": float(bp[1])},
        "het_iid": {"statistic": float(iid[0]), "p": float(iid[1])},
        "het_fstat": {"statistic": float(iid[2]), "p": float(iid[3])},
        "vif": {name: uncentred_vif(x3, j) for j, (name, _) in enumerate(base)},
    }
    return {"main": main, "interaction": interaction, "continuousInteraction": continuous, "noconstant": without}


def rand_data():
    """The data with the derived variables of the databank (tools/rand/make_rand.py), under the databank's names."""
    data = sm.datasets.randhie.load_pandas().data
    derived = {
        "HEALTH": np.select([data["hlthp"] == 1, data["hlthf"] == 1, data["hlthg"] == 1], ["P", "F", "G"], "E"),
        "PLAN": [str(round(math.exp(v) - 1)) for v in data["lncoins"]],
        "LIMITED": np.where(data["physlm"] >= 0.5, "1", "0"),
        "SPELL": runs(data),
    }
    named = data.rename(columns=str.upper).assign(**derived)
    return named.rename(columns=lambda name: f"RAND_{name}")


def levels(data, name):
    """Levels by code point without the first, which is the base."""
    return factor(name, sorted(data[name].unique())[1:])


def rand_models():
    data = rand_data()
    terms = [plain(f"RAND_{name}") for name in ("LNCOINS", "IDP", "LPI", "PHYSLM", "DISEA")] + levels(data, "RAND_HEALTH")
    visits, (y, x, names, _) = model(data, "RAND_MDVIS", terms, "RAND_SPELL")
    visits["diagnostics"] = diagnostics(data, y, x, names)
    limited, health = levels(data, "RAND_LIMITED"), levels(data, "RAND_HEALTH")
    crossed = [*levels(data, "RAND_PLAN"), *limited, *health, *[product(left, right) for left in limited for right in health]]
    crossed += [plain("RAND_DISEA"), product(limited[0], plain("RAND_DISEA"))]
    interaction, _ = model(data, "RAND_MDVIS", crossed, "RAND_SPELL", level=99)
    return {"rows": len(data), "visits": visits, "interaction": interaction}


if __name__ == "__main__":
    write("regress-cross.json", {"versions": versions("statsmodels", "scipy", "numpy"), "data": "cross.csv", "models": cross_models()})
    write("regress-rand.json", {"versions": versions("statsmodels", "scipy", "numpy"), "data": "statsmodels.datasets.randhie", "models": rand_models()})
