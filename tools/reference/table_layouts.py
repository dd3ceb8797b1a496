"""Whole tables as `tabulate` lays them out, and the numbers behind bar charts and histograms, from pandas and numpy."""

import itertools

import numpy as np
import pandas as pd
from scipy.stats import chi2_contingency

from lcg_data import frame
from versions import versions, write

data = frame()
data["kjonn"] = data["kjonn"].map(str)
data["region"] = data["region"].map(lambda code: f"R{code}")
# Holes in a classifying variable: what `missing` is about.
data["hull"] = data["utd"].where(data["id"] % 7 != 0).astype("object")
TOTAL = "total"


def gini(x):
    n = len(x)
    return 0.0 if x.sum() == 0 else float(2 * np.sum(np.arange(1, n + 1) * np.sort(x)) / (n * x.sum()) - (n + 1) / n)


STATISTICS = {
    "mean": lambda x: x.mean(),
    "std": lambda x: x.std(ddof=1) if len(x) > 1 else np.nan,
    "sum": lambda x: x.sum(),
    "p25": lambda x: np.quantile(x, 0.25),
    "p50": lambda x: np.quantile(x, 0.5),
    "p75": lambda x: np.quantile(x, 0.75),
    "gini": gini,
    "iqr": lambda x: np.quantile(x, 0.75) - np.quantile(x, 0.25),
    "min": lambda x: x.min(),
    "max": lambda x: x.max(),
}


def plain(value):
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    return value if isinstance(value, str) else value.item() if hasattr(value, "item") else value


def codes(frame_, variable):
    """Ascending, missing last."""
    found = [plain(v) for v in frame_[variable].unique()]
    return sorted((v for v in found if v is not None)) + ([None] if None in found else [])


def where(frame_, variable, code):
    if code == TOTAL:
        return pd.Series(True, index=frame_.index)
    return frame_[variable].isna() if code is None else frame_[variable] == code


def select(frame_, variables, key):
    chosen = pd.Series(True, index=frame_.index)
    for variable, code in zip(variables, key):
        chosen &= where(frame_, variable, code)
    return frame_[chosen]


def stub_rows(rows, stub, flat):
    """Keys of the stub in the order of the table: every level ends with a subtotal for its parent, the whole with a total."""
    found = []

    def walk(prefix):
        level = len(prefix)
        if level == len(stub):
            found.append(prefix)
            return
        for code in codes(select(rows, stub, prefix), stub[level]):
            walk([*prefix, code])
        if level > 0 and not flat:
            found.append([*prefix, *[TOTAL] * (len(stub) - level)])

    walk([])
    return [*found, [TOTAL] * len(stub)]


def table(variables, measures=("freq",), missing=False, summarize=(), flatten=False, rowsort=None, colsort=None, top=None, bottom=None, chi2=False):
    stub, column = [v for i, v in enumerate(variables) if i != 1], variables[1] if len(variables) > 1 else None
    rows = data if missing else data.dropna(subset=list(variables))
    flat = flatten or rowsort is not None or colsort is not None
    keys = stub_rows(rows, stub, flat)
    columns = [TOTAL] if column is None else [*codes(rows, column), TOTAL]

    def cell(key, code, measure, variable):
        inside = select(rows, stub, key)
        here = inside if column is None else inside[where(inside, column, code)]
        if variable is not None:
            x = here[variable].dropna().to_numpy(dtype=float)
            if measure == "freq":
                return len(x)
            return plain(STATISTICS[measure](x)) if len(x) else None
        if measure == "freq":
            return len(here)
        whole = {"rowpct": inside, "colpct": rows if column is None else rows[where(rows, column, code)], "cellpct": rows}[measure]
        return 100 * len(here) / len(whole) if len(whole) else None

    asked = [(m, v) for v in summarize for m in measures] or [(m, None) for m in measures]
    grid = [[[cell(key, code, m, v) for m, v in asked] for code in columns] for key in keys]
    body_rows, body_columns = list(range(len(keys) - 1)), list(range(len(columns) - 1))
    last = lambda value: (value is None, value if value is not None else 0)
    if rowsort is not None:
        at = len(columns) - 1 if rowsort == TOTAL else columns.index(rowsort)
        body_rows.sort(key=lambda r: last(grid[r][at][0]))
    if colsort is not None:
        at = len(keys) - 1 if colsort == TOTAL else keys.index(colsort)
        body_columns.sort(key=lambda c: last(grid[at][c][0]))
    body_rows = body_rows[:top] if top else body_rows[-bottom:] if bottom else body_rows
    order, across = [*body_rows, len(keys) - 1], [*body_columns, len(columns) - 1]
    found = {
        "columns": [columns[c] for c in across],
        "rows": [[*keys[r], *itertools.chain.from_iterable(grid[r][c] for c in across)] for r in order],
    }
    if chi2:
        inner = [[len(here) for here in (select(rows, [*stub, column], [*key, code]) for code in columns[:-1])] for key in keys if TOTAL not in key]
        test = chi2_contingency(np.array(inner), correction=False)
        found["chi2"] = [float(test.statistic), int(test.dof), float(test.pvalue)]
    return found


