"""Reference values of the distribution functions in src/stats/distributions.

Probabilities come from mpmath at 40 digits (incomplete beta and gamma functions), so tails keep all their digits; the
body and the quantiles are cross-checked against scipy here, before the file is written.
"""

import mpmath
import scipy.stats as st
from mpmath import mp, mpf

from versions import versions, write

mp.dps = 40


def chi2_sf(x, df):
    return mpmath.gammainc(mpf(df) / 2, mpf(x) / 2, mpmath.inf, regularized=True)


def chi2_cdf(x, df):
    return mpmath.gammainc(mpf(df) / 2, 0, mpf(x) / 2, regularized=True)


def beta(a, b, x):
    """Regularised incomplete beta function; the complement is taken where the series converges slowly."""
    return mpmath.betainc(a, b, 0, x, regularized=True)


def f_sf(x, d1, d2):
    x, d1, d2 = mpf(x), mpf(d1), mpf(d2)
    return beta(d2 / 2, d1 / 2, d2 / (d2 + d1 * x))


def f_cdf(x, d1, d2):
    x, d1, d2 = mpf(x), mpf(d1), mpf(d2)
    return beta(d1 / 2, d2 / 2, d1 * x / (d2 + d1 * x))


def t_two_sided(t, df):
    t, df = mpf(t), mpf(df)
    return beta(df / 2, mpf(1) / 2, df / (df + t * t))


def normal_sf(z):
    return mpmath.erfc(mpf(z) / mpmath.sqrt(2)) / 2


def normal_cdf(z):
    return normal_sf(-mpf(z))


def refine(survival, density, p, start):
    """Quantile by Newton steps on log(survival) at high precision, from scipy's answer."""
    first = x = mpf(float(start))
    for _ in range(4):
        value = survival(x)
        x += mpmath.log(value / mpf(p)) * value / mpf(float(density(float(x))))
    assert abs(x - first) < mpf(10) ** -3 * abs(first) + mpf(10) ** -12, (p, first, x)
    assert abs(survival(x) / mpf(p) - 1) < mpf(10) ** -18, (p, x)
    return float(x)


def check(value, other):
    assert abs(float(value) - other) <= 1e-7 * abs(other) + 1e-280, (value, other)


def rows(function, oracle, grid):
    out = []
    for arguments in grid:
        value = function(*arguments)
        check(value, float(oracle(*arguments)))
        out.append([*arguments, float(value)])
    return out


ts = [1e-8, 0.01, 0.3, 1.0, 1.96, 2.5, 5.0, 12.0, 40.0, 300.0]
dfs = [1, 2, 3, 5, 7.5, 30, 149, 1144, 20000]
xs = [1e-6, 0.05, 0.5, 1.0, 3.84, 10.0, 60.0, 200.0, 390.0, 700.0, 1900.0, 2100.0]
fs = [1e-6, 0.1, 0.9, 1.0, 2.5, 10.0, 69.1, 300.0]
pairs = [(1, 1), (1, 5), (3, 1141), (6, 1144), (5, 5), (2, 20), (20, 2000), (6, 20000)]
ps = [1e-12, 1e-4, 0.005, 0.025, 0.05, 0.2, 0.5, 0.9, 0.99]
zs = [-37.0, -10.0, -1.959963984540054, -1.0, -0.1, 0.0, 1e-8, 0.5, 1.0, 3.0, 10.0, 20.0, 37.0]
chi_dfs = [0.5, 1, 2, 3, 6, 10.5, 19, 20, 99, 355, 2000]

content = {
    "versions": versions("mpmath", "scipy"),
    "normalCdf": rows(normal_cdf, st.norm.cdf, [(z,) for z in zs]),
    "normalSurvival": rows(normal_sf, st.norm.sf, [(z,) for z in zs]),
    "normalUpperQuantile": [[p, refine(normal_sf, st.norm.pdf, p, st.norm.isf(p))] for p in ps if p != 0.5],
    "tTwoSided": rows(t_two_sided, lambda t, df: 2 * st.t.sf(t, df), [(t, df) for t in ts for df in dfs]),
    "tTwoSidedQuantile": [
        [p, df, refine(lambda t, df=df: t_two_sided(t, df), lambda t, df=df: 2 * st.t.pdf(t, df), p, st.t.isf(p / 2, df))] for p in ps for df in dfs
    ],
    "chiSquaredSurvival": rows(chi2_sf, st.chi2.sf, [(x, df) for x in xs for df in chi_dfs]),
    "chiSquaredCdf": rows(chi2_cdf, st.chi2.cdf, [(x, df) for x in xs for df in chi_dfs]),
    "chiSquaredUpperQuantile": [
        [p, df, refine(lambda x, df=df: chi2_sf(x, df), lambda x, df=df: st.chi2.pdf(x, df), p, st.chi2.isf(p, df))] for p in ps for df in chi_dfs
    ],
    "fSurvival": rows(f_sf, st.f.sf, [(x, *pair) for x in fs for pair in pairs]),
    "fCdf": rows(f_cdf, st.f.cdf, [(x, *pair) for x in fs for pair in pairs]),
    "fUpperQuantile": [
        [p, *pair, refine(lambda x, pair=pair: f_sf(x, *pair), lambda x, pair=pair: st.f.pdf(x, *pair), p, st.f.isf(p, *pair))] for p in ps for pair in pairs
    ],
}
write("distributions.json", content)
