"""A file to read as its user named it: a single file, or the members of an archive or a folder."""

from __future__ import annotations

from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING, NamedTuple

from contactkeeper.core.model import Problem
from contactkeeper.system_errors import why_refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import tzinfo

    from _typeshed import WriteableBuffer

    from contactkeeper.core.interchange import Question
    from contactkeeper.core.model import Day, Fact

MEGABYTE = 1024 * 1024
LARGEST_WHOLE = 512 * MEGABYTE
"""Bytes of the largest file that is read as a whole."""
HEAD = 64 * 1024
"""Bytes of the beginning of a member by which its kind is told."""
_PIECE = 4096


class Member(NamedTuple):
    """One file: alone, in an archive, or in a folder."""

    name: str
    """As shown in messages; of an archive's member `ARCHIVE/path/in/it`."""
    size: int
    """In bytes, as the system or the archive says; reading is limited all the same."""
    open: Callable[[], IO[bytes]]
    """Opens it for reading, from its beginning; what can't be read raises `Unreadable`."""

    @property
    def base_name(self) -> str:
        """Return the last part of the name, in lower case: members are found by it."""
        return self.name.replace("\\", "/").rpartition("/")[2].casefold()

    def head(self) -> bytes:
        """Return the beginning, to tell the kind by, as far as it can be read."""
        head = b""
        try:
            with self.open() as file:
                while len(head) < HEAD and (piece := file.read(_PIECE)):
                    head += piece
        except Unreadable:
            pass
        return head

    def read(self, limit: int = LARGEST_WHOLE) -> bytes:
        """Return all of it.

        Raises:
            Unreadable: it is larger than the limit, or can't be read.
        """
        with self.open() as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise Unreadable(self.name, 0, "large", megabytes=limit // MEGABYTE)
        return data


class Source(NamedTuple):
    """One file, an archive or a folder, as the user named it."""

    name: str
    members: Sequence[Member]
    """A single file is the only member of its source."""
    is_packed: bool = False
    """Whether it is an archive."""

    @property
    def is_single(self) -> bool:
        """Say whether it is one plain file."""
        return len(self.members) == 1 and self.members[0].name == self.name

    def named(self, *endings: str) -> Sequence[Member]:
        """Return the members with one of these endings; a single file may have any name."""
        if self.is_single:
            return self.members
        return [member for member in self.members if member.base_name.endswith(endings)]


class Answers(NamedTuple):
    """Answers of the user to what a file leaves open, and wishes about it."""

    zone: tzinfo
    """The zone in which days are counted."""
    owner: str = ""
    """The owner: a name, an address, a profile or an identifier of `Question.choices`."""
    day_first: bool | None = None
    """Whether `03/04/1990` is the 3rd of April."""
    chat: str = ""
    """The other person of a file that holds one chat."""
    columns: tuple[tuple[str, str], ...] = ()
    """Pairs of a field of `Person` and the header of its column, as `--map` has them."""
    mend_letters: bool | None = None
    """Whether `Ã©` is to be read as `é`."""
    with_words: bool = False
    """Whether `Interaction.words` is wanted."""
    today: Day | None = None
    """The day of the import, up to which and a little further meetings that recur are read; None:
    that of the last one that the file holds."""


class Unanswered(Exception):
    """A file leaves a question open; it can be read again with its answer."""

    def __init__(self, question: Question) -> None:
        """Keep the question; `text.import_questions` has its words."""
        super().__init__(question.code)
        self.question = question


class Unreadable(Exception):
    """A file, or all of it from some line on, can't be read as its kind."""

    def __init__(self, file: str, line: int, case: str, /, **facts: str | int) -> None:
        """Keep what is wrong: a case that `text.file_faults` words."""
        super().__init__(case)
        self.file = file
        self.line = line
        self.case = case
        self.facts = facts

    @property
    def problem(self) -> Problem:
        """Return it as a fault of the user's data, for a file that is passed over."""
        facts = tuple(self.facts.items())
        return Problem(self.file, max(self.line, 1), "unread-file", "problem", self.case, facts)


def unread_row(file: str, line: int, case: str, /, **facts: Fact) -> Problem:
    """Return why a row, a card or a message of a file can't be read, or not all of it."""
    return Problem.of(file, line, "unread-row", "problem", case, **facts)


class _Bounded(RawIOBase):
    """A file of which no more is read than it held when it was opened."""

    def __init__(
        self, file: IO[bytes], name: str, size: int, faults: tuple[type[Exception], ...]
    ) -> None:
        self._file = file
        self._name = name
        self._left = size
        self._faults = faults

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read the next bytes; raises `Unreadable`."""
        view = memoryview(buffer)
        try:
            data = self._file.read(min(len(view), self._left))
        except self._faults as error:
            raise broken(self._name, error) from error
        self._left -= len(data)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


def bounded(
    file: IO[bytes], name: str, size: int, faults: tuple[type[Exception], ...] = (OSError,)
) -> IO[bytes]:
    """Return an open file that ends after `size` bytes, and whose faults are `Unreadable`."""
    return BufferedReader(_Bounded(file, name, size, faults))


def broken(name: str, error: Exception) -> Unreadable:
    """Return what to raise where the system or an archive says that a file can't be read."""
    if isinstance(error, OSError):
        return Unreadable(name, 0, "broken", reason=why_refused(error))
    return Unreadable(name, 0, "damaged")