TABLES = {
    "utd": table(["utd"]),
    "hull, missing": table(["hull"], missing=True),
    "utd, cellpct freq": table(["utd"], ["cellpct", "freq"]),
    "hull, freq cellpct missing": table(["hull"], ["freq", "cellpct"], missing=True),
    "utd kjonn": table(["utd", "kjonn"]),
    "utd hull": table(["utd", "hull"]),
    "utd hull, missing": table(["utd", "hull"], missing=True),
    "hull kjonn, rowpct freq missing": table(["hull", "kjonn"], ["rowpct", "freq"], missing=True),
    "utd kjonn, rowpct colpct cellpct freq chi2": table(["utd", "kjonn"], ["rowpct", "colpct", "cellpct", "freq"], chi2=True),
    "kjonn hull, chi2 missing": table(["kjonn", "hull"], missing=True, chi2=True),
    "kjonn utd region": table(["kjonn", "utd", "region"]),
    "kjonn utd region, rowpct colpct cellpct": table(["kjonn", "utd", "region"], ["rowpct", "colpct", "cellpct"]),
    "kjonn utd region, chi2 nolabels": table(["kjonn", "utd", "region"], chi2=True),
    "kjonn utd region jobb, missing": table(["kjonn", "utd", "region", "jobb"], missing=True),
    "hull kjonn jobb, missing freq": table(["hull", "kjonn", "jobb"], missing=True),
    "kjonn utd region, flatten freq colpct": table(["kjonn", "utd", "region"], ["freq", "colpct"], flatten=True),
    "region, rowsort()": table(["region"], rowsort=TOTAL),
    "region, rowsort() bottom(2)": table(["region"], rowsort=TOTAL, bottom=2),
    "region, top(3)": table(["region"], top=3),
    "region utd, rowsort()": table(["region", "utd"], rowsort=TOTAL),
    "region utd, rowsort(2) top(4)": table(["region", "utd"], rowsort=2, top=4),
    "region utd, rowpct rowsort(2) bottom(2)": table(["region", "utd"], ["rowpct"], rowsort=2, bottom=2),
    "region utd, rowpct rowsort()": table(["region", "utd"], ["rowpct"], rowsort=TOTAL),
    "utd region, rowsort('R3')": table(["utd", "region"], rowsort="R3"),
    "utd region, colsort()": table(["utd", "region"], colsort=TOTAL),
    "utd region, colsort(1)": table(["utd", "region"], colsort=[1]),
    "region utd, rowsort(0) colsort('R2')": table(["region", "utd"], rowsort=0, colsort=["R2"]),
    "kjonn utd region, rowsort()": table(["kjonn", "utd", "region"], rowsort=TOTAL),
    "kjonn utd region, colsort('2','R4') rowsort(3) bottom(5)": table(["kjonn", "utd", "region"], rowsort=3, colsort=["2", "R4"], bottom=5),
    "hull kjonn, missing rowsort()": table(["hull", "kjonn"], missing=True, rowsort=TOTAL),
    "utd, summarize(lonn)": table(["utd"], ["mean"], summarize=["lonn"]),
    "utd kjonn, summarize(lonn) mean std sum p25 p50 p75 gini iqr": table(["utd", "kjonn"], ["mean", "std", "sum", "p25", "p50", "p75", "gini", "iqr"], summarize=["lonn"]),
    "utd, summarize(lonn, formue) mean freq": table(["utd"], ["mean", "freq"], summarize=["lonn", "formue"]),
    "utd kjonn, summarize(lonn formue) p50 std": table(["utd", "kjonn"], ["p50", "std"], summarize=["lonn", "formue"]),
    "hull, summarize(lonn) missing": table(["hull"], ["mean"], missing=True, summarize=["lonn"]),
    "kjonn utd region, summarize(lonn) iqr": table(["kjonn", "utd", "region"], ["iqr"], summarize=["lonn"]),
    "alder kat, summarize(lonn) std gini": table(["alder", "kat"], ["std", "gini"], summarize=["lonn"]),
    "region, summarize(lonn) rowsort()": table(["region"], ["mean"], summarize=["lonn"], rowsort=TOTAL),
    "region utd, summarize(lonn) p75 sum rowsort(1) bottom(3)": table(["region", "utd"], ["p75", "sum"], summarize=["lonn"], rowsort=1, bottom=3),
    "alder kat, summarize(lonn) std rowsort(2) colsort()": table(["alder", "kat"], ["std"], summarize=["lonn"], rowsort=2, colsort=TOTAL),
}


