"""Gamma and beta distributions at high precision: tails, densities and quantiles, from the definitions.

Tails come from the power series with positive terms (the other tail is 1 minus it, with as many digits as that takes), for
large shapes from quadrature of the density relative to its value at the point. Neither uses continued fractions.

A distribution is given by the logarithm of its variable, theta: ln X for gamma, ln X/(1−X) for beta. Its density there is
log-concave, so Newton's method on the logarithm of a tail finds quantiles.
"""

import mpmath
from mpmath import mp, mpf

WORKING = 60
COMPLEMENT = 380
LARGE = 3000


def tail_ratio(exponent, width):
    """Integral of exp(exponent(v)) over v > 0, where exponent(0) = 0 and falls at least as fast as −v/width."""
    with mp.workdps(45):
        total = mpf(0)
        start = mpf(0)
        while exponent(start) > -75:
            total += 4 * width * sum(weight * mpmath.exp(exponent(start + 2 * width * (1 + node))) for node, weight in NODES) / 2
            start += 4 * width
        return total


def power_series(first, ratio):
    """first·(1 + r1 + r1·r2 + …), with the ratios given by ratio(i), i = 1, 2, …"""
    term = total = first
    i = 1
    while term > total * mp.eps:
        term *= ratio(i)
        total += term
        i += 1
        assert i < 300000
    return total


mp.dps = WORKING
# 24 points a panel, on which the integrand falls by a factor of e⁴ or somewhat more.
NODES = mpmath.calculus.quadrature.GaussLegendre(mp).calc_nodes(4, mp.prec)


class Gamma:
    def __init__(self, a):
        self.a = mpf(a)

    def log_density(self, theta):
        return self.a * theta - mpmath.exp(theta) - mpmath.loggamma(self.a)

    def series(self, theta):
        x = mpmath.exp(theta)
        return power_series(mpmath.exp(self.log_density(theta)) / self.a, lambda i: x / (self.a + i))

    def integral(self, theta, x, sign):
        slope = abs(self.a - x)
        width = min(1 / mpmath.sqrt(self.a), 1 / slope if slope > 0 else mpf(1))
        ratio = tail_ratio(lambda v: sign * self.a * v - x * mpmath.expm1(sign * v), width)
        return mpmath.exp(self.log_density(theta)) * ratio

    def tails(self, theta):
        """Both tails, each to its own last digits."""
        x = mpmath.exp(theta)
        if self.a >= LARGE:
            direct = self.integral(theta, x, -1 if x < self.a else 1)
            return (direct, 1 - direct) if x < self.a else (1 - direct, direct)
        lower = self.series(theta)
        upper = 1 - lower
        if upper < mpf(10) ** -20:
            with mp.workdps(COMPLEMENT):
                upper = 1 - self.series(theta)
        return lower, upper

    def guess(self, p, upper):
        z = mpmath.sqrt(2) * mpmath.erfinv(1 - 2 * mpf(p)) if p > mpf(10) ** -15 else mpmath.sqrt(-2 * mpmath.log(p)) - 1
        root = 1 - 1 / (9 * self.a) + (z if upper else -z) / (3 * mpmath.sqrt(self.a))
        cube = 3 * mpmath.log(root) + mpmath.log(self.a) if root > 0.1 else None
        first = (mpmath.log(1 - p if upper else p) + mpmath.loggamma(self.a + 1)) / self.a
        if upper:
            decay = -mpmath.log(p)
            if self.a < 40 and p < 1e-10:
                return mpmath.log(decay + (self.a - 1) * mpmath.log(decay) - mpmath.loggamma(self.a))
            return first if self.a < 0.5 and p > self.a else cube or mpmath.log(decay)
        return first if cube is None else max(first, cube)


class Beta:
    def __init__(self, a, b):
        self.a, self.b = mpf(a), mpf(b)

    def swapped(self):
        return Beta(self.b, self.a)

    def log_density(self, theta):
        a, b = self.a, self.b
        norm = mpmath.loggamma(a) + mpmath.loggamma(b) - mpmath.loggamma(a + b)
        return a * theta - (a + b) * mpmath.log1p(mpmath.exp(theta)) - norm

    def series(self, theta):
        a, b, x = self.a, self.b, 1 / (1 + mpmath.exp(-theta))
        return power_series(mpmath.exp(self.log_density(theta)) / a, lambda i: x * (a + b + i - 1) / (a + i))

    def terms(self, theta, digits):
        """About how many terms the series takes."""
        a, b, x = self.a, self.b, 1 / (1 + mpmath.exp(-theta))
        rising = max(0, ((a + b) * x - a) * (1 + mpmath.exp(theta)))
        return 4 * rising + min(digits * 2.3 / mpmath.log1p(mpmath.exp(-theta)), 20 * mpmath.sqrt(a + b) + digits if b > 1 else mpmath.inf)

    def integral(self, theta):
        a, b, x = self.a, self.b, 1 / (1 + mpmath.exp(-theta))
        rate = a - (a + b) * x
        width = min(mpmath.sqrt(1 / a + 1 / b), 1 / rate if rate > 0 else mpf(1))
        ratio = tail_ratio(lambda v: -a * v - (a + b) * mpmath.log1p(x * mpmath.expm1(-v)), width)
        return mpmath.exp(self.log_density(theta)) * ratio

    def tails(self, theta):
        """Both tails, each to its own last digits."""
        if min(self.a, self.b) >= LARGE:
            if theta < mpmath.log(self.a / self.b):
                lower = self.integral(theta)
                return lower, 1 - lower
            upper = self.swapped().integral(-theta)
            return 1 - upper, upper
        if self.terms(theta, WORKING) > self.swapped().terms(-theta, WORKING):
            lower, upper = self.swapped().tails(-theta)
            return upper, lower
        lower = self.series(theta)
        upper = 1 - lower
        if upper < mpf(10) ** -20:
            with mp.workdps(COMPLEMENT):
                upper = 1 - self.series(theta)
        return lower, upper

    def guess(self, p, _):
        a, b = self.a, self.b
        norm = mpmath.loggamma(a + 1) + mpmath.loggamma(b) - mpmath.loggamma(a + b)
        z = mpmath.sqrt(-2 * mpmath.log(p)) - (1 if p < mpf("0.01") else mpf("0.4"))
        first, normal = (mpmath.log(p) + norm) / a, mpmath.log(a / b) - z * mpmath.sqrt(1 / a + 1 / b)
        # With few degrees of freedom beside many, the upper tail falls like that of a gamma variable.
        decay = -mpmath.log(p)
        gamma = mpmath.log(a / (decay + (b - 1) * mpmath.log(decay))) if b < 40 and p < 1e-10 else first
        if b < 0.5 and p > b:
            gamma = mpmath.log(a) - (mpmath.log(1 - p) + mpmath.loggamma(b + 1)) / b
        return max(first, normal, gamma)


def quantile(distribution, p, upper):
    """Theta at which a tail is p ≤ ½, to 25 digits."""
    if upper and isinstance(distribution, Beta):
        return -quantile(distribution.swapped(), p, False)
    p = mpf(p)
    theta = distribution.guess(p, upper)
    for _ in range(100):
        tail = distribution.tails(theta)[1 if upper else 0]
        slope = mpmath.exp(distribution.log_density(theta)) / tail
        step = mpmath.log(tail / p) / slope * (1 if upper else -1)
        # To the right of the mean a tail falls so fast that a long step would lose it.
        step = max(min(step, mpf(1)), mpf(-1)) if upper else step
        theta += step
        if abs(step) < mpf(10) ** -14 / (1 + abs(slope)):
            return theta
    raise AssertionError("no quantile")
