"""Find programs on the PATH, but never in the current folder.

Windows looks into the current folder first, and a PATH may hold `.`; a vault may hold files that
others have put there.
"""

from __future__ import annotations

import os
import shutil


def find_program(name: str) -> str | None:
    """Return the absolute path of a program; None where no absolute PATH entry has it."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = shutil.which(name, path=os.pathsep.join(filter(os.path.isabs, folders)))
    return found if found and os.path.isabs(found) else None