def bars(statistic, variables, over=(), by=(), per_variable=False):
    """Values of bars by variable and category (or neither), over and by, as sorted lists."""
    groups = [*over, *by]
    numeric = statistic not in ("count", "percent")
    found = []
    if numeric or per_variable:
        rows = data.dropna(subset=groups) if groups else data
        for key in itertools.product(*(codes(rows, g) for g in groups)):
            inside = select(rows, groups, key)
            if len(inside) == 0:
                continue
            valid = [inside[v].dropna().to_numpy(dtype=float) for v in variables]
            if numeric:
                values = [plain(STATISTICS[{"median": "p50", "sd": "std"}.get(statistic, statistic)](x)) if len(x) else None for x in valid]
            else:
                counts = [len(x) for x in valid]
                values = counts if statistic == "count" else [100 * c / sum(counts) for c in counts]
            found.extend([v, *key, value] for v, value in zip(variables, values))
        return found
    rows = data.dropna(subset=[*variables, *groups])
    for key in itertools.product(*(codes(rows, v) for v in [*variables, *groups])):
        here = len(select(rows, [*variables, *groups], key))
        whole = len(select(rows, groups, key[len(variables) :]))
        if here:
            found.append([*key, here if statistic == "count" else 100 * here / whole])
    return found


BARS = {
    "(count) utd": bars("count", ["utd"]),
    "(percent) hull": bars("percent", ["hull"]),
    "(count) hull, over(kjonn)": bars("count", ["hull"], ["kjonn"]),
    "(count) utd, over(kjonn, region) stack horizontal": bars("count", ["utd"], ["kjonn", "region"]),
    "(percent) utd, over(kjonn region)": bars("percent", ["utd"], ["kjonn", "region"]),
    "(percent) utd, over(kjonn) stack": bars("percent", ["utd"], ["kjonn"]),
    "(percent) utd, over(kjonn) by(jobb)": bars("percent", ["utd"], ["kjonn"], ["jobb"]),
    "(count) kjonn, by(utd)": bars("count", ["kjonn"], by=["utd"]),
    "(count) kjonn region": bars("count", ["kjonn", "region"]),
    "(percent) kjonn region, over(jobb)": bars("percent", ["kjonn", "region"], ["jobb"]),
    "(count) lonn formue": bars("count", ["lonn", "formue"], per_variable=True),
    "(percent) lonn formue": bars("percent", ["lonn", "formue"], per_variable=True),
    "(count) lonn formue, over(kjonn)": bars("count", ["lonn", "formue"], ["kjonn"], per_variable=True),
    "(percent) lonn formue, over(kjonn)": bars("percent", ["lonn", "formue"], ["kjonn"], per_variable=True),
    "(count) utd, stack": bars("count", ["utd"]),
    "(mean) lonn": bars("mean", ["lonn"]),
    "(mean) lonn formue, over(kjonn, hull) horizontal": bars("mean", ["lonn", "formue"], ["kjonn", "hull"]),
    "(min) lonn z1, over(utd)": bars("min", ["lonn", "z1"], ["utd"]),
    "(max) lonn, by(utd)": bars("max", ["lonn"], by=["utd"]),
    "(median) lonn formue, over(region) by(kjonn)": bars("median", ["lonn", "formue"], ["region"], ["kjonn"]),
    "(sum) lonn, over(utd)": bars("sum", ["lonn"], ["utd"]),
    "(sd) lonn, over(alder kat)": bars("sd", ["lonn"], ["alder", "kat"]),
}


