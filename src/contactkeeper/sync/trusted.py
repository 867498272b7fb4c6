"""Whether git has been used on a vault by hand, on this machine: only then does `ck log` start it.

A vault that was copied with its `.git` folder holds hooks and programs that others chose.
"""

from __future__ import annotations

import os

from contactkeeper.vault import files

_NAME = "git-used"


def remember_use(own_folder: str) -> None:
    """Remember that the user started git here; raises OSError."""
    if not is_used(own_folder):
        os.makedirs(own_folder, mode=0o700, exist_ok=True)
        files.write_durably(os.path.join(own_folder, _NAME), b"")


def is_used(own_folder: str) -> bool:
    """Say whether the user has started git here, by `ck sync` or `ck git setup`."""
    return os.path.exists(os.path.join(own_folder, _NAME))
