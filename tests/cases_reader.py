"""Cases as text: a title after `# `, then parts, each ended by a line with a single dot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read_cases(path: Path, parts: int) -> list[tuple[str, ...]]:
    """Read (title, part, part, …) of each case in a file; each part is whole lines."""
    pieces = re.split(r"^\.\n", path.read_text("utf-8"), flags=re.MULTILINE)
    cases = []
    for at in range(0, len(pieces) - parts, parts + 1):
        title = pieces[at].strip().rpartition("\n")[2].removeprefix("# ")
        cases.append((title, *pieces[at + 1 : at + 1 + parts]))
    return cases
