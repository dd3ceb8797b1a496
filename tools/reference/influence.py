"""Reference values of what single rows do to a linear regression, from statsmodels: partial leverages and influences on the
coefficients. The models are those of `regress-cross.json`.

The partial leverage of a column is what its removal takes away from a row's leverage. The influence of a row on a coefficient
is that of the robust covariance, (X'X)^-1 x e: the change of the coefficient when the row is left out, times one minus its leverage.
"""

import json

import numpy as np
import statsmodels.api as sm
from statsmodels.stats.outliers_influence import OLSInfluence

from lcg_data import frame
from regress import design
from versions import OUTPUT, versions, write

MODELS = ("main", "continuousInteraction", "interaction", "noconstant")
LEADING = 9


def influence(data, model):
    y = data[model["response"]].to_numpy(dtype=float)
    terms = [(term["term"], term["source"]) for term in model["terms"]]
    names = [name for name, _ in terms] + (["_cons"] if model["hasConstant"] else [])
    x = design(data, terms, model["hasConstant"])
    found = OLSInfluence(sm.OLS(y, x).fit())
    whole = found.hat_matrix_diag
    squares = np.sort(found.resid**2)[::-1]
    columns = {}
    for j, name in enumerate(names):
        rest = OLSInfluence(sm.OLS(y, np.delete(x, j, axis=1)).fit()).hat_matrix_diag
        partial = np.sort(whole - rest)[::-1]
        psi = len(y) * found.dfbeta[:, j] * (1 - whole)
        columns[name] = {
            "leadingShare": float(partial[:LEADING].sum() / partial.sum()),
            "squares": float(psi @ psi),
            "largest": float(np.abs(psi).max()),
            "first": [float(value) for value in psi[:5]],
        }
    return {"residualShare": float(squares[:LEADING].sum() / squares.sum()), "columns": columns}


if __name__ == "__main__":
    data = frame()
    data = data[data["lonn"].notna()].reset_index(drop=True)
    models = json.loads((OUTPUT / "regress-cross.json").read_text(encoding="utf-8"))["models"]
    content = {name: influence(data, models[name]) for name in MODELS}
    write("influence-cross.json", {"versions": versions("statsmodels", "numpy"), "data": "cross.csv", "models": content})
