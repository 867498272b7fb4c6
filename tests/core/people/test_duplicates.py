from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.people.duplicates import find_duplicates
from contactkeeper.text.phrases import list_few
from contactkeeper.text.problems import say_problem
from histories import contact

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact

MAILS = st.lists(st.sampled_from("abcd").map("{}@example.com".format), max_size=3).map(tuple)
HANDLES = st.lists(st.sampled_from(["telegram:a", "phone:+7"]), max_size=2).map(tuple)


def said(people: list[Contact]) -> list[tuple[str, str]]:
    """Give the path and the message of each remark."""
    return [(each.path, say_problem(each)) for each in find_duplicates(people)]


def test_many_with_one_address_are_one_remark() -> None:
    """A firm's mailbox and telephone make one line, with a few names and how many more."""
    firm = {"emails": ("hr@ozon.example",), "handles": ("phone:+74950000000",)}
    people = [contact(f"{number:03}", **firm) for number in range(120)]
    paths = [f"Recruiters/{number:03}.md" for number in range(4)]
    assert said(people) == [
        (paths[0], f"{', '.join(paths[1:])} and 116 more have the same e-mail (hr@ozon.example)")
    ]


def test_a_heading_that_many_share_is_no_name() -> None:
    """Sixty notes with one heading are nobody's doubles; two that share a name are."""
    people = [contact(f"Name {number:02}", aliases=("Contact card",)) for number in range(60)]
    assert said(people) == []
    assert said(people[:2]) == [
        (
            "Recruiters/Name 00.md",
            "Recruiters/Name 01.md has the same name in another spelling",
        )
    ]
    named = [contact("Contact Card"), contact("Card Contact"), *people]
    assert said(named) == [
        (
            "Recruiters/Card Contact.md",
            "Recruiters/Contact Card.md has the same name in another spelling",
        )
    ]


@given(st.lists(st.tuples(MAILS, HANDLES), max_size=12))
def test_every_pair_is_in_a_group_and_no_group_is_told_twice(
    shared: list[tuple[tuple[str, ...], tuple[str, ...]]],
) -> None:
    """There are at most as many remarks as addresses; each is at the first path of its group."""
    people = [
        contact(f"{at:02}", emails=mails, handles=handles)
        for at, (mails, handles) in enumerate(shared)
    ]
    owners: dict[str, set[str]] = {}
    for each in people:
        for address in (*each.emails, *each.handles):
            owners.setdefault(address, set()).add(each.path)
    groups = [paths for paths in owners.values() if len(paths) > 1]
    found = said(people)
    assert len(found) <= len({frozenset(paths) for paths in groups})
    firsts = {path for path, _ in found}
    assert firsts <= {min(paths) for paths in groups}
    assert bool(found) == bool(groups)


def test_a_few_paths_are_listed_whole() -> None:
    """Nobody is counted where there is room for the name."""
    assert list_few(["a"]) == "a"
    assert list_few(list("abcd")) == "a, b, c, d"
    assert list_few(list("abcde")) == "a, b, c and 2 more"
