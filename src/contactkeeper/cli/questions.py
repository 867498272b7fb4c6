"""Ask a question that is answered by yes or no, in any language, until it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.languages import word_table, words
from contactkeeper.errors import Cancelled
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS: Final = word_table(lambda language: language.answers)
"""Whether a letter or word is a yes."""
_MOST_TIMES: Final = 3
"""Attempts to get an answer that can be read."""

Answer = bool | Literal["edit"]


def ask_yes_or_no(
    ask: Callable[[str], str], question: str, *, unless_no: bool, can_edit: bool = False
) -> Answer:
    """Ask for a yes or a no; ask again where the answer is neither.

    Args:
        ask: shows a question and returns what was typed, as `Terminal.ask` does.
        question: without the letters that answer it.
        unless_no: Enter alone is a yes, else it is a no.
        can_edit: a further letter answers that what is asked about is to be edited first.

    Raises:
        Cancelled: none of the answers was one of them, or the input ended.
    """
    answers: dict[str, Answer] = {**ANSWERS, "": unless_no}
    letters = Wording("Y/n") if unless_no else Wording("y/N")
    if can_edit:
        letters = Wording("Y/e/n") if unless_no else Wording("y/e/N")
        answers |= dict.fromkeys(words(lambda language: language.edit), "edit")
    for _ in range(_MOST_TIMES):
        typed = lowered(ask(Wording("{question} [{letters}]", question=question, letters=letters)))
        if typed in answers:
            return answers[typed]
    raise Cancelled(Wording("the answers were neither yes nor no, so nothing was done."))
