"""Reference values of the studentized range, from scipy, which integrates numerically; probabilities are good to about 1e-8 and, far
out, to a few digits only. Degrees of freedom stay below 100,000, where scipy goes over to infinitely many. The far tail is integrated
here, on Gauss–Legendre points in both directions."""

import numpy as np
from scipy.special import gammaln, log_ndtr
from scipy.stats import studentized_range

from versions import versions, write

POINTS = [
    (q, groups, df)
    for groups in (2, 3, 5, 12, 50)
    for df in (1, 2, 10, 120, 1147, 20000)
    for q in (0.1, 1, 2, 3.5, 5, 8, 15)
]
LEVELS = [
    (p, groups, df)
    for groups in (2, 3, 6, 24)
    for df in (2, 10, 1147)
    for p in (0.5, 0.05, 0.001)
]

FAR = [(12, 5, 100), (20, 3, 1147), (9, 10, 20000), (50, 4, 500)]


def points(low, high, panels=60, order=40):
    x, weights = np.polynomial.legendre.leggauss(order)
    edges = np.linspace(low, high, panels + 1)
    half = np.diff(edges) / 2
    middle = (edges[:-1] + edges[1:]) / 2
    return (middle[:, None] + half[:, None] * x).ravel(), (half[:, None] * weights).ravel()


def far_tail(q, groups, df):
    """P(Q > q) = ∫ f(s) ∫ k φ(z) (Φ(z)^(k−1) − (Φ(z) − Φ(z − qs))^(k−1)) dz ds, the difference without cancellation."""
    s, ws = points(1e-3, 3)
    z, wz = points(-12, 3 * q)
    density = np.log(2) + df / 2 * np.log(df / 2) - gammaln(df / 2) + (df - 1) * np.log(s) - df * s * s / 2
    below = log_ndtr(z)
    inside = np.log1p(-np.exp(log_ndtr(z[None, :] - q * s[:, None]) - below[None, :]))
    inner = groups * np.exp(-z * z / 2 - np.log(2 * np.pi) / 2 + (groups - 1) * below)[None, :] * -np.expm1((groups - 1) * inside)
    return float(ws @ (np.exp(density) * (inner @ wz)))


content = {
    "versions": versions("scipy"),
    "survival": [[*point, float(studentized_range.sf(*point))] for point in POINTS],
    "upperQuantile": [[p, groups, df, float(studentized_range.isf(p, groups, df))] for p, groups, df in LEVELS],
    "farTail": [[*point, far_tail(*point)] for point in FAR],
}
write("studentized-range.json", content)
