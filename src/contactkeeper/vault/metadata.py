"""Copy a file's owner, mode and extended attributes, so that they are kept when it is replaced."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress

from contactkeeper.wording import Wording


def copy_metadata(path: str, source: str, old: os.stat_result) -> list[Wording]:
    """Copy the owner, mode and extended attributes; return sentences about what was refused."""
    remarks: list[Wording] = []
    if not _keep_owner(path, old):
        remarks.append(Wording("Its owner or group could not be kept."))
    try:
        os.chmod(path, stat.S_IMODE(old.st_mode))
    except OSError:
        remarks.append(Wording("Its permissions could not be kept."))
    if sys.platform == "linux":
        lost = [name for name in _attributes(source) if not _keep_attribute(path, source, name)]
        if lost:
            remarks.append(Wording("Extended attributes could not be kept: {names}.", names=lost))
    return remarks


def _keep_owner(path: str, old: os.stat_result) -> bool:
    if sys.platform == "win32":
        return True
    now = os.stat(path)
    if (now.st_uid, now.st_gid) == (old.st_uid, old.st_gid):
        return True
    for owner in (old.st_uid, -1):  # only root may change the owner; the group may still be kept
        with suppress(OSError):
            os.chown(path, owner, old.st_gid)
            return owner != -1 or now.st_uid == old.st_uid
    return False


if sys.platform == "linux":

    def _attributes(path: str) -> list[str]:
        try:
            return os.listxattr(path)
        except OSError:  # the file system has none
            return []

    def _keep_attribute(path: str, source: str, name: str) -> bool:
        try:
            os.setxattr(path, name, os.getxattr(source, name))
        except OSError:
            # Security labels (SELinux) come from the folder and may not be set.
            return name.startswith("security.")
        return True
