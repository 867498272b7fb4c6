"""Files of other programs for tests, without a disk."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from contactkeeper.exchange.source import Member, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLES = Path(__file__).parent / "exchange" / "samples"


def member(data: bytes, name: str = "file") -> Member:
    """Return a member that holds some bytes."""
    return Member(name, len(data), lambda: BytesIO(data))


def single(data: bytes, name: str = "file") -> Source:
    """Return a source that is one file."""
    return Source(name, [member(data, name)])


def folder(files: Mapping[str, bytes], name: str = "export") -> Source:
    """Return a source that is a folder, or an archive, of files."""
    return Source(name, [member(data, f"{name}/{path}") for path, data in files.items()])
