"""The synthetic cross-section and panel on which commands are compared with other programs (commands-analysis.md, 11.2).

A portable integer generator draws every number, so the same table comes out in any language: test/helpers/
reference-data.ts is the other implementation of the cross-section. Columns are drawn in a fixed order; changing it changes
everything after.
"""

import math

MODULUS = 2147483647
PANEL_COLUMNS = "id aar kl y x1 x2 gruppe behandling status".split()
COLUMNS = "id kjonn alder utd region formue lonn jobb kat ant eksp z1 z2 endo yiv tid hend".split()


class Lcg:
    """Lehmer's generator with multiplier 48271."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (48271 * self.state) % MODULUS
        return self.state / float(MODULUS)

    def normal(self):
        """Sum of twelve uniforms less six, added left to right."""
        total = 0.0
        for _ in range(12):
            total = total + self.uniform()
        return total - 6.0

    def integer(self, limit):
        return int(self.uniform() * limit)


def rounded(x, digits):
    factor = 10.0**digits
    return math.floor(x * factor + 0.5) / factor


def person(g, number):
    kjonn = 1 + g.integer(2)
    alder = 18 + g.integer(50)
    utd = g.integer(4)
    region = 1 + g.integer(6)
    a = g.normal()
    b = g.normal()
    woman = kjonn == 2
    formue = rounded(200 + 12 * alder + 90 * a, 2)
    lonn = rounded(180 + 3.1 * alder + (0 if woman else 35) + 42 * utd + 0.05 * formue + 8 * region + (30 + 0.6 * alder) * b, 2)
    eta = -3.2 + 0.03 * alder + 0.55 * utd - 0.4 * woman + 0.001 * formue
    jobb = 1 if g.uniform() < 1 / (1 + math.exp(-eta)) else 0
    e1, e2 = 0.25 * utd, -0.6 + 0.02 * alder
    d = 1 + math.exp(e1) + math.exp(e2)
    q = g.uniform()
    kat = 0 if q < 1 / d else (1 if q < (1 + math.exp(e1)) / d else 2)
    mu = math.exp(-0.4 + 0.015 * alder + 0.2 * woman + 0.5 * g.normal())
    limit, ant, product = math.exp(-mu), 0, g.uniform()
    while product > limit:
        ant += 1
        product *= g.uniform()
    eksp = rounded(0.5 + 2 * g.uniform(), 3)
    z1 = rounded(g.normal(), 4)
    v = g.normal()
    endo = rounded(1 + 0.8 * z1 + 0.02 * alder + v, 4)
    z2 = rounded(0.5 * z1 + g.normal(), 4)
    yiv = rounded(2 + 1.5 * endo + 0.05 * alder + 1.2 * v + g.normal(), 4)
    event = math.exp(math.log(-math.log(g.uniform())) / 1.4) * 40 * math.exp(0.01 * (alder - 40) - 0.25 * woman)
    censored = 20 + 60 * g.uniform()
    tid = max(rounded(min(event, censored), 1), 0.1)
    hend = 1 if event <= censored else 0
    if g.uniform() < 0.03:
        lonn = None
    return (number, kjonn, alder, utd, region, formue, lonn, jobb, kat, ant, eksp, z1, z2, endo, yiv, tid, hend)


def cross(n=1200, seed=20240117):
    g = Lcg(seed)
    return [person(g, number) for number in range(1, n + 1)]


def frame():
    import pandas as pd

    data = pd.DataFrame(cross(), columns=COLUMNS)
    data["lonn"] = data["lonn"].astype(float)
    sums = {name: round(float(data[name].sum()), 4) for name in COLUMNS}
    expected = {"formue": 858726.79, "lonn": 525680.88, "jobb": 461, "kat": 1335, "ant": 1858, "eksp": 1791.158,
                "endo": 2219.7159, "yiv": 8331.3902, "tid": 32380.9, "hend": 874}
    assert all(sums[name] == value for name, value in expected.items()), sums
    assert int(data["lonn"].isna().sum()) == 49
    return data


def unit_of_panel(g, number, years):
    """The rows of one unit: it is missing from about 8 % of the years after the first."""
    level = g.normal()
    gruppe = 1 if g.uniform() < 0.5 else 0
    kl = 1 + g.integer(12)
    rows = []
    for aar in range(2016, 2016 + years):
        if aar > 2016 and g.uniform() < 0.08:
            continue
        x1 = rounded(0.15 * level + g.normal(), 4)
        x2 = 1 if g.uniform() < 0.3 + 0.1 * (aar - 2016) else 0
        behandling = 1 if aar >= 2019 else 0
        status = 1 + (0 if g.uniform() < 0.5 else (1 if g.uniform() < 0.6 else 2))
        effect = 1.1 * gruppe * behandling
        y = rounded(10 + 1.3 * x1 - 0.8 * x2 + 1.2 * level + 0.4 * (aar - 2016) + effect + 0.9 * g.normal(), 4)
        rows.append((number, aar, kl, y, x1, x2, gruppe, behandling, status))
    return rows


def panel(n=150, years=5, seed=77):
    g = Lcg(seed)
    return [row for number in range(1, n + 1) for row in unit_of_panel(g, number, years)]


def panel_frame():
    import pandas as pd

    data = pd.DataFrame(panel(), columns=PANEL_COLUMNS)
    sums = {name: round(float(data[name].sum()), 4) for name in PANEL_COLUMNS}
    expected = {"y": 7377.6578, "x1": -2.0506, "x2": 352, "status": 1165}
    assert len(data) == 696 and all(sums[name] == value for name, value in expected.items()), sums
    return data


def write_csv(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(",".join(columns) + "\n")
        for row in rows:
            file.write(",".join("" if value is None else text(value) for value in row) + "\n")


def text(value):
    """Shortest text of a number; whole numbers without a fraction, as JavaScript prints them."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


if __name__ == "__main__":
    from versions import OUTPUT

    frame()
    panel_frame()
    write_csv(OUTPUT / "cross.csv", COLUMNS, cross())
    write_csv(OUTPUT / "panel.csv", PANEL_COLUMNS, panel())
