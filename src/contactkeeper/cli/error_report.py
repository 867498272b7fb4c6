"""Report an error: as a sentence on standard error, or as JSON on standard output.

The sentences stand here and not in `text`: where a run ends so, an import may fail too.
"""

from __future__ import annotations

from contextlib import suppress
from errno import ENOSPC
from typing import TYPE_CHECKING

from contactkeeper.errors import CkError, NoteChanged
from contactkeeper.system_errors import why_refused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.cli.terminal import Terminal

STOPPED = Wording("Stopped. A change is made whole or not at all: ck undo --list says which.")
"""The answer to ^C."""


def report(terminal: Terminal, error: Exception, *, as_json: bool = False) -> int:
    """Report an error, as a sentence or as JSON; return the exit code of a run that ends so."""
    code, exit_code, details = "internal", 1, {}
    lines: list[str] = []
    if isinstance(error, CkError):
        if error.problem:
            from contactkeeper.text.problems import word  # most errors are about none

            word(error)
        code, exit_code = error.code, error.exit_code
        lines = error.lines(str if as_json else terminal.speech.say)
        message = "\n".join(lines)
        details = dict(error.details())
    elif isinstance(error, OSError) and error.errno is not None:
        code = "failed"
        where = f"{error.filename}: " if error.filename else ""
        message = Wording("{where}{why}.", where=where, why=why_refused(error))
        as_json = as_json and error.errno != ENOSPC  # the answer itself may have found no room
    else:
        message = Wording(
            "ck has a fault: {kind}: {error}. Your notes are as they were or whole; "
            "ck undo --list says what was written. CK_TRACEBACK=1 shows more.",
            kind=type(error).__name__,
            error=str(error),
        )
    with suppress(BrokenPipeError):  # the reader (`| head`) has gone; the exit code tells it still
        if as_json:
            from contactkeeper.cli.json import error_document

            terminal.document(error_document(code, message, details))
        else:
            if isinstance(error, NoteChanged) and error.diff:
                terminal.error(*error.diff.split("\n"))
            first, *rest = lines or [terminal.speech.say(message)]
            terminal.error(f"ck: {first}", *rest)
    return exit_code
