"""Reference values of the non-central distributions in src/stats/distributions/noncentral-*.ts.

Lower tails are sums over Poisson weights at 350 digits, so that differences of terms and complements keep all the digits
that a double can hold, down to 1e-280 in either tail. The product integrates along contours instead: nothing is shared.
The body is cross-checked against scipy (boost) before the file is written.
"""

import itertools

import mpmath
import scipy.stats as st
from mpmath import mp, mpf

from versions import versions, write

mp.dps = 350
NOTHING = mpf(10) ** -345


def incomplete_gamma(a, x):
    """P(a, x) by its power series."""
    term = total = mpf(1)
    n = 0
    while term > total * NOTHING:
        n += 1
        term *= x / (a + n)
        total += term
    return total * mpmath.exp(a * mpmath.log(x) - x - mpmath.loggamma(a + 1))


def incomplete_beta(a, b, x, y):
    """I_x(a, b) by its power series with positive terms, on the side where that converges quickly."""
    if x > 0.5:
        return 1 - incomplete_beta(b, a, y, x)
    term = total = mpf(1)
    n = 0
    while term > total * NOTHING:
        n += 1
        term *= x * (a + b + n - 1) / (a + n)
        total += term
    return total * beta_factor(a, b, x, y)


def beta_factor(a, b, x, y):
    """x^a y^b / (a B(a, b))."""
    gammas = mpmath.loggamma(a + b) - mpmath.loggamma(a + 1) - mpmath.loggamma(b)
    return mpmath.exp(a * mpmath.log(x) + b * mpmath.log(y) + gammas)


def weights(mean, shift):
    """(j, weight) with weight = e^−mean mean^(j+shift)/Γ(j+1+shift), over all j whose weight is not negligible."""
    spread = 42 * mpmath.sqrt(mean) + 200
    first = max(0, int(mean - spread))
    weight = mpmath.exp(-mean + (first + shift) * mpmath.log(mean) - mpmath.loggamma(first + 1 + shift))
    j = first
    while j < mean or weight > NOTHING:
        yield j, weight
        j += 1
        weight *= mean / (j + shift)


def chi_squared(x, df, np):
    x, a, mean = mpf(x) / 2, mpf(df) / 2, mpf(np) / 2
    below = density = mpf(0)
    for j, weight in weights(mean, 0):
        if j == 0 or below == density == 0:
            lower = incomplete_gamma(a + j, x)
            factor = mpmath.exp((a + j) * mpmath.log(x) - x - mpmath.loggamma(a + j + 1))
        below += weight * lower
        density += weight * factor * (a + j) / x / 2
        lower -= factor
        factor *= x / (a + j + 1)
    return below, 1 - below, density


def beta_mixture(a, b, x, y, mean, shift):
    """Σ weight·I_x(a + j, b), and Σ weight·x·d/dx of it."""
    below = slope = mpf(0)
    started = False
    for j, weight in weights(mean, shift):
        if not started:
            started = True
            lower = incomplete_beta(a + j, b, x, y)
            factor = beta_factor(a + j, b, x, y)
        below += weight * lower
        slope += weight * factor * (a + j) / y
        lower -= factor
        factor *= x * (a + j + b) / (a + j + 1)
    return below, slope


def f(x, df1, df2, np):
    x, df1, df2 = mpf(x), mpf(df1), mpf(df2)
    whole = df2 + df1 * x
    share, rest = df1 * x / whole, df2 / whole
    below, slope = beta_mixture(df1 / 2, df2 / 2, share, rest, mpf(np) / 2, 0)
    return below, 1 - below, slope * rest / x


def t(x, df, np):
    x, df, np = mpf(x), mpf(df), mpf(np)
    if x < 0:
        below, above, density = t(-x, df, -np)
        return above, below, density
    whole = df + x * x
    share, rest = x * x / whole, df / whole
    mean = np * np / 2
    even, even_slope = beta_mixture(mpf(1) / 2, df / 2, share, rest, mean, 0)
    odd, odd_slope = beta_mixture(mpf(1), df / 2, share, rest, mean, mpf(1) / 2)
    sign = 1 if np > 0 else -1
    below = mpmath.erfc(np / mpmath.sqrt(2)) / 2 + (even + sign * odd) / 2
    return below, 1 - below, (even_slope + sign * odd_slope) * rest / x


def rounded(x):
    return float(f"{x:.3g}")


