"""Programs on the PATH, and none of the folder that one happens to be in.

Windows looks into the current folder first, and a PATH may hold `.`: in a vault lies what others
have put there.
"""

from __future__ import annotations

import os
import shutil


def find_program(name: str) -> str | None:
    """Return the whole path of a program; None where no whole path on the PATH leads to one."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = shutil.which(name, path=os.pathsep.join(filter(os.path.isabs, folders)))
    return found if found and os.path.isabs(found) else None
