"""Define the errors that end a command: facts in, one plain sentence and an exit code out.

Faults in the user's notes are not errors but data (`core.model.Problem`). Nothing here prints;
`cli.app` shows the sentence, or puts it into the JSON document.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, ClassVar

from contactkeeper.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


MOST_LISTED = 20
"""Candidates that an error lists; the rest is counted."""


class CkError(Exception):
    """The base of all errors: `str(error)` is the text, `code` its stable name in JSON."""

    code: ClassVar[str] = "failed"
    exit_code: ClassVar[int] = 1

    def __init__(
        self,
        sentence: str = "",
        rows: Sequence[str] = (),
        last: str = "",
        *,
        problem: object = None,
    ) -> None:
        """Build the text; a terminal shows each part on a line of its own, whatever it quotes.

        Args:
            sentence: what is wrong, and what to do.
            rows: lines below it, such as the candidates for a name.
            last: a line below the rows.
            problem: a `core.model.Problem`; its code ends the sentence until `text.problems.word`
                puts words in its place.
        """
        self.problem = problem
        self._beginning = sentence
        self._below = [f"  {row}" for row in rows] + ([last] if last else [])
        self.sentence = f"{sentence}{getattr(problem, 'code', '')}"
        super().__init__(sentence)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def append(self, words: str) -> None:
        """Put the sentence of the problem, without a full stop, at the end."""
        self.problem = None
        self.sentence = f"{self._beginning}{words}."

    def lines(self, prefix: str = "") -> list[str]:
        """Return the lines of the text, the first one with a prefix."""
        return [f"{prefix}{self.sentence}", *self._below]

    def details(self) -> Mapping[str, object]:
        """Return further keys of the JSON document, for programs."""
        return {}


class UsageError(CkError):
    """A bad value or combination of options on the command line."""

    code = "usage"
    exit_code = 2


class WhichDay(UsageError):
    """A typed day that may be either of two; `words` is what was typed."""

    def __init__(self, message: str, words: str, days: tuple[date, date]) -> None:
        super().__init__(message)
        self.words = words
        self.days = days


class ConfigError(CkError):
    """A configuration file with a wrong value: names the file, the key, and what is allowed."""

    code = "config"
    exit_code = 2

    def __init__(self, path: str, key: str, allowed: str, *, line: int | None = None) -> None:
        where = f"{path}:{line}" if line else path
        super().__init__(f"{where}: {key}: {allowed}" if key else f"{where}: {allowed}")


class NoVault(CkError):
    """No vault was named, and none was found."""

    code = "no-vault"
    exit_code = 2


_RULES = "[contacts] in contactkeeper.toml says by which tags, types and folders a note is one."


class NoContacts(CkError):
    """A vault without contacts; `people` describes the notes that look like people instead.

    `is_settled`: the vault has a file of settings, which `ck init` leaves as it is.
    """

    code = "no-contacts"
    exit_code = 2

    def __init__(
        self, notes: int, people: str = "", unreadable: str = "", *, is_settled: bool = False
    ) -> None:
        found = f"none of the {notes:,} notes here is a contact."
        if unreadable:
            found = "no contact can be read." if not notes else f"{found[:-1]} that can be read."
            seen = f"{unreadable}."
        elif not notes:
            found, seen = "there are no notes here.", "ck add NAME makes the first one."
        elif people:
            seen = f"Notes that look like people: {people}. "
            seen += _RULES if is_settled else "ck init sets them up as contacts."
        elif is_settled:
            seen = _RULES
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
            f"{root} is not in a git repository. git init there makes one; "
            "docs/sync.md explains the next steps."
        )


class NeedsAnswer(CkError):
    """A command needs a confirmation, but there is no terminal and no `--yes`."""

    code = "needs-yes"
    exit_code = 2


class NoSuchContact(CkError):
    """No contact has that name; `suggestions` are names one typing error away.

    `hint` says what to do, where more is known: that a note of that name could not be read.
    """

    code = "no-such-contact"
    exit_code = 3

    def __init__(self, typed: str, suggestions: Sequence[str] = (), hint: str = "") -> None:
        from shlex import quote

        self.suggestions = tuple(suggestions)
        todo = f"ck list shows all; ck add {quote(typed)} makes a note."
        if suggestions:
            todo = f"Did you mean {', '.join(suggestions)}?"
        super().__init__(f"no contact is called “{typed}”. {hint or todo}")

    def details(self) -> Mapping[str, object]:
        """Return the suggested names."""
        return {"suggestions": list(self.suggestions)}


class NoSuchRow(CkError):
    """No row of today's list in this terminal has that number."""

    code = "no-such-row"
    exit_code = 3

    def __init__(self, typed: str, why: str) -> None:
        super().__init__(f"{typed} stands for nobody: {why}. ck due numbers the rows of today.")


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
        """Return the suggested names."""
        return {"suggestions": list(self.suggestions)}


class AmbiguousName(CkError):
    """Several people match equally well; `candidates` has (name, company, path) of each."""

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
        """Return the candidates; a path always means exactly one."""
        return {
            "candidates": [
                {"name": name, "company": company or None, "path": path}
                for name, company, path in self.candidates
            ]
        }


class NoSuchTask(CkError):
    """No open task has that name; `open_tasks` names those that are open."""

    code = "no-such-task"

    def __init__(self, path: str, typed: str, open_tasks: Sequence[str]) -> None:
        self.open_tasks = tuple(open_tasks)
        what = f"no open task named “{typed}”" if typed else "no open task"
        more = len(open_tasks) - MOST_LISTED
        listed = "; ".join(open_tasks[:MOST_LISTED])
        listed += f"; {more:,} more" if more > 0 else ""
        listed = f" Open: {listed}." if listed else ""
        super().__init__(f"{path}: there is {what}.{listed}")

    def details(self) -> Mapping[str, object]:
        """Return the names of the open tasks."""
        return {"open": list(self.open_tasks)}