def histogram(name, scale, edges=None, bins=None, by=None, normal=False):
    """Bars by group: lower, upper, count, height; with the mean, the deviation and the curve's ends and middle."""
    valid = data.dropna(subset=[name, *([by] if by else [])])
    x = valid[name].to_numpy(dtype=float)
    if edges is None:
        k = bins or min(30, max(1, round(min(np.sqrt(len(x)), 10 * np.log10(len(x))))))
        edges = np.linspace(x.min(), x.max(), k + 1)
    width = edges[1] - edges[0]
    groups = []
    for code in codes(valid, by) if by else [None]:
        inside = valid[where(valid, by, code)][name].to_numpy(dtype=float) if by else x
        n = len(inside)
        factor = {"density": 1 / (n * width), "freq": 1.0, "fraction": 1 / n, "percent": 100 / n}[scale]
        counts = np.histogram(inside, bins=edges)[0]
        group = {"code": code, "bars": [[float(a), float(b), int(c), float(c * factor)] for a, b, c in zip(edges, edges[1:], counts)]}
        if normal:
            mean, sd = inside.mean(), inside.std(ddof=1)
            area = {"density": 1.0, "freq": n * width, "fraction": width, "percent": 100 * width}[scale]
            curve = lambda v: float(area * np.exp(-0.5 * ((v - mean) / sd) ** 2) / (sd * np.sqrt(2 * np.pi)))
            group["normal"] = [float(mean), float(sd), curve(edges[0]), curve(edges[-1])]
        groups.append(group)
    return groups


def discrete(name, scale, by=None):
    valid = data.dropna(subset=[name, *([by] if by else [])])
    values = codes(valid, name)
    gap = 1 if isinstance(values[0], str) or len(values) == 1 else min(b - a for a, b in zip(values, values[1:]))
    found = []
    for code in codes(valid, by) if by else [None]:
        inside = valid[where(valid, by, code)] if by else valid
        n = len(inside)
        factor = {"density": 1 / (n * gap), "freq": 1.0, "fraction": 1 / n, "percent": 100 / n}[scale]
        counts = [len(select(inside, [name], [v])) for v in values]
        found.extend([*([code] if by else []), v, c, c * factor] for v, c in zip(values, counts) if c)
    return found


low = float(data["lonn"].min())
HISTOGRAMS = {
    "lonn": histogram("lonn", "density"),
    "lonn, freq normal": histogram("lonn", "freq", normal=True),
    "lonn, bin(12) fraction": histogram("lonn", "fraction", bins=12),
    "lonn, percent bin(7) normal": histogram("lonn", "percent", bins=7, normal=True),
    "alder, width(6) percent": histogram("alder", "percent", edges=np.arange(18, 73, 6.0)),
    "lonn, bin(80)": histogram("lonn", "density", bins=30),
    "lonn, by(kjonn) normal": histogram("lonn", "density", by="kjonn", normal=True),
    "lonn, by(hull) percent bin(5)": histogram("lonn", "percent", bins=5, by="hull"),
}
DISCRETE = {
    "utd, discrete": discrete("utd", "density"),
    "hull, discrete percent": discrete("hull", "percent"),
    "region, discrete freq": discrete("region", "freq"),
    "ant, discrete fraction by(kjonn)": discrete("ant", "fraction", by="kjonn"),
}

if __name__ == "__main__":
    write(
        "table-layouts.json",
        {
            "versions": versions("numpy", "pandas", "scipy"),
            "data": "cross.csv",
            "tabulate": TABLES,
            "barchart": BARS,
            "histogram": HISTOGRAMS,
            "discrete": DISCRETE,
        },
    )
