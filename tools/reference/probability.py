"""Reference values of the probability functions with central distributions, in the language's order of arguments.

Everything is computed at 60 digits or more (`exact_tails.py`) at points that are doubles; where scipy is accurate, every value
must agree with it, or nothing is written.
"""

import sys

import mpmath
import scipy.stats as st
from exact_tails import Beta, Gamma, quantile
from mpmath import mp, mpf

from versions import versions, write

LEVELS = [1e-295, 1e-100, 1e-12, 0.01, 0.3]
SMALLEST, LARGEST = mpf(10) ** -300, mpf(10) ** 300
values = {}
doubts = []


def add(name, arguments, value, oracle=None):
    value = mpf(value)
    if value != 0 and not SMALLEST < abs(value) < LARGEST:
        return
    if oracle is not None and (value == 0 or abs(value) > mpf(10) ** -250):
        expected = float(oracle)
        if abs(float(value) - expected) > 1e-6 * abs(expected) + 1e-280:
            doubts.append((name, arguments, float(value), expected))
    row = [*arguments, float(value)]
    rows = values.setdefault(name, [])
    if row not in rows:
        rows.append(row)


def is_in_range(x):
    return SMALLEST < x < LARGEST


def trusted(*parameters):
    """Parameters for which scipy keeps six digits everywhere."""
    return all(0.4 <= parameter <= 1e5 for parameter in parameters)


def levels():
    for upper in (False, True):
        for p in LEVELS:
            yield p, upper


def chi_squared(df):
    gamma = Gamma(mpf(df) / 2)
    points = []
    for p, upper in levels():
        x = 2 * mpmath.exp(quantile(gamma, p, upper))
        if not is_in_range(x):
            continue
        add("invchi2tail" if upper else "invchi2", (df, p), x, (st.chi2.isf if upper else st.chi2.ppf)(p, df) if trusted(df) and p >= 0.01 else None)
        points.append(float(x))
    for x in [*points, *(point for point in (1e-200, 1e-5, 1.0) if df < 50)]:
        lower, upper = gamma.tails(mpmath.log(mpf(x) / 2))
        ok = trusted(df)
        add("chi2", (df, x), lower, st.chi2.cdf(x, df) if ok else None)
        add("chi2tail", (df, x), upper, st.chi2.sf(x, df) if ok else None)
        add("chi2den", (df, x), mpmath.exp(gamma.log_density(mpmath.log(mpf(x) / 2))) / mpf(x), st.chi2.pdf(x, df) if ok else None)


def f(d1, d2):
    beta = Beta(mpf(d1) / 2, mpf(d2) / 2)
    ratio = mpf(d1) / mpf(d2)
    points = []
    ok = trusted(d1, d2)
    for p, upper in levels():
        x = mpmath.exp(quantile(beta, p, upper)) / ratio
        if not is_in_range(x):
            continue
        add("invFtail" if upper else "invF", (d1, d2, p), x, (st.f.isf if upper else st.f.ppf)(p, d1, d2) if ok and p >= 0.01 else None)
        points.append(float(x))
    for x in [*points, 1e-250, 1.0, 1e250]:
        theta = mpmath.log(mpf(x) * ratio)
        lower, upper = beta.tails(theta)
        add("F", (d1, d2, x), lower, st.f.cdf(x, d1, d2) if ok else None)
        add("Ftail", (d1, d2, x), upper, st.f.sf(x, d1, d2) if ok else None)
        add("Fden", (d1, d2, x), mpmath.exp(beta.log_density(theta)) / mpf(x), st.f.pdf(x, d1, d2) if ok and 1e-50 < x < 1e50 else None)


def student(df):
    beta = Beta(mpf(1) / 2, mpf(df) / 2)
    points = []
    ok = trusted(df)
    for p in [*LEVELS, 0.4999, 0.2]:
        # The two-sided tail 2p, or its complement where that is the smaller one.
        two_sided = 2 * mpf(p)
        theta = quantile(beta, two_sided, True) if two_sided <= 0.5 else quantile(beta, 1 - two_sided, False)
        x = mpmath.sqrt(mpmath.exp(theta) * mpf(df))
        if not is_in_range(x):
            continue
        add("invttail", (df, p), x, st.t.isf(p, df) if ok and p >= 0.01 else None)
        add("invt", (df, p), -x, st.t.ppf(p, df) if ok and p >= 0.01 else None)
        points.append(float(x))
    for size in [*points, 1e-200, 1e-5, 1e200]:
        theta = mpmath.log(mpf(size) ** 2 / mpf(df))
        inside, outside = beta.tails(theta)
        density = mpmath.exp(beta.log_density(theta)) / mpf(size)
        for x in (size, -size):
            less, more = (1 - outside / 2, outside / 2) if x > 0 else (outside / 2, 1 - outside / 2)
            add("t", (df, x), less, st.t.cdf(x, df) if ok and size < 1e50 else None)
            add("ttail", (df, x), more, st.t.sf(x, df) if ok and size < 1e50 else None)
        add("tden", (df, size), density, st.t.pdf(size, df) if ok and size < 1e50 else None)


