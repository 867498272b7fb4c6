"""Identify this build of the program: two builds of a clone often have one version."""

from __future__ import annotations

import os
import sys
import zlib

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
READING = ("core", "vault")
"""The packages that decide how a note is read."""


def build_id(package: str) -> int:
    """Return a number that changes when these packages or Python change.

    It depends on the names, sizes and times of the modules, which takes half a millisecond; for a
    program in one archive, on Python's version only.
    """
    found = []
    folders = [os.path.join(package, name) for name in READING]
    try:
        for folder in folders:  # grows while it is walked
            with os.scandir(folder) as listing:
                for entry in listing:
                    if entry.name.endswith(".py"):
                        status = entry.stat()
                        found.append((entry.name, status.st_size, status.st_mtime_ns))
                    elif "." not in entry.name and entry.name != "__pycache__":
                        folders.append(entry.path)
    except OSError:
        found = []
    return zlib.crc32(repr((sys.version, sorted(found))).encode())
