"""Which program this is, more exactly than its version: two of a clone are often of one version."""

from __future__ import annotations

import os
import sys
import zlib

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
READING = ("core", "vault")
"""The rooms that decide what a note says."""


def build_id(package: str) -> int:
    """Return a number that is another one where these rooms, or Python, are not what they were.

    By the names, sizes and times of the modules, which takes half a millisecond; where there are
    no files to look at (a program in one archive), by Python alone.
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
