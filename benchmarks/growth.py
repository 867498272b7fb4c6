"""Measure how the time grows with contacts and with notes, and draw it.

    python benchmarks/growth.py [--rounds 5]      measures, writes docs/growth.csv, draws
    python benchmarks/growth.py --draw            draws docs/growth.svg of docs/growth.csv anew

It needs the extra `bench` (`pip install '.[bench]'`), which draws.
"""

from __future__ import annotations

import argparse
import csv
import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generate import write_vault
from processes import Command, Spread, measure, spread, surroundings
from rows import FLOOR, ck_command, due, first, floor_command, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes

    from rows import Size

DOCS = Path(__file__).resolve().parents[1] / "docs"
SECOND, FIRST, SEARCH = "ck due", "ck due, first run", "rg -l recruiter"
SIZES: dict[str, Sequence[Size]] = {
    "contacts": [(number, number) for number in (100, 1_000, 2_500, 5_000, 10_000)],
    "notes": [(1_000, number) for number in (1_000, 5_000, 10_000, 25_000, 50_000)],
}
"""The vaults, by what grows in them."""
_AXES = {"contacts": "contacts, in as many notes", "notes": "notes, 1,000 of them contacts"}
_TITLES = {SECOND: "a vault that was read before", FIRST: "a vault that was never read"}
_STYLES = {
    SECOND: ("#0b63b5", "o-"),
    FIRST: ("#0b63b5", "o-"),
    FLOOR: ("#555555", "--"),
    SEARCH: ("#c8641e", "s-"),
}


class Point(NamedTuple):
    """What one command takes in one vault."""

    grows: str
    number: int
    """Contacts or notes, as `grows` says."""
    command: str
    median: float
    """In floors, as the quartiles are."""
    low: float
    high: float


def main() -> None:
    """Measure, unless it is only to be drawn; write the figures and the picture."""
    parser = argparse.ArgumentParser(description="Show how the time grows with the vault.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--draw", action="store_true", help="only draw what was measured before")
    arguments = parser.parse_args()
    if not arguments.draw:
        points = [
            point
            for grows, sizes in SIZES.items()
            for size in sizes
            for point in measured(grows, size, arguments.rounds)
        ]
        keep(points)
    (DOCS / "growth.svg").write_text(draw(kept()), encoding="utf-8")


def measured(grows: str, size: Size, rounds: int) -> list[Point]:
    """Measure everything in a new vault, beside a floor of its own; print it."""
    number = size[0] if grows == "contacts" else size[1]
    with tempfile.TemporaryDirectory(prefix="ck-bench-") as folder:
        taken = measure(commands(Path(folder), size), rounds)
    floor = spread(taken[FLOOR].seconds).middle
    points = []
    for command, took in taken.items():
        figures = Spread(*(round(figure / floor, 3) for figure in spread(took.seconds)))
        points.append(Point(grows, number, command, *figures))
    said = ", ".join(f"{point.command} {point.median:.2f}" for point in points)
    print(f"{number:,} {_AXES[grows]}: {said}", flush=True)
    return points


def commands(folder: Path, size: Size) -> dict[str, Command]:
    """Generate a vault; return what is run in it."""
    vault = folder / "vault"
    write_vault(vault, *size)
    settle()
    python, second = sys.executable, due(vault)
    found = {
        FLOOR: floor_command(python, folder),
        SECOND: ck_command(python, second, folder),
        FIRST: ck_command(python, first(second)._replace(name=FIRST), folder),
    }
    if rg := shutil.which("rg"):
        found[SEARCH] = Command((rg, "-l", "recruiter", str(vault)), surroundings(folder))
    else:
        print("rg is not installed: skipped")
    return found


def keep(points: Iterable[Point]) -> None:
    """Write the figures."""
    with (DOCS / "growth.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Point._fields)
        writer.writerows(points)


def kept() -> list[Point]:
    """Read the figures."""
    with (DOCS / "growth.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    return [
        Point(grows, int(number), command, *map(float, figures))
        for grows, number, command, *figures in rows
    ]


def draw(points: Sequence[Point]) -> str:
    """Return the picture as SVG; the same figures give the same picture."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    text = io.StringIO()
    # Words stay words, in the reader's own font; names of parts do not change from run to run.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "ck"}):
        figure = Figure(figsize=(9, 6.4), layout="constrained")
        panels = figure.subplots(len(_TITLES), len(SIZES), sharey="row")
        for row, ours in zip(panels, _TITLES, strict=True):
            for panel, grows in zip(row, SIZES, strict=True):
                _draw_panel(panel, grows, ours, points)
            row[0].set_ylabel("time, in floors")
            row[0].set_ylim(bottom=0)  # for both, when both are drawn
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    return text.getvalue()


def _draw_panel(panel: Axes, grows: str, ours: str, points: Sequence[Point]) -> None:
    for command in (ours, FLOOR, SEARCH):
        line = [point for point in points if (point.grows, point.command) == (grows, command)]
        numbers = [point.number for point in line]
        colour, style = _STYLES[command]
        medians = [point.median for point in line]
        panel.plot(numbers, medians, style, color=colour, label=command, markersize=4)
        lows, highs = [point.low for point in line], [point.high for point in line]
        panel.fill_between(numbers, lows, highs, color=colour, alpha=0.15, linewidth=0)
    panel.set_title(_TITLES[ours], fontsize=11)
    panel.set_xlabel(_AXES[grows])
    panel.xaxis.set_major_formatter("{x:,.0f}")
    panel.set_xlim(left=0)
    panel.grid(color="#dddddd", linewidth=0.6)
    panel.spines[["top", "right"]].set_visible(False)
    panel.legend(loc="upper left", frameon=False)


if __name__ == "__main__":
    main()
