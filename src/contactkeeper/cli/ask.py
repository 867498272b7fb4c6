"""Ask the user in the terminal: to choose one of several, or to agree before something is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.layout import one_line
from contactkeeper.errors import Cancelled, NeedsAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.terminal import Terminal

_YES = ("y", "yes", "д", "да")


def choose(terminal: Terminal, question: str, options: Sequence[str]) -> int:
    """Let the user pick one by its number, from 0 in what returns; anything else cancels.

    Raises:
        Cancelled: the answer was no number of the list.
    """
    for number, option in enumerate(options, 1):
        terminal.error(f"  {number}  {one_line(option)}")
    answer = terminal.ask(f"{question} 1 to {len(options)}:")
    if answer.isdecimal() and 1 <= int(answer) <= len(options):
        return int(answer) - 1
    message = "nothing was chosen, so nothing was done."
    raise Cancelled(message)


def agrees(terminal: Terminal, question: str, *, unless_no: bool) -> bool:
    """Ask a question; return whether the answer was a yes, as Enter alone is with `unless_no`."""
    choice = "[Y/n]" if unless_no else "[y/N]"
    return is_yes(terminal.ask(f"{question} {choice}"), unless_no=unless_no)


def is_yes(answer: str, *, unless_no: bool = True) -> bool:
    """Return whether an answer is a yes; an empty one is with `unless_no`."""
    return answer.casefold() in (("", *_YES) if unless_no else _YES)


def confirm(terminal: Terminal, question: str, *, yes: bool, unless_no: bool = True) -> None:
    """Ask before something is done; return when it may be.

    Enter alone is a yes with `unless_no`, else a no. `yes` answers without asking.

    Raises:
        NeedsAnswer: there is no terminal to ask in, and no `--yes`.
        Cancelled: the answer was no.
    """
    if yes:
        return
    need_terminal(terminal, question)
    if not agrees(terminal, question, unless_no=unless_no):
        message = "nothing was done."
        raise Cancelled(message)


def need_terminal(terminal: Terminal, question: str) -> None:
    """Refuse a question that `--yes` answers, where nobody can be asked.

    Raises:
        NeedsAnswer: there is no terminal to ask in.
    """
    if not terminal.can_ask:
        message = f"{question} There is no terminal to ask in: --yes answers."
        raise NeedsAnswer(message)
