"""Reference values of tests of normality on the synthetic cross-section: scipy, and Royston's W at 40 digits."""

import mpmath as mp
import numpy as np
from scipy import stats

from lcg_data import frame
from versions import versions, write

mp.mp.dps = 40
data = frame()


def poly(coefficients, x):
    return sum(mp.mpf(c) * x**k for k, c in enumerate(coefficients))


def shapiro_wilk(values):
    """AS R94 (Royston 1995) straight from its definition: weights of all order statistics, one by one."""
    x = [mp.mpf(float(v)) for v in np.sort(values)]
    n = len(x)
    if n == 3:
        weights = [-mp.sqrt(mp.mpf(1) / 2), mp.mpf(0), mp.sqrt(mp.mpf(1) / 2)]
    else:
        m = [mp.sqrt(2) * mp.erfinv(2 * (i - mp.mpf("0.375")) / (n + mp.mpf("0.25")) - 1) for i in range(1, n + 1)]
        mm = sum(v * v for v in m)
        u = 1 / mp.sqrt(n)
        last = poly(["0", "0.221157", "-0.147981", "-2.07119", "4.434685", "-2.706056"], u) + m[-1] / mp.sqrt(mm)
        if n > 5:
            second = poly(["0", "0.042981", "-0.293762", "-1.752461", "5.682633", "-3.582633"], u) + m[-2] / mp.sqrt(mm)
            phi = (mm - 2 * m[-1] ** 2 - 2 * m[-2] ** 2) / (1 - 2 * last**2 - 2 * second**2)
            weights = [v / mp.sqrt(phi) for v in m]
            weights[1], weights[-2] = -second, second
        else:
            phi = (mm - 2 * m[-1] ** 2) / (1 - 2 * last**2)
            weights = [v / mp.sqrt(phi) for v in m]
        weights[0], weights[-1] = -last, last
    mean = sum(x) / n
    w = sum(a * v for a, v in zip(weights, x)) ** 2 / sum((v - mean) ** 2 for v in x)
    return w, p_value(w, n)


def p_value(w, n):
    if n == 3:
        return max(mp.mpf(0), 6 / mp.pi * (mp.asin(mp.sqrt(w)) - mp.pi / 3))
    y = mp.log(1 - w)
    if n <= 11:
        gamma = poly(["-2.273", "0.459"], n)
        y = -mp.log(gamma - y)
        mean = poly(["0.544", "-0.39978", "0.025054", "-0.0006714"], n)
        sd = mp.exp(poly(["1.3822", "-0.77857", "0.062767", "-0.0020322"], n))
    else:
        mean = poly(["-1.5861", "-0.31082", "-0.083751", "0.0038915"], mp.log(n))
        sd = mp.exp(poly(["-0.4803", "-0.082676", "0.0030302"], mp.log(n)))
    return mp.erfc((y - mean) / sd / mp.sqrt(2)) / 2


def tests(values):
    x = np.asarray(values, dtype=float)
    x = x[~np.isnan(x)]
    n = len(x)
    w, p = shapiro_wilk(x)
    found = {"n": n, "g1": float(stats.skew(x)), "g2": float(stats.kurtosis(x))}
    kinds = [("skewness", stats.skewtest, 8), ("kurtosis", stats.kurtosistest, 5), ("s-k", stats.normaltest, 8), ("jarque-bera", stats.jarque_bera, 2)]
    for name, test, fewest in kinds:
        if n >= fewest:
            result = test(x)
            found[name] = [float(result.statistic), float(result.pvalue)]
    found["shapiro-wilk"] = [float(w), float(p)]
    if n <= 5000:
        checked = stats.shapiro(x)
        assert abs(checked.statistic - float(w)) < 1e-6 and abs(checked.pvalue - float(p)) < 1e-6, (n, checked, w, p)
    return found


def first(name, count):
    return data[name].dropna().to_numpy(dtype=float)[:count]


content = {
    "versions": versions("numpy", "scipy", "mpmath"),
    "data": "cross.csv",
    "variables": {name: tests(data[name]) for name in ["lonn", "alder", "formue", "tid", "z1", "ant", "jobb"]},
    "first of lonn": {str(n): tests(first("lonn", n)) for n in [3, 4, 5, 6, 7, 8, 11, 12, 20, 50]},
    # Every value of z1 with every whole number up to ten added: more than Royston has tried.
    "large": tests((data["z1"].to_numpy()[:, None] + np.arange(10)[None, :]).ravel()),
}
if __name__ == "__main__":
    write("normality-cross.json", content)
