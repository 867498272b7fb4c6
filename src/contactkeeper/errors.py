"""The errors a command can end in: domain facts in, one plain sentence and an exit code out.

Faults in the user's notes are not here: they are data (`core.model.Problem`).
Nothing here prints; `cli.app` shows the sentence, or puts it into the JSON document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


MOST_LISTED = 20
"""Lines in which an error lists what could be meant; the rest is counted."""


class CkError(Exception):
    """What a command can't do: `str(error)` is the sentence, `code` its stable name in JSON."""

    code: ClassVar[str] = "failed"
    exit_code: ClassVar[int] = 1

    def __init__(self, sentence: str, rows: Sequence[str] = (), last: str = "") -> None:
        """Keep the parts: a terminal shows each on a line of its own, whatever is quoted in it.

        Args:
            sentence: what is wrong, and what to do.
            rows: what stands below it, a line each, such as who could be meant.
            last: what stands below the rows.
        """
        self.sentence = sentence
        self._below = [f"  {row}" for row in rows] + ([last] if last else [])
        super().__init__("\n".join(self.lines()))

    def lines(self, prefix: str = "") -> list[str]:
        """Return the lines of the whole text, the first of them after a prefix."""
        return [f"{prefix}{self.sentence}", *self._below]

    def details(self) -> Mapping[str, object]:
        """Further keys of the JSON document, for programs that go on from here."""
        return {}


class UsageError(CkError):
    """A bad value or combination of options on the command line."""

    code = "usage"
    exit_code = 2


class ConfigError(CkError):
    """A configuration file that can't be read: the file, the key, and what is allowed."""

    code = "config"
    exit_code = 2

    def __init__(self, path: str, key: str, allowed: str, *, line: int | None = None) -> None:
        where = f"{path}:{line}" if line else path
        super().__init__(f"{where}: {key}: {allowed}" if key else f"{where}: {allowed}")


class NoVault(CkError):
    """No vault was named and none was found."""

    code = "no-vault"
    exit_code = 2


class NoContacts(CkError):
    """A vault in which no note counts as a contact; `people` is what looks like some instead."""

    code = "no-contacts"
    exit_code = 2

    def __init__(self, notes: int, people: str = "", unreadable: str = "") -> None:
        found = f"none of the {notes:,} notes here is a contact."
        if unreadable:
            found = "no contact can be read." if not notes else f"{found[:-1]} that can be read."
            seen = f"{unreadable}."
        elif not notes:
            found, seen = "there are no notes here.", "ck add NAME makes the first one."
        elif people:
            seen = f"What looks like people: {people}. ck init takes them from there."
        else:
            seen = "A contact has the tag recruiter in its properties; "
            seen += "ck init looks at what your notes use instead."
        super().__init__(f"{found} {seen}")


class NoRepository(CkError):
    """The vault is in no git repository, or in one without a work tree of its own."""

    code = "no-repository"
    exit_code = 2

    def __init__(self, root: str) -> None:
        super().__init__(
            f"{root} is in no git repository. git init there makes one; "
            "docs/sync.md says how to go on."
        )


class NeedsAnswer(CkError):
    """A question would be asked, but there is no terminal to ask it in and no `--yes`."""

    code = "needs-yes"
    exit_code = 2


class NoSuchContact(CkError):
    """Nobody has that name; `suggestions` are names one typing error away.

    `unread` names a note that was not read and has the name, and says why.
    """

    code = "no-such-contact"
    exit_code = 3

    def __init__(self, typed: str, suggestions: Sequence[str] = (), unread: str = "") -> None:
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
        if unread:
            hint = f" {unread}"
        super().__init__(f"no contact is called “{typed}”.{hint}")

    def details(self) -> Mapping[str, object]:
        """Give the names that may be meant."""
        return {"suggestions": list(self.suggestions)}


class NoSuchNote(CkError):
    """No event or news has that name; `suggestions` are names one typing error away."""

    code = "no-such-note"
    exit_code = 3

    def __init__(self, what: str, typed: str, suggestions: Sequence[str] = ()) -> None:
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
        todo = f"ck {what} add makes a note."
        super().__init__(f"no {what} is called “{typed}”.{hint or f' {todo}'}")

    def details(self) -> Mapping[str, object]:
        """Give the names that may be meant."""
        return {"suggestions": list(self.suggestions)}


class AmbiguousName(CkError):
    """Several people fit equally well; `candidates` are (name, company, path) of each."""

    code = "ambiguous"
    exit_code = 3

    def __init__(
        self, typed: str, candidates: Sequence[tuple[str, str, str]], what: str = "people"
    ) -> None:
        self.candidates = tuple(candidates)
        rows = _list_some(
            f"{name}{f', {company}' if company else ''}  {path}"
            for name, company, path in candidates
        )
        super().__init__(f"“{typed}” could be {len(candidates):,} {what}:", rows)

    def details(self) -> Mapping[str, object]:
        """Give those who could be meant; a path always means one."""
        return {
            "candidates": [
                {"name": name, "company": company or None, "path": path}
                for name, company, path in self.candidates
            ]
        }