def beta_family(a, b):
    beta = Beta(a, b)
    points = []
    ok = trusted(a, b)
    for p, upper in levels():
        theta = quantile(beta, p, upper)
        x = 1 / (1 + mpmath.exp(-theta))
        add("invibetatail" if upper else "invibeta", (a, b, p), x, (st.beta.isf if upper else st.beta.ppf)(p, a, b) if ok and p >= 0.01 else None)
        if SMALLEST < x and float(x) < 1:
            points.append(float(x))
    for x in [*points, 1e-250, 0.5]:
        theta = mpmath.log(mpf(x) / (1 - mpf(x)))
        lower, upper = beta.tails(theta)
        add("ibeta", (a, b, x), lower, st.beta.cdf(x, a, b) if ok else None)
        add("ibetatail", (a, b, x), upper, st.beta.sf(x, a, b) if ok else None)
        density = mpmath.exp(beta.log_density(theta)) / (mpf(x) * (1 - mpf(x)))
        add("betaden", (a, b, x), density, st.beta.pdf(x, a, b) if ok and x > 1e-50 else None)


def binomial(n, k, p):
    exact = mpf(p)
    theta = mpmath.log(exact / (1 - exact))
    ok = n <= 1e6 and p > 1e-8
    mass = mpmath.exp(
        mpmath.loggamma(n + 1) - mpmath.loggamma(k + 1) - mpmath.loggamma(n - k + 1) + k * mpmath.log(exact) + (n - k) * mpmath.log1p(-exact)
    )
    add("binomialp", (n, k, p), mass, st.binom.pmf(k, n, p) if ok else None)
    if k > 0:
        add("binomialtail", (n, k, p), Beta(k, n - k + 1).tails(theta)[0], st.binom.sf(k - 1, n, p) if ok else None)
    if k < n:
        add("binomial", (n, k, p), Beta(k + 1, n - k).tails(theta)[1], st.binom.cdf(k, n, p) if ok else None)


def normal():
    for z in (-37.0, -20.0, -8.0, -3.0, -1.0, -0.1, -1e-10, 0.0, 1e-300, 0.5, 1.959963984540054, 5.0, 9.0):
        add("normal", (z,), mpmath.erfc(-mpf(z) / mpmath.sqrt(2)) / 2, st.norm.cdf(z))
        for mean, sd in ((0.0, 1.0), (3.0, 2.5), (-1e6, 1e-3), (1e-9, 1e9)):
            x = mean + z * sd
            exact = (mpf(x) - mpf(mean)) / mpf(sd)
            add("normalden", (x, mean, sd), mpmath.exp(-exact * exact / 2) / (mpf(sd) * mpmath.sqrt(2 * mp.pi)))


def build():
    normal()
    for df in (0.01, 0.3, 1.0, 2.0, 3.0, 7.5, 29.0, 31.0, 399.0, 401.0, 5000.0, 1e6, 1e10):
        chi_squared(df)
        print("chi2", df, flush=True)
    for pair in ((0.01, 0.01), (0.01, 3.0), (3.0, 0.01), (1.0, 1.0), (2.0, 5.0), (3.0, 20.0), (10.5, 1e6), (0.01, 1e10), (1e10, 1.0), (250.0, 700.0), (401.0, 402.0), (2000.0, 1e5), (1e10, 1e10)):
        f(*pair)
        print("F", pair, flush=True)
    for df in (0.01, 0.3, 1.0, 2.0, 5.0, 30.0, 101.0, 1144.0, 1e6, 1e10):
        student(df)
        print("t", df, flush=True)
    for shapes in ((0.005, 0.005), (0.005, 50.0), (0.5, 0.5), (1.0, 1.0), (1.0, 3.0), (2.0, 3.0), (30.0, 4.5), (1e5, 0.3), (199.0, 201.0), (300.0, 1e4), (1e6, 1e8)):
        beta_family(*shapes)
        print("beta", shapes, flush=True)
    for n, k, p in (
        (1, 0, 0.3), (1, 1, 0.3), (10, 3, 0.4), (10, 10, 0.01), (10, 0, 0.99), (100, 3, 0.5), (100, 97, 0.5), (100, 50, 0.5),
        (100, 1, 1e-100), (100, 2, 1e-280), (1000, 999, 0.9), (10000, 1, 1e-5), (10000, 4800, 0.5), (10000, 6500, 0.5),
        (10**6, 500100, 0.5), (10**6, 3, 1e-6), (10**9, 0, 1e-9), (10**9, 4, 1e-9), (10**9, 300, 1e-8), (10**9, 500000000, 0.5),
        (10**9, 499700000, 0.5), (10**9, 500400000, 0.5), (10**9, 10**9 - 2, 0.999999999),
    ):
        binomial(n, k, p)
    return values


build()
if doubts:
    sys.exit("\n".join(str(doubt) for doubt in doubts))
write("probability.json", {"versions": versions("mpmath", "scipy"), "digits": mp.dps, "values": values})
print(sum(len(rows) for rows in values.values()), "values", file=sys.stderr)
