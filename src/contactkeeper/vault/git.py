"""The git program: called without a shell, with a time limit, and never able to ask anything.

It is told which repository it works on (`repository.py`). Arguments are a list, paths stand behind
`--` and mean themselves; what git says when it fails is kept in its own words. What the words mean
for a user is told in `refusals.py`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import GitFailed, GitMissing, GitSlow
from contactkeeper.vault.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

PATIENCE = 60.0
"""Seconds for what happens on this machine."""

# A run of ck inside a hook inherits these; they would lead git to another repository or index.
_LEFT_OUT = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
    "GIT_NAMESPACE", "GIT_COMMON_DIR", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "SSH_ASKPASS",
    "GIT_ASKPASS", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "LANGUAGE", "GIT_MERGE_VERBOSITY",
    "GIT_CONFIG", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE",
)  # fmt: skip
_SURROUNDINGS = {
    "GIT_TERMINAL_PROMPT": "0",
    "GCM_INTERACTIVE": "never",
    "GIT_EDITOR": ":",
    "GIT_SEQUENCE_EDITOR": ":",
    "GIT_LITERAL_PATHSPECS": "1",  # a note called [x] or * is that note
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C.UTF-8",  # its words are compared with those we know
}
_OPTIONS = (
    "core.quotePath=false",
    "core.fsmonitor=false",  # a program that git would start each time
    "core.askPass=",
    "safe.bareRepository=explicit",  # no folder of the vault is taken for a repository
    "submodule.recurse=false",  # submodules have repositories of their own, which are not ours
    "fetch.recurseSubmodules=false",
    "push.recurseSubmodules=no",
    "gc.auto=0",
    "maintenance.auto=false",  # nothing goes on behind our back
    "advice.detachedHead=false",
    "color.ui=false",
)


class Answer(NamedTuple):
    """How a run of git ended."""

    code: int
    out: str
    """Bytes that are no UTF-8 are kept as surrogates."""
    words: str
    """What it wrote on standard error."""

    def parts(self) -> list[str]:
        """Split what a `-z` made it end with NULs."""
        return [part for part in self.out.split("\0") if part]


class Limit:
    """The time that all runs of git together may take; there is none at first."""

    def __init__(self) -> None:
        self._until: float | None = None

    def set(self, seconds: float) -> None:
        """Count so many seconds from now on."""
        self._until = time.monotonic() + seconds

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Let a piece of work come to its end, however little time is left."""
        until, self._until = self._until, None
        try:
            yield
        finally:
            self._until = until

    def within(self, seconds: float) -> float:
        """Return how many of some seconds are left."""
        if self._until is None:
            return seconds
        return max(0.1, min(seconds, self._until - time.monotonic()))

    @property
    def is_over(self) -> bool:
        """Say whether the time has run out."""
        return self._until is not None and time.monotonic() >= self._until


class Git:
    """Git, run in one folder, on the repository that our own search finds around it."""

    def __init__(
        self,
        folder: str,
        options: Sequence[str] = (),
        around: Mapping[str, str] | None = None,
        repository: Repository | None = None,
    ) -> None:
        """Keep where it runs, and what holds for these runs alone.

        Args:
            folder: the folder to run in.
            options: settings of git: `a.b=c`.
            around: further variables of the environment.
            repository: the one to work on; None: the one around the folder.
        """
        self.folder = folder
        self.limit = Limit()
        self.started: Callable[[int], None] | None = None
        """Is told the number of each process."""
        self._options = tuple(options)
        self._around = dict(around or {})
        self._repository = repository or Repository(folder)

    def given(self, *options: str, folder: str = "", **around: str) -> Git:
        """Return the same with further settings and variables, or in another folder.

        Both have the same limit.
        """
        git = Git(
            folder or self.folder,
            (*self._options, *options),
            {**self._around, **around},
            self._repository,
        )
        git.limit = self.limit
        return git

    def offline(self) -> Git:
        """Return the same for reading alone: what a partial clone lacks is not fetched."""
        return self.given(GIT_NO_LAZY_FETCH="1", GIT_ALLOW_PROTOCOL="none")

    def ask(self, *arguments: str, patience: float = PATIENCE, given: str = "") -> Answer:
        """Run it and return how it ended, whatever that is; `given` is its standard input.

        Raises:
            NoRepository: there is no repository around the folder.
            NotSynced: `.git` leads to files of the vault, or git finds another repository.
            GitFailed: git refuses the repository: it belongs to somebody else.
            GitMissing: there is no such program.
            GitSlow: it did not end in `patience` seconds, or within the limit, and was ended.
        """
        repository = self._repository
        if not repository.is_checked:
            # Git looks for the repository itself here, for it checks the owner only then.
            answer = self._run(("rev-parse", "--absolute-git-dir"), repository.folder, {})
            if answer.code:
                raise GitFailed("rev-parse", last_words(answer.words), answer.words)
            repository.check_found(answer.out.removesuffix("\n"))
        around = {**repository.variables, **self._around}
        return self._run(arguments, self.folder, around, patience, given)

    def _run(
        self,
        arguments: Sequence[str],
        folder: str,
        around: Mapping[str, str],
        patience: float = PATIENCE,
        given: str = "",
    ) -> Answer:
        """Run git with these arguments, in a folder, and with further variables around it."""
        patience = self.limit.within(patience)
        settings = [word for each in (*_OPTIONS, *self._options) for word in ("-c", each)]
        try:
            process = subprocess.Popen(  # noqa: S603  # a list, and no shell
                [self._repository.program, *settings, *arguments],
                cwd=folder,
                env={**_environment(), **around},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,  # without a terminal neither ssh nor a helper can ask
            )
        except FileNotFoundError as error:
            raise GitMissing from error
        try:
            if self.started:
                self.started(process.pid)
            out, words = process.communicate(_encode(given), timeout=patience)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise GitSlow(arguments[0], patience) from error
        except BaseException:  # ^C
            _end(process)
            raise
        return Answer(process.returncode, _decode(out), _decode(words))

    def do(
        self, *arguments: str, patience: float = PATIENCE, given: str = "", raw: bool = False
    ) -> str:
        """Run what has to end well, and return what it answers, without the last line's end.

        `raw`: all that it answers.

        Raises:
            GitFailed: it did not end well; and as `ask`.
        """
        answer = self.ask(*arguments, patience=patience, given=given)
        if answer.code:
            raise GitFailed(arguments[0], last_words(words := answer.words or answer.out), words)
        return answer.out if raw else answer.out.removesuffix("\n")


def last_words(words: str) -> str:
    """Return what git says of a failure in one line, without its hints."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    told = [line for line in lines if line.startswith(("fatal:", "error:", "! [", "remote:"))]
    return " ".join(told or lines) or "it said nothing."


def _environment() -> dict[str, str]:
    # Whose configuration git reads, which keys ssh has: all of that is around this program too.
    around = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return around | _SURROUNDINGS


def _end(process: subprocess.Popen[bytes]) -> None:
    """End git and what it started, and wait for it."""
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGTERM)  # so that it takes its lock files away
    try:
        process.communicate(timeout=5)
    except subprocess.TimeoutExpired:
        with suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _decode(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
