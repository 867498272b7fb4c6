"""Compare two installs of contactkeeper, each in its own virtual environment, in one run.

git worktree add ../old main && python3 -m venv .venv-old && .venv-old/bin/pip install ../old
python benchmarks/compare.py .venv-old/bin/python .venv/bin/python
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from rows import SIZES, World, ck_command, measure, spread


def main() -> None:
    """Print, for each row, what the second takes of the first."""
    parser = argparse.ArgumentParser(description="Compare two installs, row by row.")
    parser.add_argument("before", help="the python of the one")
    parser.add_argument("after", help="the python of the other")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--small", action="store_true", help="only the smallest vault")
    arguments = parser.parse_args()
    pythons = {"before": arguments.before, "after": arguments.after}
    with tempfile.TemporaryDirectory(prefix="ck-bench-") as folder:
        world = World(Path(folder))
        world.build(SIZES[:1] if arguments.small else SIZES)
        commands = {
            f"{side} {row.name}": (ck_command(python, row.arguments), row)
            for row in world.rows
            for side, python in pythons.items()
        }
        taken = measure(commands, world.environ, arguments.rounds)

    print(f"{'':28}{'after / before':>16}   quartiles of the ratio, round by round")
    for row in world.rows:
        pairs = zip(
            taken[f"before {row.name}"].seconds, taken[f"after {row.name}"].seconds, strict=True
        )
        middle, low, high = spread([after / before for before, after in pairs])
        print(f"{row.name:28}{middle:16.2f}   {low:.2f} to {high:.2f}")


if __name__ == "__main__":
    main()
