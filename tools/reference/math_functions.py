"""Reference values of the transcendental functions in src/base/math, from mpmath at 2000 bits.

Each point is [x, value, tail] (for pow [x, y, value, tail]): value is the nearest double to the true result, tail the
distance of the true result from it in units of the last place of value. Points are drawn from a portable integer
generator, so that the file is the same wherever it is made.
"""

import math

from mpmath import mp, mpf
import mpmath

from versions import versions, write

mp.prec = 2000


class Generator:
    def __init__(self, seed):
        self.state = seed

    def uniform(self, low=0.0, high=1.0):
        self.state = (48271 * self.state) % 2147483647
        return low + (high - low) * (self.state / 2147483647.0)

    def power(self, low, high):
        """A number whose base-2 logarithm is spread evenly."""
        whole = math.floor(self.uniform(low, high))
        return math.ldexp(1 + self.uniform(), whole)


def nearest(value):
    """Nearest double and the distance from it in units of its last place."""
    hi = float(value)  # mpmath rounds to nearest when converting
    if math.isinf(hi):
        return None
    lo = (value - mpf(hi)) / mpf(math.ulp(hi))
    return hi, round(float(lo), 6)


def points(function, arguments):
    rows = []
    for x in arguments:
        parts = x if isinstance(x, tuple) else (x,)
        found = nearest(function(*[mpf(part) for part in parts]))
        if found is not None:
            rows.append([*parts, *found])
    return rows


def both(values):
    return [s * v for v in values for s in (1, -1)]


def build():
    g = Generator(20261122)
    many = 150
    near = both([g.power(-40, 0) for _ in range(50)])
    tiny = both([5e-324, 2.2250738585072014e-308, 1e-300, 1e-20, 3.7e-9])
    large = both([g.power(20, 1023) for _ in range(60)])
    angles = near + tiny + large + both([g.uniform(0, 20) for _ in range(many)]) + both(
        [float(mpmath.pi / 2 * k) for k in (1, 2, 3, 4, 5, 7, 22, 355, 1000001, 573204)]
    ) + [6381956970095103.0 * 2.0**797, 1.7976931348623157e308, 1e22, 1e6, 1000000.5, -1e6]
    positive = [g.power(-1074, 1023) for _ in range(many)] + [g.power(-1, 1) for _ in range(many)]
    positive += [5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.9999999999999999, 1.0000000000000002, 2.0, 0.5]
    exponents = near + tiny + both([g.uniform(0, 745) for _ in range(many)]) + [709.782712893384, -745.1332191019411, -708.5, -740.0, 0.0]
    unit = near + tiny + both([g.uniform() for _ in range(many)]) + both([1.0, 0.5, 0.9999999999999999, 0.975, 0.4999999999])
    powers = [(g.power(-1074, 1023), g.uniform(-2, 2)) for _ in range(many)]
    powers += [(g.uniform(0.5, 2), both([g.uniform(0, 1000)])[k % 2]) for k in range(many)]
    powers += [(g.power(-10, 10), g.uniform(-60, 60)) for _ in range(many)]
    powers += [(1 + g.power(-50, -20), g.power(10, 40)) for _ in range(50)]
    powers += [(10.0, float(k)) for k in range(-30, 23)] + [(-2.0, 3.0), (-2.5, -4.0), (-7.0, 21.0), (2.0, -1074.0), (2.0, -1022.5)]
    kinds = {
        "exp": (mpmath.exp, exponents),
        "expm1": (mpmath.expm1, exponents),
        "log": (mpmath.log, positive),
        "log10": (lambda x: mpmath.log(x, 10), positive + [10.0**k for k in range(-5, 23)]),
        "log1p": (mpmath.log1p, [x for x in near + tiny + positive if x > -1] + [-0.9999999999999999, -0.5, -0.29, 0.41]),
        "sin": (mpmath.sin, angles),
        "cos": (mpmath.cos, angles),
        "tan": (mpmath.tan, angles),
        "asin": (mpmath.asin, unit),
        "acos": (mpmath.acos, unit),
        "atan": (mpmath.atan, near + tiny + large + both([g.uniform(0, 5) for _ in range(many)])),
        "asinh": (mpmath.asinh, near + tiny + large + both([g.uniform(0, 5) for _ in range(many)])),
        "pow": (mpmath.power, powers),
    }
    return {name: points(function, arguments) for name, (function, arguments) in kinds.items()}


write("math-functions.json", {"versions": versions("mpmath"), "bits": 2000, "points": build()})
