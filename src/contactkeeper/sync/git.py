"""Run the git program: without a shell, with a timeout, and without any way to ask the user.

`repository.py` decides which repository it works on. Arguments are a list; paths come after `--`
and are taken literally. Git's own error text is kept; `git_errors.py` explains it to the user.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.sync.worktree import Repository
from contactkeeper.sync_errors import GitFailed, GitMissing, GitSlow
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

TIMEOUT = 60.0
"""Seconds for a run of git that needs no network."""

# A run of ck inside a hook inherits these; they would point git to another repository or index.
_REMOVED_VARIABLES = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
    "GIT_NAMESPACE", "GIT_COMMON_DIR", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "SSH_ASKPASS",
    "GIT_ASKPASS", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "LANGUAGE", "GIT_MERGE_VERBOSITY",
    "GIT_CONFIG", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE",
)  # fmt: skip
_VARIABLES = {
    "GIT_TERMINAL_PROMPT": "0",
    "GCM_INTERACTIVE": "never",
    "GIT_EDITOR": ":",
    "GIT_SEQUENCE_EDITOR": ":",
    "GIT_LITERAL_PATHSPECS": "1",  # a note called [x] or * is that note
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C.UTF-8",  # git_errors knows the English messages
}
_OPTIONS = (
    "core.quotePath=false",
    "core.fsmonitor=false",  # a program that git would start each time
    "core.askPass=",
    "safe.bareRepository=explicit",  # a folder of the vault may look like a bare repository
    "submodule.recurse=false",  # submodules have repositories of their own, which are not ours
    "fetch.recurseSubmodules=false",
    "push.recurseSubmodules=no",
    "gc.auto=0",
    "maintenance.auto=false",  # no process goes on in the background
    "advice.detachedHead=false",
    "color.ui=false",
)


class Answer(NamedTuple):
    """The result of one run of git."""

    code: int
    out: str
    """Standard output; bytes that are not UTF-8 are kept as surrogates."""
    stderr: str

    @property
    def error_text(self) -> str:
        """Return what git wrote about an error."""
        return self.stderr or self.out

    def failed(self, command: str) -> GitFailed:
        """Return the error that a run with this word after `git` has failed."""
        return GitFailed(command, summarize_error(self.error_text), self.error_text)

    def parts(self) -> list[str]:
        """Split the output of `-z` at its NULs."""
        return [part for part in self.out.split("\0") if part]


class Deadline:
    """The moment by which all runs of git have to end; there is none until `start`."""

    def __init__(self) -> None:
        self._until: float | None = None

    def start(self, seconds: float) -> None:
        """Set the deadline to so many seconds from now."""
        self._until = time.monotonic() + seconds

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Ignore the deadline for a piece of work that must not stop half way."""
        until, self._until = self._until, None
        try:
            yield
        finally:
            self._until = until

    def remaining(self, seconds: float) -> float:
        """Return a timeout, shortened to the time that is left."""
        if self._until is None:
            return seconds
        return max(0.1, min(seconds, self._until - time.monotonic()))

    @property
    def has_passed(self) -> bool:
        """Say whether the deadline has passed."""
        return self._until is not None and time.monotonic() >= self._until


