"""Least-squares problems that defeat raw normal equations, solved with 120 digits.

Longley's data come with statsmodels. The polynomials follow NIST's Wampler (degree 5 on 0 … 20) and Filip (degree 10 on
[−9, −3]) problems in kind; responses are computed here, so nothing rests on memory. `incomes` has columns of mean 1e6
and standard deviation 1e5.
"""

import mpmath
import statsmodels.api as sm
from mpmath import mp, mpf

from lcg_data import Lcg
from versions import versions, write

mp.dps = 120


def solve(columns, y, constant=True):
    """Estimates, standard errors and residual sum of squares of the stored doubles, exactly rounded."""
    n = len(y)
    rows = [[mpf(c[i]) for c in columns] + ([mpf(1)] if constant else []) for i in range(n)]
    x, v = mp.matrix(rows), mp.matrix([mpf(value) for value in y])
    cross = x.T * x
    inverse = cross**-1
    b = inverse * (x.T * v)
    e = v - x * b
    rss = (e.T * e)[0]
    k = len(rows[0])
    s2 = rss / (n - k)
    mean = sum(v) / n
    tss = sum((value - mean) ** 2 for value in v) if constant else (v.T * v)[0]
    return {
        "columns": [[float(value) for value in c] for c in columns],
        "response": [float(value) for value in y],
        "hasConstant": constant,
        "estimates": [float(value) for value in b],
        "standardErrors": [float(mpmath.sqrt(s2 * inverse[j, j])) for j in range(k)],
        "residualSumOfSquares": float(rss),
        "r2": float(1 - rss / tss),
    }


def longley():
    data = sm.datasets.longley.load_pandas()
    return solve([data.exog[name].tolist() for name in data.exog.columns], data.endog.tolist())


def wampler(noise):
    g = Lcg(5)
    x = [float(i) for i in range(21)]
    y = [sum(v**p for p in range(6)) + noise * g.normal() for v in x]
    return solve([[v**p for v in x] for p in range(1, 6)], y)


def polynomial(degree):
    g = Lcg(82)
    x = [round(-9 + 6 * g.uniform(), 6) for _ in range(82)]
    y = [round(0.8 + 0.05 * (v + 6) - 0.01 * (v + 6) ** 3 + 0.003 * g.normal(), 6) for v in x]
    return solve([[v**p for v in x] for p in range(1, degree + 1)], y)


def incomes():
    g = Lcg(99)
    a = [1e6 + 1e5 * g.normal() for _ in range(400)]
    b = [0.9 * v + 2e4 * g.normal() for v in a]
    d = [float(g.integer(2)) for _ in a]
    y = [2e6 + 0.4 * v + 0.2 * w - 3e4 * f + 5e4 * g.normal() for v, w, f in zip(a, b, d)]
    return solve([a, b, d], y)


write(
    "ill-conditioned.json",
    {
        "versions": versions("mpmath", "statsmodels"),
        "digits": mp.dps,
        "problems": {
            "longley": longley(),
            "wampler-exact": wampler(0.0),
            "wampler-noise": wampler(1000.0),
            "polynomial-4": polynomial(4),
            "polynomial-6": polynomial(6),
            "polynomial-10": polynomial(10),
            "incomes": incomes(),
        },
    },
)
