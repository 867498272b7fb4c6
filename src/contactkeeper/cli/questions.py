"""Ask a question that is answered by yes or no, in any language, until it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.languages import word_table
from contactkeeper.errors import Cancelled
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS: Final = word_table(lambda language: language.answers)
"""Whether a letter or word is a yes."""
_MOST_TIMES: Final = 3
"""Attempts to get an answer that can be read."""


def ask_yes_or_no(
    ask: Callable[[str], str], question: str, *, unless_no: bool, other: str = ""
) -> bool | str:
    """Ask for a yes, a no or the letter `other`; ask again where the answer is none of them.

    Args:
        ask: shows a question and returns what was typed, as `Terminal.ask` does.
        question: without the letters that answer it.
        unless_no: Enter alone is a yes, else it is a no.
        other: a further letter that answers it; returned when it is typed.

    Raises:
        Cancelled: none of the answers was one of them, or the input ended.
    """
    answers: dict[str, bool | str] = {**ANSWERS, "": unless_no}
    if other:
        answers[other] = other
    yes, no = (Wording("Y"), Wording("n")) if unless_no else (Wording("y"), Wording("N"))
    letters = Wording.joined("/", [yes, *other, no])
    for _ in range(_MOST_TIMES):
        typed = lowered(ask(Wording("{question} [{letters}]", question=question, letters=letters)))
        if typed in answers:
            return answers[typed]
    raise Cancelled(Wording("the answers were neither yes nor no, so nothing was done."))
