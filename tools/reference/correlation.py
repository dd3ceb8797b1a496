"""Reference values of correlations and covariances on the synthetic cross-section, from pandas and scipy, and of large numbers in 50 digits."""

import itertools

import mpmath
import numpy as np
from scipy.stats import pearsonr

from lcg_data import frame
from versions import versions, write

data = frame()
NAMES = ["alder", "formue", "lonn", "jobb", "ant", "z1", "endo"]


def gaps(values):
    """Two columns with gaps of their own, so that pairs of variables have rows of their own."""
    out = values.copy()
    out.loc[out["id"] % 7 == 0, "formue"] = np.nan
    out.loc[out["id"] % 5 == 0, "z1"] = np.nan
    return out


def p_value(x, y):
    both = ~(np.isnan(x) | np.isnan(y))
    return float(pearsonr(x[both], y[both]).pvalue)


def matrices(values):
    numbers = {name: values[name].to_numpy(dtype=float) for name in NAMES}
    pairs = list(itertools.combinations(NAMES, 2))
    return {
        "correlation": values[NAMES].corr().to_numpy().tolist(),
        "covariance": values[NAMES].cov().to_numpy().tolist(),
        "n": [[int((values[a].notna() & values[b].notna()).sum()) for b in NAMES] for a in NAMES],
        "p": {f"{a} {b}": p_value(numbers[a], numbers[b]) for a, b in pairs},
    }


def large(n=5000):
    """Means of a million beside standard deviations of a hundred thousand and of one: every digit counts."""
    mpmath.mp.dps = 50
    rows = [(i * 7919 % n, i * 104729 % n) for i in range(n)]
    x = [1_000_000 + (a - n / 2) * 69.25 for a, _ in rows]
    y = [1_000_000 + (a + 3 * b) / 4096 for a, b in rows]
    mx, my = mpmath.fsum(x) / n, mpmath.fsum(y) / n
    sxy = mpmath.fsum((mpmath.mpf(a) - mx) * (mpmath.mpf(b) - my) for a, b in zip(x, y))
    sxx = mpmath.fsum((mpmath.mpf(a) - mx) ** 2 for a in x)
    syy = mpmath.fsum((mpmath.mpf(b) - my) ** 2 for b in y)
    return {
        "n": n,
        "correlation": float(sxy / mpmath.sqrt(sxx * syy)),
        "covariance": float(sxy / (n - 1)),
        "variances": [float(sxx / (n - 1)), float(syy / (n - 1))],
    }


complete = gaps(data).dropna(subset=NAMES)
test = pearsonr(data.dropna(subset=["lonn"])["alder"], data["lonn"].dropna())
content = {
    "versions": versions("numpy", "pandas", "scipy", "mpmath"),
    "data": "cross.csv; formue is missing where id is a multiple of 7, z1 where it is one of 5",
    "names": NAMES,
    "listwise": matrices(complete),
    "pairwise": matrices(gaps(data)),
    "alder lonn": {"r": float(test.statistic), "p": float(test.pvalue), "n": int(data["lonn"].notna().sum())},
    "large": large(),
}
write("correlation-cross.json", content)
