"""Measure whole processes of `ck` as ratios to the floor, and name each row that misses its target.

python benchmarks/run.py [--rounds 15] [--small]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from rows import FLOOR, SIZES, World, ck_command, floor_command, measure, spread


def main() -> int:
    """Print the table; return 1 where a row misses its target."""
    parser = argparse.ArgumentParser(description="Measure ck against the floor.")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--small", action="store_true", help="only the smallest vault")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ck-bench-") as folder:
        world = World(Path(folder))
        world.build(SIZES[:1] if arguments.small else SIZES)
        commands = {FLOOR: floor_command(sys.executable)}
        commands |= {row.name: ck_command(sys.executable, row.arguments) for row in world.rows}
        seconds = measure(commands, world.environ, arguments.rounds)

    floor, low, high = spread(seconds[FLOOR])
    print(f"{'':28}{'median':>8}   quartiles")
    print(
        f"{'floor':28}{1:8.2f}   {low / floor:.2f} to {high / floor:.2f}  ({floor * 1000:.0f} ms)"
    )
    missed = []
    for row in world.rows:
        middle, low, high = (taken / floor for taken in spread(seconds[row.name]))
        print(f"{row.name:28}{middle:8.2f}   {low:.2f} to {high:.2f}")
        if row.target is not None and middle > row.target:
            missed.append(f"missed: {row.name} takes {middle:.2f} floors, may take {row.target}")
    print(*missed, sep="\n", end="\n" if missed else "")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
