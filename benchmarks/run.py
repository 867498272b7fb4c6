"""Measure ck against the floor and against other programs; name each row that misses its target.

python benchmarks/run.py [--rounds 15] [--peers-from FOLDER] [--small]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import peers
from processes import Spread, Taken, measure, ratios, spread
from rows import FLOOR, SMALLEST, TARGETS, build, ck_command, floor_command, name_of, settle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rows import Row

MOST_MEMORY = 90
"""Megabytes that any run of ck may take."""


def main() -> int:
    """Print the tables; return 1 where a row misses its target."""
    parser = argparse.ArgumentParser(description="Measure ck against the floor and other programs.")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--peers-from", type=Path, metavar="FOLDER", help="look for them here too")
    parser.add_argument("--small", action="store_true", help="only what has 1,000 notes or items")
    arguments = parser.parse_args()
    most = SMALLEST[1] if arguments.small else max(notes for _, notes in TARGETS)
    targets = {size: kinds for size, kinds in TARGETS.items() if size[1] <= most}
    with tempfile.TemporaryDirectory(prefix="ck-bench-") as name:
        folder = Path(name)
        rows = build(folder, targets)
        pairs = beside(arguments.peers_from, folder, most)
        settle()
        commands = {FLOOR: floor_command(sys.executable, folder)}
        commands |= {row.name: ck_command(sys.executable, row, folder) for row in rows}
        commands |= {pair.name: pair.command for pair in pairs}
        taken = measure(commands, arguments.rounds)
    missed = [*show_rows(rows, taken), *show_pairs(pairs, taken)]
    print(*missed, sep="\n", end="\n" if missed else "")
    return 1 if missed else 0


def beside(place: Path | None, folder: Path, most: int) -> list[peers.Pair]:
    """Find the other programs and give them up to so many items; say which are not installed."""
    pairs = []
    for peer in peers.PEERS:
        found = peers.find(peer, place)
        if not found:
            print(f"{peer.name} is not installed: skipped")
        for each in found:
            print(f"{peer.name} {each.version}: {each.program}", flush=True)
            for items in peers.SIZES:
                if items <= most:
                    pairs += peers.pairs(each, folder, items)
    return pairs


def show_rows(rows: Sequence[Row], taken: Mapping[str, Taken]) -> list[str]:
    """Print what each row takes, in floors; return a line for each that takes too much."""
    floor = spread(taken[FLOOR].seconds).middle
    print(f"\n{'in floors':36}{'median':>8}   {'quartiles':16}{'target':>8}{'MB':>6}{'rounds':>8}")
    print(_line(FLOOR, taken[FLOOR], floor, None), f"  a floor is {floor * 1000:.0f} ms here")
    missed = []
    for row in rows:
        print(_line(row.name, taken[row.name], floor, row.target))
        middle = spread(taken[row.name].seconds).middle / floor
        if row.target is not None and middle > row.target:
            missed.append(f"missed: {row.name} takes {middle:.2f} floors, may take {row.target}")
        megabytes = taken[row.name].megabytes
        if megabytes > MOST_MEMORY:
            missed.append(f"missed: {row.name} takes {megabytes:.0f} MB, may take {MOST_MEMORY}")
    return missed


def _line(name: str, taken: Taken, floor: float, target: float | None) -> str:
    middle, low, high = (each / floor for each in spread(taken.seconds))
    quartiles = f"{low:.2f} to {high:.2f}"
    asked = "" if target is None else f"{target:.2f}"
    figures = f"{asked:>8}{taken.megabytes:6.0f}{len(taken.seconds):8}"
    return f"{name:36}{middle:8.2f}   {quartiles:16}{figures}"


def show_pairs(pairs: Sequence[peers.Pair], taken: Mapping[str, Taken]) -> list[str]:
    """Print how many times as fast ck is; return a line for each program it is not ahead of."""
    if not pairs:
        return []
    print(f"\n{'':44}{'ms':>6}  {'ck is … times as fast':24}{'target':>8}{'MB':>6}{'rounds':>8}")
    missed = []
    for pair in pairs:
        theirs, ours = taken[pair.name], taken[name_of(pair.ours, (pair.items, pair.items))]
        times = ratios(theirs.seconds, ours.seconds)
        took = f"{spread(theirs.seconds).middle * 1000:6.0f}"
        asked = "" if pair.factor is None else f"{pair.factor:.1f}"
        figures = f"{asked:>8}{theirs.megabytes:6.0f}{len(theirs.seconds):8}"
        print(f"{pair.name:44}{took}  ck {pair.ours:4} {_times(times):16}{figures}")
        if pair.factor is not None and times.middle < pair.factor:
            missed.append(
                f"missed: ck {pair.ours} is {times.middle:.2f} times as fast as {pair.name}; "
                f"{pair.factor} are asked"
            )
    return missed


def _times(times: Spread) -> str:
    return f"{times.middle:.2f} ({times.low:.2f} to {times.high:.2f})"


if __name__ == "__main__":
    sys.exit(main())