class NoSuchTask(CkError):
    """No open promise or waiting task of that name; `open_tasks` are those there are."""

    code = "no-such-task"

    def __init__(self, path: str, typed: str, open_tasks: Sequence[str]) -> None:
        self.open_tasks = tuple(open_tasks)
        what = f"no open promise named “{typed}”" if typed else "no open promise"
        more = len(open_tasks) - MOST_LISTED
        listed = "; ".join(open_tasks[:MOST_LISTED])
        listed += f"; {more:,} more" if more > 0 else ""
        listed = f" Open: {listed}." if listed else ""
        super().__init__(f"{path}: there is {what}.{listed}")

    def details(self) -> Mapping[str, object]:
        """Give the words of those that are open."""
        return {"open": list(self.open_tasks)}


class SeveralTasks(CkError):
    """More than one open task could be meant."""

    code = "ambiguous-task"
    exit_code = 3

    def __init__(self, path: str, typed: str, candidates: Sequence[str]) -> None:
        self.candidates = tuple(candidates)
        rows = _list_some(candidates)
        which = f"“{typed}” fits" if typed else "There are"
        super().__init__(f"{path}: {which} {len(candidates)} open promises; name one:", rows)

    def details(self) -> Mapping[str, object]:
        """Give the words of those that could be meant."""
        return {"candidates": list(self.candidates)}


class BrokenTemplate(CkError):
    """A template of the user's own for `ck draft` that can't be filled; `why` ends in a stop."""

    code = "template"

    def __init__(self, path: str, line: int, why: str) -> None:
        self.path = path
        self.line = line
        self.why = why
        super().__init__(
            f"{path}:{line}: {why} Mend it, or take the file away: ck has a text of its own."
        )


class WriteRefused(CkError):
    """A write that would not be safe in this note; nothing was written."""

    code = "refused"

    def __init__(self, path: str, line: int | None, why: str) -> None:
        self.path = path
        self.line = line
        self.why = why
        where = f"{path}:{line}" if line else path
        stop = "" if why.endswith((".", "!", "?")) else "."
        super().__init__(f"{where}: {why}{stop} Nothing was written.")


class WriteFailed(CkError):
    """The operating system refused a write; says what is on disk now."""

    code = "write-failed"


class NotSynced(CkError):
    """Notes could not be brought to the other machines, or theirs here: why, and how to go on.

    `reason` is its stable name: `offline`, `unfinished`, `no-remote` …
    """

    code = "not-synced"

    def __init__(  # the parts of the text, and what is told to programs
        self,
        reason: str,
        message: str,
        *,
        notes: Sequence[str] = (),
        rows: Sequence[str] = (),
        last: str = "",
    ) -> None:
        self.reason = reason
        self.notes = tuple(notes)
        self.committed = ""
        """The message of the commit that was made before, if one was."""
        super().__init__(message, rows, last)

    def details(self) -> Mapping[str, object]:
        """Give the reason, the notes that it is about, and what was committed all the same."""
        notes = list(self.notes)
        return {"reason": self.reason, "notes": notes, "committed": self.committed or None}


class GitFailed(CkError):
    """Git refused: `words` are all it said, in its own words; the sentence has those that matter.

    `what` is the word after `git`.
    """

    code = "git-failed"

    def __init__(self, what: str, why: str, words: str) -> None:
        self.words = words
        super().__init__(f"git {what} failed: {why}")


class GitMissing(CkError):
    """There is no git program."""

    code = "git-missing"

    def __init__(self) -> None:
        super().__init__("there is no git program here: install git, or put it on the PATH.")


class GitSlow(CkError):
    """Git did not end within its time."""

    code = "git-slow"

    def __init__(self, what: str, seconds: float) -> None:
        super().__init__(f"git {what} did not end within {seconds:.0f} seconds.")


class Cancelled(CkError):
    """The user said no, or left the text empty; nothing was written."""

    code = "cancelled"


class NoteChanged(CkError):
    """The note changed between reading and writing; nothing was written.

    `diff`, where it is known: from what `ck` left to what is there now.
    """

    code = "changed"
    exit_code = 4

    def __init__(self, path: str, why: str = "", diff: str = "") -> None:
        self.path = path
        self.diff = diff
        super().__init__(
            why
            or f"{path} changed while it was being edited, so nothing was written. Run it again."
        )

    def details(self) -> Mapping[str, object]:
        """Give the diff, where there is one."""
        return {"diff": self.diff} if self.diff else {}


class Locked(CkError):
    """Another `ck` holds the lock of this vault for too long."""

    code = "locked"
    exit_code = 4


def _list_some(candidates: Iterable[str]) -> list[str]:
    """List what could be meant, and count what is left out."""
    rows = list(candidates)
    more = len(rows) - MOST_LISTED
    return [*rows[:MOST_LISTED], *([f"and {more:,} more"] if more > 0 else [])]
