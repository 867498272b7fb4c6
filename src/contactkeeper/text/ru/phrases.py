"""Parts of Russian sentences: numbers and what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.text.phrases import flat, is_quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEENS = range(11, 15)
_FEW = range(2, 5)
_LISTED = 3


class Noun(NamedTuple):
    """A noun as it stands after 1, after 2 and after 5: `Noun("день", "дня", "дней")`."""

    one: str
    few: str
    many: str

    def of(self, number: int) -> str:
        """Return the form that stands after a number, as CLDR has it for whole numbers."""
        if number % 100 not in _TEENS:
            if number % 10 == 1:
                return self.one
            if number % 10 in _FEW:
                return self.few
        return self.many

    def in_genitive(self, number: int) -> str:
        """Return the form after a number in the genitive: of `из 21 месяца`, `из 2 месяцев`."""
        return self.few if number % 10 == 1 and number % 100 not in _TEENS else self.many


PERSON = Noun("человек", "человека", "человек")
NOTE = Noun("заметка", "заметки", "заметок")
IN_NOTES = Noun("заметке", "заметках", "заметках")
"""After `в`: `в 1 заметке`, `в 3 заметках`."""
ENTRY = Noun("запись", "записи", "записей")
TIMES = Noun("раз", "раза", "раз")
TRY = Noun("попытка", "попытки", "попыток")

CONTACT = Noun("контакт", "контакта", "контактов")
OF_CONTACTS = Noun("контакта", "контактов", "контактов")
"""After `из`: `из 1 контакта`, `из 21 контакта`, `из 3 контактов`."""


def say_number(number: int) -> str:
    """Say a number; a no-break space parts its thousands: `2 314`."""
    return f"{number:,}".replace(",", "\u00a0")


def say_count(number: int, noun: Noun) -> str:
    """Say how many: `1 заметка`, `3 заметки`, `2 314 заметок`."""
    return f"{say_number(number)} {noun.of(number)}"


def list_few(names: Sequence[str]) -> str:
    """List a few names or paths, and count the others: `Анна, Борис, Вера и ещё 3`."""
    if len(names) <= _LISTED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_LISTED])} и ещё {say_number(len(names) - _LISTED)}"


def quote(text: str) -> str:
    """Quote somebody's words: `«релиз»`; words that are quoted already stay as they are."""
    words = flat(text)
    if is_quoted(words):
        return words
    return f"„{words}“" if {"«", "»"} & set(words) else f"«{words}»"