class Git:
    """Runs git in one folder, on the repository that `find_work_tree` finds around it."""

    def __init__(
        self,
        folder: str,
        options: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        repository: Repository | None = None,
    ) -> None:
        """Prepare runs; nothing is run yet.

        Args:
            folder: the folder to run in.
            options: git settings for these runs: `a.b=c`.
            environment: further environment variables.
            repository: the one to work on; None: the one around the folder.
        """
        self.folder = folder
        self.deadline = Deadline()
        self.started: Callable[[int], None] | None = None
        """Is told the number of each process."""
        self._options = tuple(options)
        self._environment = dict(environment or {})
        self._repository = repository or Repository(folder)

    def with_options(self, *options: str, folder: str = "", **environment: str) -> Git:
        """Return a copy with further settings and variables, or in another folder.

        Both share one deadline.
        """
        git = Git(
            folder or self.folder,
            (*self._options, *options),
            {**self._environment, **environment},
            self._repository,
        )
        git.deadline = self.deadline
        return git

    def offline(self) -> Git:
        """Return a copy that never fetches, not even objects missing in a partial clone."""
        return self.with_options(GIT_NO_LAZY_FETCH="1", GIT_ALLOW_PROTOCOL="none")

    def ask(self, *arguments: str, timeout: float = TIMEOUT, stdin: str = "") -> Answer:
        """Run git and return the result, whatever the exit code.

        Raises:
            NoRepository: there is no repository around the folder.
            NotSynced: `.git` points to files of the vault, or git finds another repository.
            GitFailed: git refuses the repository, which belongs to another user.
            GitMissing: there is no such program.
            GitSlow: it did not end in `patience` seconds, or within the limit, and was ended.
        """
        repository = self._repository
        if not repository.is_checked:
            # Only where git finds the repository by itself does it check the owner.
            answer = self._run(("rev-parse", "--absolute-git-dir"), repository.folder, {})
            if answer.code:
                raise answer.failed("rev-parse")
            repository.check_found(answer.out.removesuffix("\n"))
        environment = {**repository.variables, **self._environment}
        return self._run(arguments, self.folder, environment, timeout, stdin)

    def _run(
        self,
        arguments: Sequence[str],
        folder: str,
        environment: Mapping[str, str],
        timeout: float = TIMEOUT,
        stdin: str = "",
    ) -> Answer:
        """Run git with these arguments, in a folder, with further environment variables."""
        timeout = self.deadline.remaining(timeout)
        settings = [word for each in (*_OPTIONS, *self._options) for word in ("-c", each)]
        try:
            process = subprocess.Popen(  # noqa: S603  # a list, and no shell
                [self._repository.program, *settings, *arguments],
                cwd=folder,
                env={**_inherited_environment(), **environment},
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
            out, stderr = process.communicate(encode(stdin), timeout=timeout)
        except subprocess.TimeoutExpired as error:
            _stop(process)
            raise GitSlow(arguments[0], timeout) from error
        except BaseException:  # ^C
            _stop(process)
            raise
        return Answer(process.returncode, decode(out), decode(stderr))

    def do(
        self, *arguments: str, timeout: float = TIMEOUT, stdin: str = "", raw: bool = False
    ) -> str:
        """Run git, and return its output without the last line ending.

        `raw` keeps that ending.

        Raises:
            GitFailed: the exit code is not 0; and as `ask`.
        """
        answer = self.ask(*arguments, timeout=timeout, stdin=stdin)
        if answer.code:
            raise answer.failed(arguments[0])
        return answer.out if raw else answer.out.removesuffix("\n")


def summarize_error(output: str) -> str:
    """Return git's error message in one line, without its hints."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("fatal:", "error:", "! [", "remote:"))]
    return " ".join(errors or lines) or Wording("it gave no reason.")


def _inherited_environment() -> dict[str, str]:
    # Git and ssh find the user's configuration and keys by the environment.
    inherited = {
        name: value for name, value in os.environ.items() if name not in _REMOVED_VARIABLES
    }
    return inherited | _VARIABLES


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop git and the programs that it started, and wait for it."""
    for name, seconds in (("SIGTERM", 5.0), ("SIGKILL", None)):  # the first removes lock files
        with suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, getattr(signal, name))
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=seconds)
            return


def encode(text: str) -> bytes:
    """Return the bytes of git's output, which may be no UTF-8."""
    return text.encode("utf-8", "surrogateescape")


def decode(data: bytes) -> str:
    """Return bytes as text for git; what is not UTF-8 becomes surrogates."""
    return data.decode("utf-8", "surrogateescape")
