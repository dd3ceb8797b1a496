"""Reference values of summaries by time and of intervals of means, from pandas, numpy and scipy.stats.t."""

import numpy as np
import pandas as pd
from scipy.stats import t

from descriptive import summary
from lcg_data import frame, panel_frame
from versions import versions, write

panel = panel_frame()
cross = frame()
LEVELS = [50, 90, 95, 99, 99.9]


def by_time(data, name):
    return {str(time): summary(group[name]) for time, group in data.groupby("aar")}


def winsorised(data, name, low=0.01, high=0.99):
    """Limits are those of all times together."""
    limits = data[name].quantile(low), data[name].quantile(high)
    return {str(time): summary(group[name].clip(*limits)) for time, group in data.groupby("aar")}


def interval(values, level):
    x = values.dropna().to_numpy(dtype=float)
    n = len(x)
    error = float(x.std(ddof=1) / np.sqrt(n))
    lower, upper = t.interval(level / 100, n - 1, loc=x.mean(), scale=error)
    return [n, float(x.mean()), error, float(lower), float(upper)]


content = {
    "versions": versions("numpy", "pandas", "scipy"),
    "data": ["panel.csv", "cross.csv"],
    "summarizePanel": {name: by_time(panel, name) for name in ["y", "x1", "x2"]},
    "summarizePanelWinsorised": {"y": winsorised(panel, "y")},
    "summarizePanelIf": {"y if gruppe == 1": by_time(panel[panel["gruppe"] == 1], "y")},
    "ci": {str(level): {name: interval(cross[name], level) for name in ["lonn", "alder", "jobb", "z1"]} for level in LEVELS},
    "ciIf": {"lonn if kjonn == 2": interval(cross[cross["kjonn"] == 2]["lonn"], 95)},
}
write("panel-summary.json", content)