def spread_points(mean, sd, positive):
    points = {rounded(mean + k * sd) for k in (-33, -20, -8, -3, -1, 0, 1, 3, 8, 20, 33)}
    points |= {rounded(mean * k) for k in (1e-9, 1e-2, 0.3, 5)} | {1e-100}
    if not positive:
        points |= {-rounded(abs(mean) * k + sd) for k in (1e-3, 0.2, 1)}
    return sorted(x for x in points if x != 0 and (x > 0 or not positive))


def chi_squared_points():
    for df, np in itertools.product([0.1, 1, 2, 7.5, 40, 1000], [1e-6, 0.5, 3, 40]):
        for x in spread_points(df + np, (2 * df + 4 * np) ** 0.5, True):
            yield x, df, np
    yield from itertools.product([6500, 9000, 1.2e4, 1.8e4], [0.1], [1e4])
    yield from [(9.9e5, 3, 1e6), (1300, 0.1, 2), (1e-250, 1, 5)]
    yield from itertools.product([9.6e5, 1.06e6], [1e6], [1e4])


def f_points():
    for df1, df2, np in itertools.product([0.1, 1, 3, 60], [0.1, 4, 30, 1000], [1e-6, 1, 25, 1000]):
        mean = (df1 + np) / df1
        sd = mean * (2 / df2 + 2 * (df1 + 2 * np) / (df1 + np) ** 2) ** 0.5
        points = {rounded(mean * (1 + k * min(sd / mean, 0.9))) for k in (-33, -8, -1, 0, 1, 8, 33)}
        for x in sorted(points | {rounded(mean * 1e-7), rounded(mean * 1e8)}):
            if x > 0:
                yield x, df1, df2, np
    yield from [(300, 3, 30, 1e4), (5000, 3, 30, 1e4), (9e4, 3, 30, 1e4), (1e5, 0.1, 1000, 1e4)]
    yield from [(1e100, 3, 20, 2), (1e-200, 1, 4, 3), (1e300, 0.1, 0.1, 1), (3.1, 3, 20, 2), (1.5, 3, 20, 2)]
    yield from [(1.01, 1e6, 1e6, 1e4), (1.06, 1e6, 1e6, 25), (2, 1e6, 0.1, 5), (0.8, 1e6, 4, 1e4)]
    yield from [(3, 0.1, 1e6, 2), (400, 0.1, 1e6, 2), (2900, 3, 1e6, 1e4), (4000, 3, 1e6, 1e4), (1e-9, 3, 1e6, 25)]


def t_points():
    for df, np in itertools.product([0.1, 1, 4, 30, 1000], [-30, -4, -0.5, 1e-6, 1.5, 9]):
        sd = (1 + np * np / (2 * df)) ** 0.5
        for x in spread_points(np, min(sd, 1 + abs(np)), False):
            yield x, df, np
    yield from [(2030, 1e4, 2e3), (2e3, 1, 1e3), (3, 0.1, 30), (1, 0.1, 20)]
    yield from [(3, 1e6, 1.5), (-30, 1e6, 1.5), (33, 1e6, -3), (-20, 1e6, 9), (103, 1e6, 100)]
    yield from [(1e60, 0.1, 2), (-1e60, 0.1, 2), (1e9, 4, -3), (-40, 5, 7)]


def check(values, oracle, arguments):
    """In the body scipy has the same result to six digits (where it has one: it gives up on some small df)."""
    for ours, theirs in zip(values, oracle, strict=True):
        assert not (theirs > 1e-6) or abs(float(ours) / theirs - 1) < 1e-6, (arguments, float(ours), theirs)


def rows(function, points, distribution):
    out = []
    for x, *parameters in points:
        below, above, density = function(x, *parameters)
        if max(parameters) < 1e4 and min(below, above) > 1e-6:
            functions = (distribution.cdf, distribution.sf, distribution.pdf)
            check((below, above, density), [float(g(x, *parameters)) for g in functions], (x, *parameters))
        # Below 1e-290 a double has too few digits left.
        found = [float(value) if value > mpf(10) ** -290 else None for value in (below, above, density)]
        out.append([x, *parameters, *found])
    return out


if __name__ == "__main__":
    write(
        "noncentral.json",
        {
            "versions": versions("mpmath", "scipy"),
            "chiSquared": rows(chi_squared, chi_squared_points(), st.ncx2),
            "f": rows(f, f_points(), st.ncf),
            "t": rows(t, t_points(), st.nct),
        },
    )
