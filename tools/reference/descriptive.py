"""Reference values of descriptive statistics and tables on the synthetic cross-section, from pandas, numpy and scipy."""

import numpy as np
import pandas as pd
from scipy.stats import chi2_contingency

from lcg_data import frame
from versions import versions, write

data = frame()
QUANTILES = [0.01, 0.25, 0.5, 0.75, 0.99]


def gini(values):
    x = np.sort(values)
    n = len(x)
    return float(2 * np.sum(np.arange(1, n + 1) * x) / (n * x.sum()) - (n + 1) / n)


def summary(values):
    x = values.dropna().to_numpy(dtype=float)
    return {
        "count": len(x),
        "mean": float(x.mean()),
        "std": float(x.std(ddof=1)) if len(x) > 1 else None,
        "sum": float(x.sum()),
        "min": float(x.min()),
        "max": float(x.max()),
        "quantiles": {str(p): float(np.quantile(x, p)) for p in QUANTILES},
        "gini": gini(x),
        "iqr": float(np.quantile(x, 0.75) - np.quantile(x, 0.25)),
    }


def winsorised(values):
    x = values.dropna()
    low, high = x.quantile(0.01), x.quantile(0.99)
    return summary(x.clip(low, high))


def table(rows, columns):
    counts = pd.crosstab(data[rows], data[columns])
    test = chi2_contingency(counts.to_numpy(), correction=False)
    return {
        "rows": counts.index.tolist(),
        "columns": counts.columns.tolist(),
        "counts": counts.to_numpy().tolist(),
        "chi2": float(test.statistic),
        "df": int(test.dof),
        "p": float(test.pvalue),
    }


def histogram(name, bins=None, edges=None):
    x = data[name].dropna().to_numpy(dtype=float)
    n = len(x)
    if edges is None:
        k = bins or min(30, max(1, round(min(np.sqrt(n), 10 * np.log10(n)))))
        edges = np.linspace(x.min(), x.max(), k + 1)
    counts, used = np.histogram(x, bins=edges)
    return {"n": n, "edges": [float(e) for e in used], "counts": counts.tolist(), "mean": float(x.mean()), "sd": float(x.std(ddof=1))}


content = {
    "versions": versions("numpy", "pandas", "scipy"),
    "data": "cross.csv",
    "summarize": {name: summary(data[name]) for name in ["lonn", "alder", "formue", "ant", "z1", "tid"]},
    "summarizeWinsorised": {name: winsorised(data[name]) for name in ["lonn", "formue", "tid"]},
    "summarizeByUtd": {str(utd): summary(group["lonn"]) for utd, group in data.groupby("utd")},
    "tabulate": {"utd kjonn": table("utd", "kjonn"), "kjonn jobb": table("kjonn", "jobb"), "region kat": table("region", "kat")},
    "histogram": {
        "lonn": histogram("lonn"),
        "lonn bin(10)": histogram("lonn", bins=10),
        "formue": histogram("formue"),
        "alder width(5)": histogram("alder", edges=np.arange(15, 75, 5)),
    },
}
if __name__ == "__main__":
    write("descriptive-cross.json", content)
