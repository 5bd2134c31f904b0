"""Boosted decision trees as plain numbers, and their answer for many rows at once."""

import json
from importlib.resources import files
from typing import Self


class Trees:
    """A trained ensemble. Written by the training script, read from a JSON file beside this one.

    `node`s of all trees stand in one list: what is asked (`feature`, `threshold`: at most goes
    left), where to go, and for a leaf its value; a leaf leads to itself.
    """

    def __init__(self, weights: dict[str, list[float]]) -> None:
        import numpy as np  # noqa: PLC0415 - comes with spaCy; marks alone are read without it

        self._np = np
        self._feature = np.array(weights["feature"], dtype=np.int32)
        self._threshold = np.array(weights["threshold"], dtype=np.float32)
        self._ways = np.array([weights["right"], weights["left"]], dtype=np.int32)
        self._value = np.array(weights["value"], dtype=np.float32)
        self._roots = np.array(weights["roots"], dtype=np.int32)
        self._base = float(weights["base"][0])
        self._depth = int(weights["depth"][0])

    @classmethod
    def load(cls, name: str) -> Self:
        """The ensemble of that file's name."""
        return cls(json.loads(files(__package__).joinpath(name).read_text("utf-8")))

    def chances(self, rows: list[list[float]]) -> list[float]:
        """For each row the chance, 0 to 1, of what the ensemble was trained to tell."""
        np = self._np
        if not rows:
            return []
        table = np.array(rows, dtype=np.float32)
        number = np.arange(len(rows))[:, None]
        node = np.broadcast_to(self._roots, (len(rows), len(self._roots)))
        for _ in range(self._depth):
            asked = table[number, self._feature[node]]
            node = self._ways[(asked <= self._threshold[node]).astype(np.int8), node]
        sums = self._base + self._value[node].sum(axis=1)
        answers: list[float] = (1.0 / (1.0 + np.exp(-sums))).tolist()
        return answers
