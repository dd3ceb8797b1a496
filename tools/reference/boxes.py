"""Reference values of box plots and hexagons on the synthetic cross-section, from pandas and matplotlib."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np

from lcg_data import frame
from versions import versions, write

data = frame()


def box(values):
    x = values.dropna()
    return {
        "n": len(x),
        "min": float(x.min()),
        "p25": float(x.quantile(0.25)),
        "p50": float(x.quantile(0.5)),
        "p75": float(x.quantile(0.75)),
        "max": float(x.max()),
        "mean": float(x.mean()),
    }


def boxes(variable, *over):
    groups = data.groupby(list(over), dropna=True)[variable]
    return [{"at": [int(code) for code in np.atleast_1d(codes)], **box(x)} for codes, x in groups if x.notna().any()]


def hexagons(y, x, size):
    valid = data[[y, x]].dropna()
    drawn = plt.figure().gca().hexbin(valid[x], valid[y], gridsize=(size, int(size / 3**0.5)), mincnt=1)
    counts = drawn.get_array()
    cells = sorted([float(a), float(b), int(n)] for (a, b), n in zip(drawn.get_offsets(), counts, strict=True))
    plt.close("all")
    return {"n": len(valid), "cells": cells}


write(
    "boxes-cross.json",
    {
        "versions": versions("numpy", "pandas", "matplotlib"),
        "data": "cross.csv",
        "boxes": {
            "lonn": [{"at": [], **box(data["lonn"])}],
            "formue": [{"at": [], **box(data["formue"])}],
            "lonn utd": boxes("lonn", "utd"),
            "formue kjonn region": boxes("formue", "kjonn", "region"),
            "tid kat utd": boxes("tid", "kat", "utd"),
        },
        "hexagons": {
            "lonn alder 20": hexagons("lonn", "alder", 20),
            "formue lonn 7": hexagons("formue", "lonn", 7),
            "z1 z2 25": hexagons("z1", "z2", 25),
            "ant utd 2": hexagons("ant", "utd", 2),
        },
    },
)
