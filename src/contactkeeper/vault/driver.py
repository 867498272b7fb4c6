"""The merge driver: how git is told to merge notes by our rules, and one merge of three files.

What git runs is a line of shell around Python, kept in a clone's configuration. Everything that is
not a finished and checked merge, be it a missing interpreter, a crash, a kill or a note that can't
be read, is answered there by `git merge-file` on the untouched inputs. Git itself is not called
here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from contactkeeper.vault import files

if TYPE_CHECKING:
    from contactkeeper.core.merging.merged import Merged
    from contactkeeper.core.settings import Settings

NAME = "contactkeeper"
"""Of the driver in `.gitattributes` (`merge=contactkeeper`) and in git's configuration."""
WORD = "merge-driver"
"""The argument that makes `python -m contactkeeper` merge; it stands in clones for years."""
TITLE = "contactkeeper: notes by their properties and entries"

CLEAN = 80
"""The exit code of a merge that is done. Not 0: what does nothing at all may end with that."""
MARKED = 81
"""The exit code of a merge with conflict markers in it. Not 1, which a crash has too."""

_USUAL_MARKS = 7

# The result goes beside the inputs, and takes the place of ours only when Python has ended well: a
# kill at any moment leaves the three inputs for git. A rename is whole or not at all.
_LINE = """\
ck() {{ {python} -P -m contactkeeper {word} "$@" "$2.ck"; case $? in \
{clean}) mv -f -- "$2.ck" "$2" && return 0;; \
{marked}) mv -f -- "$2.ck" "$2" && return 1;; esac; \
rm -f -- "$2.ck"; echo "ck: not merged by contactkeeper but by git, line by line: $5" >&2; \
git merge-file -q --marker-size="$4" -L ours -L base -L theirs -- "$2" "$1" "$3" || return 1; }}; \
ck %O %A %B %L %P"""


class NotMerged(Exception):
    """What the driver leaves to git: the sentence says why."""


def driver_line(python: str) -> str:
    """Return what `merge.contactkeeper.driver` is set to, for an interpreter by its whole path."""
    # Git reads % itself, and the shell everything but what stands between single quotes.
    quoted = "'" + python.replace("'", "'\\''") + "'"
    return _LINE.format(python=quoted.replace("%", "%%"), word=WORD, clean=CLEAN, marked=MARKED)


def fill_line(line: str, values: dict[str, str]) -> str:
    """Put file names into a driver's line as git does; `values` are by letter, quoted already."""
    parts = line.split("%%")
    for letter, value in values.items():
        parts = [part.replace(f"%{letter}", value) for part in parts]
    return "%".join(parts)


def merge_files(base: str, ours: str, theirs: str, size: int, settings: Settings) -> Merged:
    """Merge three files as git hands them to a driver; `size` is that of its conflict markers.

    Raises:
        NotMerged: one can't be read as a note, or the result is not to be used.
        OSError: one can't be read at all.
    """
    from contactkeeper.core.merging.merge import merge

    known, mine, yours = (_unmarked(_read(place), settings) for place in (base, ours, theirs))
    merged = merge(known, mine, yours, settings)
    if not merged.checked:
        raise NotMerged(f"the merged note would not be right ({merged.losses[0]}).")
    if merged.marked and size != _USUAL_MARKS:
        # A base made of several: its marks are longer, so that they are told from ours.
        raise NotMerged("a common ancestor of several is git's own affair where it conflicts.")
    return merged


def write_result(place: str, text: str) -> None:
    """Write the merged note beside the inputs; a torn one is never used. Raises OSError."""
    with open(place, "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def _unmarked(text: str, settings: Settings) -> str:
    """Make a side that holds conflict markers already one note, so that they are not nested."""
    if "<<<<<<<" not in text:
        return text
    from contactkeeper.core.merging.unmarked import resolve

    resolved = resolve(text, settings)
    if resolved is None or resolved.other is not None:
        raise NotMerged("one side holds conflict markers that no rule settles.")
    return resolved.text


def _read(place: str) -> str:
    try:
        text, broken = files.decode(files.read_bytes(place))
    except files.TooLarge as error:
        raise NotMerged("it is over 10 MB.") from error
    if broken is not None:
        raise NotMerged("it is not UTF-8.")
    return text
