"""Reference values of tables by time, transitions, shares and flows, from pandas: crosstab, groupby and shift."""

import pandas as pd

from lcg_data import frame, panel_frame
from versions import versions, write

panel = panel_frame()
cross = frame()
# Some statuses are missing: a transition neither begins nor ends there, nor does it reach across.
panel["hull"] = panel["status"].astype(float).where((panel["id"] + panel["aar"]) % 7 != 0)


def by_time(data, name):
    counts = pd.crosstab(data[name], data["aar"])
    return {"rows": counts.index.tolist(), "times": counts.columns.tolist(), "counts": counts.to_numpy().tolist()}


def statistics_by_time(data, name, value):
    groups = data.groupby([name, "aar"])[value]
    described = groups.agg(["mean", "std", "sum", "count"])
    described["p50"] = groups.quantile(0.5)
    return [[int(a), int(b), *map(float, row)] for (a, b), row in zip(described.index, described.to_numpy())]


def transitions(data, name):
    ordered = data.sort_values(["id", "aar"])
    pairs = pd.DataFrame({"id": ordered["id"], "from": ordered[name], "to": ordered.groupby("id")[name].shift(-1)}).dropna()
    counts = pd.crosstab(pairs["from"], pairs["to"])
    shares = counts.div(counts.sum(axis=1), axis=0) * 100
    units = pairs.groupby(["from", "to"])["id"].nunique().unstack(fill_value=0)
    return {
        "codes": [int(code) for code in counts.index],
        "counts": counts.to_numpy().tolist(),
        "rowpct": shares.to_numpy().tolist(),
        "units": units.to_numpy().tolist(),
        "total": len(pairs),
    }


def flows(data, names):
    kept = data.dropna(subset=names)
    return {
        "nodes": [[[int(code), int(n)] for code, n in kept[name].value_counts().sort_index().items()] for name in names],
        "links": [pd.crosstab(kept[a], kept[b]).to_numpy().tolist() for a, b in zip(names, names[1:])],
    }


without_2018 = panel[panel["aar"] != 2018]
content = {
    "versions": versions("numpy", "pandas"),
    "data": ["panel.csv", "cross.csv"],
    "byTime": {"status": by_time(panel, "status"), "hull": by_time(panel.dropna(subset=["hull"]), "hull")},
    "statisticsByTime": {"status y": statistics_by_time(panel, "status", "y")},
    "transitions": {
        "status": transitions(panel, "status"),
        "hull": transitions(panel, "hull"),
        "status if aar != 2018": transitions(without_2018, "status"),
    },
    "shares": {name: [[int(code), int(n)] for code, n in cross[name].value_counts().sort_index().items()] for name in ["utd", "region"]},
    "flows": {"utd jobb kat": flows(cross, ["utd", "jobb", "kat"]), "kjonn region": flows(cross, ["kjonn", "region"])},
}
write("panel-tables.json", content)
