"""Merge a note when git asks for it: `python -m contactkeeper merge-driver`, in any environment.

This is no command of `ck`: it has no session and asks nothing, and its exit codes are for the line
of shell that calls it (`sync/driver.py`). Whatever goes wrong, the note is left to git.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from contactkeeper.cli.language import language_of
from contactkeeper.cli.terminal import Terminal
from contactkeeper.core.settings import Settings
from contactkeeper.errors import CkError
from contactkeeper.sync.driver import CLEAN, LEFT, MARKED, NotMerged, merge_files, write_result
from contactkeeper.vault.obsidian import find_vault
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 60
"""Seconds after which git merges by itself."""


def main(arguments: Sequence[str]) -> int:
    """Merge, and write the result; returns `CLEAN`, `MARKED` or `LEFT`: nothing is done.

    `arguments` are the files of the base, ours and theirs, the size of conflict markers, the path
    of the note from the top of the work tree, where this runs, and the file for the result.
    """
    _end_in_time()
    path = ""
    try:
        base, ours, theirs, size, path, result = arguments
        merged = merge_files(base, ours, theirs, int(size), _settings_for(path))
        write_result(result, merged.text)
    except Exception as error:  # noqa: BLE001  # whatever it is, git can merge
        _say(path, error.why if isinstance(error, NotMerged) else _describe(error))
        left = Wording("not merged by contactkeeper but by git, line by line: {path}", path=path)
        _say("", left)
        return LEFT
    for conflict in merged.conflicts:
        _say(f"{path}:{conflict.line}", conflict.message)
    return MARKED if merged.marked else CLEAN


def _settings_for(path: str) -> Settings:
    """Read the settings of the vault that a note is in, and no user's own; else the defaults.

    The file may be one that is being merged, and no note should wait for that.
    """
    from contactkeeper.config import load_settings

    try:
        root = find_vault(Path(path).parent, Path.home())
        return load_settings(root) if root else Settings()
    except Exception:  # noqa: BLE001  # as above
        return Settings()


def _end_in_time() -> None:
    """End the process when it takes too long: git waits for it without a limit."""
    import signal

    if hasattr(signal, "alarm"):
        signal.alarm(LONGEST)


def _describe(error: Exception) -> str:
    return error.sentence if isinstance(error, CkError) else str(error) or type(error).__name__


def _say(place: str, sentence: str) -> None:
    """Write to standard error, in the language of the environment; where that fails, go on."""
    with suppress(OSError, ValueError):
        terminal = Terminal.of(os.environ)
        with suppress(CkError):  # CK_LANG names no language
            terminal.speak(language_of(os.environ))
        terminal.error(Wording.joined(": ", filter(None, ["ck", place, sentence])))
