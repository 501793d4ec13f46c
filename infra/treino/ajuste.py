"""Softmax regression over several heads, fitted through the products of texts with each other.

There are fewer texts than features, so that the fit is done on a small square matrix and is over in seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Ajuste:
    """`duais` weigh each text for each label: the features of the texts times them are the weights."""

    duais: Matrix
    vieses: Matrix


def fit(
    products: Matrix, targets: Sequence[Matrix], allowed: Sequence[Matrix], *, ridge: float, steps: int = 400
) -> Ajuste:
    """Accelerated gradient on the regularised loss; the same numbers on every run.

    `allowed` are ones and zeros like `targets`: a text teaches a head only to tell the labels that it leaves open.
    """
    bounds = np.cumsum([0, *(target.shape[1] for target in targets)])
    count = len(products)
    duals, biases = np.zeros((count, bounds[-1])), np.zeros(bounds[-1])
    ahead_d, ahead_b = duals, biases
    largest = np.abs(products).sum(axis=1).max()  # no eigenvalue is larger
    rate = 1.0 / (0.5 * (largest + 1.0) / count + ridge)
    for step in range(steps):
        scores = products @ ahead_d + ahead_b
        errors = np.hstack(
            [
                _softmax(scores[:, bounds[at] : bounds[at + 1]], allowed[at]) - target
                for at, target in enumerate(targets)
            ]
        )
        moved_d = ahead_d - rate * (errors / count + ridge * ahead_d)
        moved_b = ahead_b - rate * errors.mean(axis=0)
        pull = step / (step + 3.0)
        ahead_d, ahead_b = moved_d + pull * (moved_d - duals), moved_b + pull * (moved_b - biases)
        duals, biases = moved_d, moved_b
    return Ajuste(duals, biases)


def one_hot(labels: Sequence[Sequence[str]], known: Sequence[str]) -> Matrix:
    """Ones where a row's labels stand."""
    return np.array([[float(name in row) for name in known] for row in labels])


def _softmax(scores: Matrix, allowed: Matrix) -> Matrix:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True)) * allowed + 1e-300
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