class SeveralTasks(CkError):
    """Several open tasks match."""

    code = "ambiguous-task"
    exit_code = 3

    def __init__(self, path: str, typed: str, candidates: Sequence[str]) -> None:
        self.candidates = tuple(candidates)
        rows = _list_some(candidates)
        which = f"“{typed}” matches" if typed else "There are"
        super().__init__(f"{path}: {which} {len(candidates)} open tasks; name one:", rows)

    def details(self) -> Mapping[str, object]:
        """Return the names of the matching tasks."""
        return {"candidates": list(self.candidates)}


class BrokenTemplate(CkError):
    """A user's own template for `ck draft` that can't be filled; `why` ends in a full stop."""

    code = "template"

    def __init__(self, path: str, line: int, why: str) -> None:
        self.path = path
        self.line = line
        self.why = why
        super().__init__(
            f"{path}:{line}: {why} Fix it, or delete the file to use the built-in text."
        )


class WriteRefused(CkError):
    """A write that would not be safe; nothing was written."""

    code = "refused"

    def __init__(self, path: str, line: int | None, why: str, *, problem: object = None) -> None:
        self.path = path
        self.line = line
        self.why = why
        super().__init__(problem=problem)
        self.sentence = self._whole(self.sentence)

    def _whole(self, code: str = "") -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        why = f"{self.why}{code}"
        stop = "" if why.endswith((".", "!", "?")) else "."
        return f"{where}: {why}{stop} Nothing was written."

    def append(self, words: str) -> None:
        """Put the sentence of the problem at the end of `why`."""
        self.problem = None
        self.why += words
        self.sentence = self._whole()


class UnknownLog(CkError):
    """A first write into a section that only its dates show to be the log; nothing was written.

    `title` is that of the section; empty: the log stands under no heading.
    """

    code = "unknown-log"
    exit_code = 2

    def __init__(self, path: str, line: int, title: str) -> None:
        self.title = title
        what = f"“{title}” is" if title else "these entries are"
        super().__init__(
            f"{path}:{line}: {what} read as the log because of the dates, and ck has never written "
            f"there. {heading_command(title)} makes it the log. Nothing was written."
        )


def heading_command(title: str) -> str:
    """Return the command that makes sections of a title the log; empty: those without a heading."""
    return f"ck init --heading {shlex.quote(title)}" if title else "ck init --no-heading"


class WriteFailed(CkError):
    """The operating system refused a write; the sentence says what is on the disk now."""

    code = "write-failed"


class NotSynced(CkError):
    """A sync that could not be finished; `text.sync` says why, and how to continue.

    `reason` is its stable name in JSON: `offline`, `unfinished`, `no-remote` …
    """

    code = "not-synced"

    def __init__(
        self, reason: str, what: str = "", *, notes: Sequence[str] = (), **values: object
    ) -> None:
        """Keep the facts.

        Args:
            reason: the stable name.
            what: the code of the sentence, where there are several for one reason.
            notes: the notes concerned.
            values: what the sentence names.
        """
        self.reason = reason
        self.notice = Notice(what or reason, **values)
        self.notes = tuple(notes)
        self.committed = ""
        """The message of the commit that was made all the same; empty where none was."""
        super().__init__(f"{self.notice.code} {values}")

    def details(self) -> Mapping[str, object]:
        """Return the reason, the notes concerned, and the message of the commit."""
        notes = list(self.notes)
        return {"reason": self.reason, "notes": notes, "committed": self.committed or None}


class GitFailed(CkError):
    """Git failed: `output` is all that it wrote, `why` the part for the user.

    `command` is the word after `git`.
    """

    code = "git-failed"

    def __init__(self, command: str, why: str, output: str) -> None:
        self.output = output
        super().__init__(f"git {command} failed: {why}")


class GitMissing(CkError):
    """Git is not installed."""

    code = "git-missing"

    def __init__(self) -> None:
        super().__init__("git is not installed: install it, or put it on the PATH.")


class GitSlow(CkError):
    """Git was stopped because it took too long."""

    code = "git-slow"

    def __init__(self, command: str, seconds: float) -> None:
        super().__init__(f"git {command} did not end within {max(seconds, 1):.0f} seconds.")


class Cancelled(CkError):
    """The user answered no, or left the text empty; nothing was written."""

    code = "cancelled"


class NoteChanged(CkError):
    """The note changed between reading and writing; nothing was written.

    `diff`, where it is known, goes from the text that `ck` wrote to the text that is there now.
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
        """Return the diff, where there is one."""
        return {"diff": self.diff} if self.diff else {}


class Locked(CkError):
    """Another program holds the lock of this vault or repository for too long."""

    code = "locked"
    exit_code = 4


class RepositoryLocked(Locked):
    """A lock file of git is in the way; `remove` is the command that removes it, where known."""

    def __init__(self, remove: str) -> None:
        last = ", run git gc, which names the lock file."
        if remove:
            last = f", a killed one left its lock file: {remove}, then run ck sync."
        sentence = "another program has locked this repository. Wait for it; if none is running"
        super().__init__(f"{sentence}{last}")


def _list_some(candidates: Iterable[str]) -> list[str]:
    """List the first candidates, and count the rest."""
    rows = list(candidates)
    more = len(rows) - MOST_LISTED
    return [*rows[:MOST_LISTED], *([f"and {more:,} more"] if more > 0 else [])]
