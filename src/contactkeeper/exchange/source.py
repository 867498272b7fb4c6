"""A file to read as its user named it: a single file, or the members of an archive or a folder."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import tzinfo

    from contactkeeper.core.interchange import Question

HEAD = 64 * 1024
"""Bytes of the beginning of a member by which its kind is told."""


class Member(NamedTuple):
    """One file: alone, in an archive, or in a folder."""

    name: str
    """As shown in messages; of an archive's member `ARCHIVE/path/in/it`."""
    size: int
    """In bytes, as the system or the archive says; reading is limited all the same."""
    open: Callable[[], IO[bytes]]
    """Opens it for reading, from its beginning; limited in size and ratio."""

    @property
    def base_name(self) -> str:
        """Return the last part of the name, in lower case: members are found by it."""
        return self.name.replace("\\", "/").rpartition("/")[2].casefold()

    def head(self) -> bytes:
        """Return the beginning, to tell the kind by."""
        with self.open() as file:
            return file.read(HEAD)


class Source(NamedTuple):
    """What the user named: one file, an archive or a folder."""

    name: str
    members: Sequence[Member]
    """A single file is the only member of its source."""

    @property
    def is_single(self) -> bool:
        """Say whether it is one plain file."""
        return len(self.members) == 1 and self.members[0].name == self.name


class Answers(NamedTuple):
    """What the user says of a file, where the file leaves it open; and what is wanted of it."""

    zone: tzinfo
    """The zone in which days are counted."""
    owner: str = ""
    """Whose file it is: a name, an address, a profile or an identifier of `Question.choices`."""
    day_first: bool | None = None
    """Whether `03/04/1990` is the 3rd of April."""
    chat: str = ""
    """The other person of a file that holds one chat."""
    columns: tuple[tuple[str, str], ...] = ()
    """Pairs of a field of `Person` and the header of its column, as `--map` has them."""
    mend_letters: bool | None = None
    """Whether `Ã©` is to be read as `é`."""
    with_words: bool = False
    """Whether `Meeting.words` is wanted."""


class Unanswered(Exception):
    """A file leaves a question open; it can be read again with its answer."""

    def __init__(self, question: Question) -> None:
        """Keep the question; `text.importing` has its words."""
        super().__init__(question.code)
        self.question = question


class Unreadable(Exception):
    """A file, or all of it from some line on, can't be read as its kind."""

    def __init__(self, file: str, line: int, case: str, /, **facts: str | int) -> None:
        """Keep what is wrong: a case of the problem `unread-file`, whose words `text` has."""
        super().__init__(case)
        self.file = file
        self.line = line
        self.case = case
        self.facts = facts
