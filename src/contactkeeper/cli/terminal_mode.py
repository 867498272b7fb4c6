"""Keep the mode of the terminal while something reads single keys from it.

The terminal is as it was whenever the program does not read: after the read, after an error, while
the program is stopped (^Z), and when a signal ends it.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

if sys.platform == "win32":

    @contextmanager
    def keeping_mode(
        handle: int,  # noqa: ARG001
        show_again: Callable[[], None],  # noqa: ARG001
        *,
        marks_pastes: bool = False,  # noqa: ARG001
    ) -> Iterator[None]:
        """Do nothing: a console has no such mode, and nothing stops a program."""
        yield

else:
    import signal
    import termios

    _MARKED, _UNMARKED = b"\x1b[?2004h", b"\x1b[?2004l"
    _SIGNALS = (signal.SIGTSTP, signal.SIGTERM, signal.SIGHUP)

    @contextmanager
    def keeping_mode(
        handle: int, show_again: Callable[[], None], *, marks_pastes: bool = False
    ) -> Iterator[None]:
        """Restore the mode of a terminal at the end, and whenever the program leaves it.

        Args:
            handle: the terminal.
            show_again: called when the program was stopped and goes on.
            marks_pastes: have the terminal mark what is pasted, meanwhile.
        """
        usual = termios.tcgetattr(handle)

        def mark_pastes(switch: bytes) -> None:
            if marks_pastes:
                with suppress(OSError):  # the terminal is gone
                    os.write(sys.stdout.fileno(), switch)  # a signal may come amid a buffered write

        def leave(number: int, _: object) -> None:
            mark_pastes(_UNMARKED)
            ours = usual
            with suppress(termios.error):  # the terminal is gone
                ours = termios.tcgetattr(handle)
                termios.tcsetattr(handle, termios.TCSADRAIN, usual)
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)  # ends or stops the program
            signal.signal(number, leave)
            with suppress(termios.error):
                termios.tcsetattr(handle, termios.TCSADRAIN, ours)
            mark_pastes(_MARKED)
            show_again()

        # A signal that is ignored stays so.
        watched = [each for each in _SIGNALS if signal.getsignal(each) is signal.SIG_DFL]
        for number in watched:
            signal.signal(number, leave)
        mark_pastes(_MARKED)
        try:
            yield
        finally:
            mark_pastes(_UNMARKED)
            for number in watched:
                signal.signal(number, signal.SIG_DFL)
            with suppress(termios.error):
                termios.tcsetattr(handle, termios.TCSADRAIN, usual)
