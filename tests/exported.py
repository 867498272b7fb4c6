"""Files of other programs for tests, without a disk."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from contactkeeper.exchange.formats import formats_of
from contactkeeper.exchange.source import Answers, Member, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.interchange import Exported

MOSCOW = Answers(ZoneInfo("Europe/Moscow"))
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


def sample(path: str) -> Source:
    """Return a sample as a source."""
    return single((SAMPLES / path).read_bytes(), Path(path).name)


def read(source: Source, answers: Answers = MOSCOW) -> Exported:
    """Read a file as what it is recognised to be."""
    return formats_of(source)[0].read(source, answers)


def interactions(found: Exported) -> list[str]:
    """Return the interactions in a few words: `2026-11-16 -> telegram Мария`."""
    return [
        f"{each.day} {each.direction or '--'} {each.channel} "
        f"{each.person.name or ' '.join(each.person.emails)}"
        for each in found.interactions
    ]


def left_out(found: Exported) -> dict[str, int]:
    """Return the numbers of what is left out, by reason."""
    return dict(found.left_out)
