"""The pictures of `make eval`: confusion by topic, reliability, accuracy by variety, learning curve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from benchmarks.evaluation import Outcome

_DPI = 110


def _save(figure: Any, path: Path) -> None:
    figure.tight_layout()
    # No date or program version in the file: the same figures give the same bytes.
    figure.savefig(path, dpi=_DPI, metadata={"Software": None})
    plt.close(figure)


def confusion(found: Sequence[Outcome], path: Path, most: int = 30) -> None:
    """Draw what the most confused topics were answered with, accepted down and answered across."""
    pairs = Counter((row.accepted[0], row.accepted[0] if row.right else row.topic) for row in found)
    wrong = Counter(side for (a, b), n in pairs.items() if a != b for side in (a, b) for _ in range(n))
    names = sorted(name for name, _ in wrong.most_common(most))
    table = np.array([[pairs.get((a, b), 0) for b in names] for a in names])
    figure, axes = plt.subplots(figsize=(11, 10))
    axes.imshow(np.log1p(table), cmap="Blues")
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    for row, column in np.argwhere(table > 0):
        axes.text(column, row, str(table[row, column]), ha="center", va="center", fontsize=6, color="white" if table[row, column] > 8 else "black")
    axes.set_xlabel("answered")
    axes.set_ylabel("accepted")
    axes.set_title("Most confused topics")
    _save(figure, path)


def reliability(found: Sequence[Outcome], path: Path, bins: int = 10) -> None:
    """Draw the share right against the mean confidence, with the number of phrases in each bin."""
    confidence = np.array([row.confidence for row in found])
    right = np.array([row.right for row in found])
    place = np.minimum(bins - 1, (confidence * bins).astype(int))
    used = [b for b in range(bins) if (place == b).any()]
    figure, axes = plt.subplots(figsize=(6, 6))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    means, shares, counts = zip(*((confidence[place == b].mean(), right[place == b].mean(), int((place == b).sum())) for b in used), strict=True)
    axes.plot(means, shares, marker="o")
    for x, y, n in zip(means, shares, counts, strict=True):
        axes.annotate(str(n), (x, y), textcoords="offset points", xytext=(4, -12), fontsize=8)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share right", title="Reliability (numbers: phrases)")
    _save(figure, path)


def varieties(by_variety: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """Draw the share right by variety with 95 % intervals."""
    names = sorted(by_variety, key=lambda name: by_variety[name]["share"])
    shares = np.array([by_variety[name]["share"] for name in names])
    low = shares - np.array([by_variety[name]["low"] for name in names])
    high = np.array([by_variety[name]["high"] for name in names]) - shares
    figure, axes = plt.subplots(figsize=(8, 4.5))
    axes.errorbar(shares * 100, range(len(names)), xerr=np.vstack([low, high]) * 100, fmt="o", capsize=3)
    axes.set_yticks(range(len(names)), [f"{name} ({int(by_variety[name]['n'])})" for name in names])
    axes.axvline(90, color="grey", linewidth=1)
    axes.set(xlabel="right, % (95 % interval)", title="Right by variety")
    _save(figure, path)


def learning_curve(points: Sequence[tuple[int, float]], path: Path) -> None:
    """Draw the classifier's accuracy on held-out phrases against the number of training examples."""
    figure, axes = plt.subplots(figsize=(7, 4.5))
    axes.plot([n for n, _ in points], [share * 100 for _, share in points], marker="o")
    for n, share in points:
        axes.annotate(f"{share * 100:.1f}", (n, share * 100), textcoords="offset points", xytext=(0, 6), fontsize=8)
    axes.set(xlabel="training examples", ylabel="first intent right on held-out phrases, %", title="Learning curve (classifier alone)")
    _save(figure, path)
