"""The value of an introduction, which is put together from the notes of two people."""

# Annotations are values here, as in `model`, which has this value in a field.
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

IntroductionKind: TypeAlias = Literal["intro", "candidate"]
"""They introduced me to somebody, or I recommended somebody to them."""


class Introduction(NamedTuple):
    """Somebody whom a contact introduced to me, or whom I recommended to the contact."""

    kind: IntroductionKind
    name: str
    """The name of the note; without one the words of the entry."""
    day: date | None
    """The day on which it took place; None where no note says."""
    path: str = ""
    """The note of that person; empty where there is none."""
    names: tuple[tuple[str, ...], ...] = ()
    """The names of that person, each as its folded words."""
    outcomes: Sequence[tuple[date, str]] = ()
    """The interviews, offers and hires of that person by their days, oldest first."""
