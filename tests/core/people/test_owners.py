"""Whom a link or a name in another note means."""

from __future__ import annotations

import pytest

from contactkeeper.core.model import Contact
from contactkeeper.core.people.find_contact import directory_of
from contactkeeper.core.people.owners import Owners

ANNA, BORIS, BORIS_2, ANN = (
    "People/Анна Каренина.md",
    "People/Boris.md",
    "HR/Boris Ivanov.md",
    "HR/Ann Lee.md",
)
PEOPLE = [
    Contact(ANNA, "Анна Каренина", aliases=("Аня", "Anna Karenina", "Алёна", "Lee")),
    Contact(BORIS, "Boris", aliases=("Boss",)),
    Contact(BORIS_2, "Boris Ivanov", aliases=("Boris", "Боря", "The Boss")),
    Contact(ANN, "Ann Lee", aliases=("Lee", "Friend")),
]
NOTES = [*(person.path for person in PEOPLE), "Friends/friend.md", "Projects/Boris.md"]


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("[[Анна Каренина]]", ANNA),
        ("[[анна каренина.md]]", ANNA),
        ("[[People/Анна Каренина]]", ANNA),
        ("[[../People/Анна Каренина.md]]", ANNA),
        ("[[Other/Анна Каренина]]", None),
        ("[[Аня]]", ANNA),
        ("[[anna karenina]]", ANNA),
        ("[[Алена]]", ANNA),
        ("[[People/Аня]]", None),
        ("Аня", ANNA),
        ("Анна", None),
        ("Karenina", None),
        ("[[Lee]]", (ANN, ANNA)),
        ("Lee", (ANN, ANNA)),
        ("[[Boris]]", BORIS),
        ("Boris", (BORIS_2, BORIS)),
        ("[[HR/Boris Ivanov]]", BORIS_2),
        ("[[Projects/Boris]]", None),
        ("Boss", BORIS),
        ("The Boss", BORIS_2),
        ("[[Friend]]", None),
        ("Friend", ANN),
        ("", None),
        ("[[]]", None),
    ],
)
def test_it_means_one_person_nobody_or_several(
    name: str, owner: str | tuple[str, ...] | None
) -> None:
    """A link the file of that name first, a name whoever has it; in whatever order people are."""
    for people in (PEOPLE, PEOPLE[::-1]):
        found = Owners(directory_of(people), NOTES).find(name)
        assert found == ((owner,) if isinstance(owner, str) else owner or ())
