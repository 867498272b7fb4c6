"""Compare two revisions of the project, row by row, in one run.

    python benchmarks/compare.py BEFORE [AFTER] [--rounds 15] [--small]

A revision is anything that git knows: a branch, a tag, HEAD~3. Each is checked out into a temporary
folder and installed into a virtual environment of its own. Without AFTER, it is the working tree as
it is that is compared.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from processes import Taken, measure, ratios
from rows import SMALLEST, TARGETS, build, ck_command, settle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
TENTH = 1.1
"""A row that takes so many times what it took is slower, and is named."""


def main() -> int:
    """Print what each row takes of what it took; return 1 where one is slower by a tenth."""
    parser = argparse.ArgumentParser(description="Compare two revisions, row by row.")
    parser.add_argument("before", help="a revision")
    parser.add_argument("after", nargs="?", help="another one; without it, the working tree")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--small", action="store_true", help="only the smallest vault")
    arguments = parser.parse_args()
    targets = {SMALLEST: TARGETS[SMALLEST]} if arguments.small else TARGETS
    with tempfile.TemporaryDirectory(prefix="ck-bench-") as name:
        folder = Path(name)
        pythons = {
            side: install(folder / side, revision)
            for side, revision in (("before", arguments.before), ("after", arguments.after))
        }
        rows = build(folder, targets)
        settle()
        # Each side has caches of its own: neither believes what the other one has written.
        commands = {
            f"{side} {row.name}": ck_command(python, row, folder / side)
            for row in rows
            for side, python in pythons.items()
        }
        taken = measure(commands, arguments.rounds)
    slower = show([row.name for row in rows], taken)
    print(*slower, sep="\n", end="\n" if slower else "")
    return 1 if slower else 0


def install(folder: Path, revision: str | None) -> str:
    """Install a revision, or the working tree, into a new environment; return its python.

    Raises:
        SystemExit: git does not know the revision, or it could not be installed.
    """
    python = folder / "venv" / "bin" / "python"
    _run(sys.executable, "-m", "venv", str(folder / "venv"))
    with _checked_out(folder / "source", revision) as source:
        _run(str(python), "-m", "pip", "install", "--quiet", "--compile", str(source))
    return str(python)


@contextmanager
def _checked_out(place: Path, revision: str | None) -> Iterator[Path]:
    if revision is None:
        yield ROOT
        return
    _run("git", "-C", str(ROOT), "worktree", "add", "--quiet", "--detach", str(place), revision)
    try:
        yield place
    finally:
        _run("git", "-C", str(ROOT), "worktree", "remove", "--force", str(place))


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")


def show(names: Sequence[str], taken: Mapping[str, Taken]) -> list[str]:
    """Print the ratios, each of two runs in one round; return a line for each slower row."""
    print(f"{'':36}{'after / before':>16}   quartiles")
    slower = []
    for name in names:
        before, after = taken[f"before {name}"], taken[f"after {name}"]
        middle, low, high = ratios(after.seconds, before.seconds)
        print(f"{name:36}{middle:16.2f}   {low:.2f} to {high:.2f}")
        if middle >= TENTH:
            slower.append(f"slower: {name} takes {middle:.2f} times what it took")
    return slower


if __name__ == "__main__":
    sys.exit(main())
