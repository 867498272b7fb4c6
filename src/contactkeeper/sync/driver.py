"""Define the merge driver: its configuration in git, and one merge of three files.

Git runs a shell line around Python that is stored in each clone's configuration. Whenever that
does not end with a finished and verified merge (no interpreter, a crash, a kill, an unreadable
note), the line falls back to `git merge-file` on the unchanged inputs. Git is not run here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from contactkeeper.vault import files
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.core.merging.conflicts import Merged
    from contactkeeper.core.settings import Settings

NAME = "contactkeeper"
"""The driver's name in `.gitattributes` (`merge=contactkeeper`) and in git's configuration."""
WORD = "merge-driver"
"""The argument of `python -m contactkeeper` that merges. Installed clones use it: never change."""
TITLE = "contactkeeper: notes by their properties and entries"

CLEAN = 80
"""The exit code of a clean merge. Not 0, with which a program that does nothing ends too."""
MARKED = 81
"""The exit code of a merge with conflict markers. Not 1, with which a crash ends too."""

LEFT = 82
"""The exit code where the merge is left to git, which has been said."""

_USUAL_MARKER_SIZE = 7

# The result is written beside the inputs and renamed over ours only after Python has ended well: a
# kill at any moment leaves the three inputs to git.
_LINE = """\
ck() {{ {python} -P -m contactkeeper {word} "$@" "$2.ck"; case $? in \
{clean}) mv -f -- "$2.ck" "$2" && return 0;; \
{marked}) mv -f -- "$2.ck" "$2" && return 1;; {left}) ;; \
*) echo "ck: not merged by contactkeeper but by git, line by line: $5" >&2;; esac; \
rm -f -- "$2.ck"; \
git merge-file -q --marker-size="$4" -L ours -L base -L theirs -- "$2" "$1" "$3" || return 1; }}; \
ck %O %A %B %L %P"""


class NotMerged(Exception):
    """The driver leaves this merge to git; `why` is a sentence."""

    def __init__(self, why: Wording) -> None:
        super().__init__(why)
        self.why = why


def driver_line(python: str) -> str:
    """Return the value for `merge.contactkeeper.driver`; `python` is an absolute path."""
    # Git expands % itself; the shell takes single-quoted text literally.
    quoted = "'" + python.replace("'", "'\\''") + "'"
    codes = {"clean": CLEAN, "marked": MARKED, "left": LEFT}
    return _LINE.format(python=quoted.replace("%", "%%"), word=WORD, **codes)


def fill_line(line: str, values: dict[str, str]) -> str:
    """Fill in the `%` placeholders of a driver line as git does; `values` are quoted, by letter."""
    parts = line.split("%%")
    for letter, value in values.items():
        parts = [part.replace(f"%{letter}", value) for part in parts]
    return "%".join(parts)


def merge_files(base: str, ours: str, theirs: str, size: int, settings: Settings) -> Merged:
    """Merge the three files that git gives a driver; `size` is the length of its conflict markers.

    Raises:
        NotMerged: a file can't be read as a note, or the result is not safe to use.
        OSError: a file can't be read at all.
    """
    from contactkeeper.core.merging.merge import merge

    known, mine, yours = (_unmarked(_read(place), settings) for place in (base, ours, theirs))
    merged = merge(known, mine, yours, settings)
    if not merged.checked:
        loss = merged.losses[0]
        raise NotMerged(Wording("the merged note would not be complete ({loss}).", loss=loss))
    if merged.marked and size != _USUAL_MARKER_SIZE:
        # Git merges several common ancestors into one base first, with longer markers.
        raise NotMerged(
            Wording("the two sides have several common ancestors, which git merges by itself.")
        )
    return merged


def write_result(place: str, text: str) -> None:
    """Write the merged note beside the inputs, durably. Raises OSError."""
    with open(place, "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def _unmarked(text: str, settings: Settings) -> str:
    """Make a side that holds conflict markers already one note, so that they are not nested."""
    if "<<<<<<<" not in text:
        return text
    from contactkeeper.core.merging.resolve_conflicts import resolve

    resolved = resolve(text, settings)
    if resolved is None or resolved.other is not None:
        raise NotMerged(Wording("one side holds conflict markers that no rule settles."))
    return resolved.text


def _read(place: str) -> str:
    try:
        text, broken = files.decode(files.read_bytes(place))
    except files.TooLarge as error:
        raise NotMerged(Wording("it is over 10 MB.")) from error
    if broken is not None:
        raise NotMerged(Wording("it is not UTF-8."))
    return text
