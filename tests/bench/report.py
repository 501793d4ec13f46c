"""One row of the table, and the table."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measure; `ratio` is to a floor of the same run, and `goal` what that ratio should be."""

    what: str
    measured: str
    floor: str = ""
    ratio: float | None = None
    goal: str = ""
    reached: bool = True


def at_most(what: str, measured: float, floor: float, *, unit: str, goal: float) -> Row:
    ratio = measured / floor
    return Row(what, f"{measured:.0f} {unit}", f"{floor:.0f} {unit}", ratio, f"<= {goal}", ratio <= goal)


def at_least(what: str, measured: float, floor: float, *, unit: str, goal: float) -> Row:
    ratio = measured / floor
    return Row(what, f"{measured:.0f} {unit}", f"{floor:.0f} {unit}", ratio, f">= {goal}", ratio >= goal)


def show(rows: Iterable[Row]) -> None:
    lines = [("", "measured", "floor", "ratio", "goal")]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        goal = row.goal if row.reached else f"{row.goal}  MISSED"
        lines.append((row.what, row.measured, row.floor, ratio, goal))
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
