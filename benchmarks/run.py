"""Measure whole processes of `ck` as ratios to the floor, and name each row that misses its target.

python benchmarks/run.py [--rounds 15] [--small]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from rows import FLOOR, SIZES, Row, World, ck_command, floor_command, measure, spread

MOST_MEMORY = 50
"""Megabytes that any run may take."""


def main() -> int:
    """Print the table; return 1 where a row misses its target."""
    parser = argparse.ArgumentParser(description="Measure ck against the floor.")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--small", action="store_true", help="only the smallest vault")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ck-bench-") as folder:
        world = World(Path(folder))
        world.build(SIZES[:1] if arguments.small else SIZES)
        commands: dict[str, tuple[list[str], Row | None]] = {
            FLOOR: (floor_command(sys.executable), None)
        }
        commands |= {
            row.name: (ck_command(sys.executable, row.arguments), row) for row in world.rows
        }
        taken = measure(commands, world.environ, arguments.rounds)

    floor, low, high = spread(taken[FLOOR].seconds)
    print(f"{'':36}{'median':>8}   {'quartiles':16}{'target':>8}{'MB':>6}")
    quartiles = f"{low / floor:.2f} to {high / floor:.2f}"
    print(f"{'floor':36}{1:8.2f}   {quartiles:16}{'':8}  ({floor * 1000:.0f} ms)")
    missed = []
    for row in world.rows:
        middle, low, high = (each / floor for each in spread(taken[row.name].seconds))
        megabytes = taken[row.name].peak / 1024
        target = "" if row.target is None else f"{row.target:.2f}"
        quartiles = f"{low:.2f} to {high:.2f}"
        print(f"{row.name:36}{middle:8.2f}   {quartiles:16}{target:>8}{megabytes:6.0f}")
        if row.target is not None and middle > row.target:
            missed.append(f"missed: {row.name} takes {middle:.2f} floors, may take {row.target}")
        if megabytes > MOST_MEMORY:
            missed.append(f"missed: {row.name} takes {megabytes:.0f} MB, may take {MOST_MEMORY}")
    print(*missed, sep="\n", end="\n" if missed else "")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
