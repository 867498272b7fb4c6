from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactkeeper.core.model import Contact
from contactkeeper.core.people.find_contact import (
    complete,
    directory_of,
    find,
    find_owner,
    same_name,
    suggest,
)
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Sequence


def person(
    path: str,
    *aliases: str,
    company: str = "",
    email: str = "",
    handle: str = "",
    greeting: str = "",
) -> Contact:
    """Make a contact of a path without `.md`."""
    path = path if path.endswith(".md") else f"{path}.md"
    return Contact(
        path=path,
        name=path.rpartition("/")[2].removesuffix(".md"),
        aliases=aliases,
        company=company,
        emails=(email,) if email else (),
        handles=(handle,) if handle else (),
        greeting=greeting,
    )


VAULT = (
    person("R/Анна Каренина", "Аня Каренина", company="Яндекс", email="anna@example.com"),
    person("R/Анна Иванова", company="Ozon", handle="telegram:ivanova_a"),
    person("R/Anna Smith", company="Hays"),
    person("R/Катя Нестерова", company="Сбер"),
    person("R/Екатерина Жук", company="Альфа-Банк"),
    person("R/Александр Петров"),
    person("R/Александра Белых"),
    person("R/Dmitry Orlov", company="JetBrains", handle="linkedin:dorlov"),
    person("R/Robert Lee", company="VK"),
    person("R/Elizabeth Stone", email="liz.stone@hays.com"),
    person("R/Фёдор Щукин"),
    person("R/Таня Грин"),
    person("R/Борис Чехов"),
    person("R/Юлия Маркова"),
)


def names(typed: str, contacts: tuple[Contact, ...] = VAULT) -> list[str]:
    """Return the names of whom the typed text finds."""
    return [contact.name for contact in find(contacts, typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # a whole key, in any spelling
        ("анна каренина", ["Анна Каренина"]),
        ("Anna Karenina", ["Анна Каренина"]),
        ("аня каренина", ["Анна Каренина"]),
        ("anna@example.com", ["Анна Каренина"]),
        ("@ivanova_a", ["Анна Иванова"]),
        ("DORLOV", ["Dmitry Orlov"]),
        ("linkedin:dorlov", ["Dmitry Orlov"]),
        ("fyodor schukin", ["Фёдор Щукин"]),
        ("федор щукин", ["Фёдор Щукин"]),
        ("Федор Щукин.md", ["Фёдор Щукин"]),
        # whole words, in any order, with the company
        ("анна", ["Anna Smith", "Анна Иванова", "Анна Каренина"]),
        ("anna", ["Anna Smith", "Анна Иванова", "Анна Каренина"]),
        ("каренина анна", ["Анна Каренина"]),
        ("анна яндекс", ["Анна Каренина"]),
        ("anna yandex", ["Анна Каренина"]),
        ("анна хейс", []),
        ("дмитрий", ["Dmitry Orlov"]),
        ("катя", ["Катя Нестерова"]),
        ("екатерина", ["Екатерина Жук"]),
        ("александр", ["Александр Петров"]),
        ("julia", ["Юлия Маркова"]),
        # beginnings
        ("карен", ["Анна Каренина"]),
        ("shch", ["Фёдор Щукин"]),
        ("анна янд", ["Анна Каренина"]),
        ("анна альф", []),
        # parts
        ("арени", ["Анна Каренина"]),
        ("rlo", ["Dmitry Orlov"]),
        # a company alone is nobody
        ("jetbrains", []),
        ("яндекс", []),
        # the other keyboard layout
        ("rfhtybyf", ["Анна Каренина"]),
        ("jhkjd", ["Dmitry Orlov"]),
        ("щкдщм", ["Dmitry Orlov"]),
        (".kbz", ["Юлия Маркова"]),
        # short names
        ("саша", ["Александр Петров", "Александра Белых"]),
        ("sasha", ["Александр Петров", "Александра Белых"]),
        ("cfif", ["Александр Петров", "Александра Белых"]),
        ("дима", ["Dmitry Orlov"]),
        ("bob", ["Robert Lee"]),
        ("bob vk", ["Robert Lee"]),
        ("lizzie", ["Elizabeth Stone"]),
        ("федя", ["Фёдор Щукин"]),
        # Russian cases, after a preposition too
        ("анне карениной", ["Анна Каренина"]),
        ("каренину", ["Анна Каренина"]),
        ("с анной иванова", ["Анна Иванова"]),
        ("Борису", ["Борис Чехов"]),
        ("с Борисом Чеховым", ["Борис Чехов"]),
        ("у Дмитрия", ["Dmitry Orlov"]),
        ("для катю", ["Катя Нестерова"]),
        ("с катей из сбера", ["Катя Нестерова"]),
        ("anna at yandex", ["Анна Каренина"]),
        ("у саши", ["Александр Петров", "Александра Белых"]),
        ("у александра", ["Александр Петров", "Александра Белых"]),
        # nobody
        ("с никем", []),
        ("", []),
        (" \t", []),
        ("!?", []),
        ("anna zzz", []),
        ("кареннина", []),
    ],
)
def test_find(typed: str, found: list[str]) -> None:
    """The best step decides, and everybody in it is found."""
    assert names(typed) == found


def test_truer_before_similar() -> None:
    """Whoever truly has the name is never shadowed by one who only could be meant by it."""
    crowd = (
        person("Таня Ким"), person("Анна Ли"), person("Han Wu"), person("Chan Lee"),
        person("Виктор Ру"), person("Victoria Day"), person("Саша Ко"), person("Александр Бо"),
    )  # fmt: skip
    assert names("аня", crowd) == ["Анна Ли"]
    assert names("chan", crowd) == ["Chan Lee"]
    assert names("victor", crowd) == ["Виктор Ру"]
    assert names("саша", crowd) == ["Саша Ко"]
    assert names("александр", crowd) == ["Александр Бо"]


def test_a_name_is_no_case_of_another() -> None:
    """Without a preposition Александра is nobody's case: she is not there."""
    men = (person("Александр Ли"), person("Павел Ким"))
    assert names("александра", men) == []
    assert names("с александрой", men) == []
    assert names("у александра", men) == ["Александр Ли"]
    assert names("павлу", men) == ["Павел Ким"]


CASES = [
    ("Сергей Петрович", ["Сергея Петровича", "Сергею Петровичу", "сергеем петровичем"]),
    ("Александр Ильич", ["Александра Ильича", "Александру Ильичу", "с Александром Ильичом"]),
    ("Анна Аркадьевна", ["Анны Аркадьевны", "анне аркадьевне", "Анной Аркадьевной"]),
    ("Юлия Никитична", ["Юлии Никитичны", "Юлию Никитичну", "о Юлии Никитичне"]),
]


@pytest.mark.parametrize(("name", "cases"), CASES)
def test_a_name_and_patronymic_find_in_any_case(name: str, cases: list[str]) -> None:
    """In any order of the note's words, or by the greeting that it has; two are a question."""
    others = [person("Сергей Павлов"), person("Александра Петрова"), person("Анна Ли")]
    given, patronymic = name.split()
    alone = [
        person(f"Ким {name}"), person(f"{name} Ким"), person("Ким", greeting=name),
        person(f"{given} Ким", greeting=name), person(f"{given}, {patronymic}"),
    ]  # fmt: skip
    for typed in (name, *cases):
        for each in alone:
            known = [*others, each]
            directory = directory_of(known)
            assert find(known, typed) == (each,)
            assert directory.find_named(typed) == [len(others)]
        two = (alone[0], person(f"Белов {name}"))
        assert set(find(two, typed)) == set(two)


def test_a_greeting_hides_nobody_of_that_name() -> None:
    """It is no name of the note: «Анна» may be either of two."""
    two = (person("Анна Каренина", greeting="Анна"), person("Анна Ли"))
    assert set(find(two, "Анна")) == set(two)


def test_a_case_does_not_hide_a_beginning() -> None:
    """Маши may be Маша or begin Машинский, and which is not ours to say."""
    crowd = (person("Мария Ру"), person("Машинский Пётр"))
    assert names("маши", crowd) == ["Мария Ру", "Машинский Пётр"]


def test_doubt_is_ambiguous() -> None:
    """A short name and a beginning are equally good, and none of them is taken silently."""
    crowd = (person("Юрий Ли"), person("Юрасов Пётр"), person("Sergey Lin"), person("Сергей Жук"))
    assert names("юра", crowd) == ["Юрасов Пётр", "Юрий Ли"]
    assert names("sergei", crowd) == ["Sergey Lin", "Сергей Жук"]


def test_exact_before_longer() -> None:
    """A note that is called just so is taken before those whose name holds more words."""
    assert names("анна", (*VAULT, person("Анна"))) == ["Анна"]
    assert names("anna", (*VAULT, person("Анна"))) == ["Анна"]


def test_handles_are_exact_in_their_own_letters() -> None:
    """A handle is exact as it is written; in the other script it is a word like others."""
    crowd = (person("Анна Каренина", handle="telegram:anna"), person("Анна Иванова"))
    assert names("@anna", crowd) == ["Анна Каренина"]
    assert names("anna", crowd) == ["Анна Каренина"]
    assert names("анна", crowd) == ["Анна Иванова", "Анна Каренина"]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("A/Анна.md", "A/Анна.md"),
        ("B/Анна", "B/Анна.md"),
        ("B\\Анна.md", "B/Анна.md"),
        ("./A/Анна", "A/Анна.md"),
        ("b/анна.MD", "B/Анна.md"),
        ("Анна.md", "Анна.md"),
        ("A/И\u0306ог", "A/Йог.md"),
    ],
)
def test_path_names_one_note(typed: str, path: str) -> None:
    """A path, with or without `.md` and with either slash, names one note among namesakes."""
    crowd = (person("A/Анна"), person("B/Анна"), person("Анна"), person("A/Йог"))
    assert [contact.path for contact in find(crowd, typed)] == [path]
    assert len(find(crowd, "анна")) == 3


def test_latin_alone_is_spelled_in_many_ways_too() -> None:
    """In a vault without Cyrillic, another spelling is found after all else has failed."""
    crowd = (person("Sergey Lin"), person("Ekaterina Zhuk"))
    assert names("sergei", crowd) == ["Sergey Lin"]
    assert names("katya", crowd) == ["Ekaterina Zhuk"]
    assert names("катя", crowd) == ["Ekaterina Zhuk"]


def test_separators_in_names_are_harmless() -> None:
    """ASCII's separators in a name don't make two people of one."""
    crowd = (person("An\x1ena\x1f"), person("Bob\x1d"), person("Tom"))
    assert names("bob", crowd) == ["Bob\x1d"]
    assert names("tom", crowd) == ["Tom"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("кареннина", "Анна Каренина"),
        ("karenena", "Анна Каренина"),
        ("дмтрий", "Dmitry Orlov"),
        ("elizabet stone", "Elizabeth Stone"),
    ],
)
def test_suggest(typed: str, first: str) -> None:
    """A typing error suggests the name that was meant, in either script."""
    assert suggest(VAULT, typed)[0] == first


def test_suggest_nothing() -> None:
    """Where nothing is like it, nothing is suggested."""
    assert suggest(VAULT, "qwrtpsdf") == ()
    assert suggest(VAULT, "  ") == ()
    assert suggest((), "анна") == ()


def test_complete() -> None:
    """Names that begin so come first; namesakes are completed to their paths; blank gives all."""
    crowd = (*VAULT, person("X/Anna Smith"))
    assert completed(VAULT, "жу") == ["Екатерина Жук"]
    assert completed(crowd, "anna s") == ["R/Anna Smith.md", "X/Anna Smith.md"]
    assert len(completed(VAULT, "")) == len(VAULT)
    assert completed(VAULT, "анна")[0] == "Анна Иванова"
    assert completed((), "анна") == completed((), "") == []


def completed(people: Sequence[Contact], typed: str) -> list[str]:
    """Return what is offered; each with the place of somebody who is called so."""
    found = complete(directory_of(people), typed)
    assert all(name in (people[place].name, people[place].path) for name, place in found)
    return [name for name, _ in found]


def test_taken() -> None:
    """An e-mail or handle that somebody has is theirs in any case of letters."""
    assert find_owner(VAULT, ["ANNA@example.com"], []) == VAULT[0]
    assert find_owner(VAULT, [], ["telegram:Ivanova_A"]) == VAULT[1]
    assert find_owner(VAULT, ["other@example.com", ""], ["telegram:dorlov"]) is None


def test_same_name() -> None:
    """Names collide where case and normalisation don't count, and diacritics do."""
    assert same_name("Анна ЙОГ", "анна и\u0306ог")
    assert not same_name("Алена", "Алёна")


NAME = st.text(min_size=1, max_size=20).filter(lambda text: text.strip() and "/" not in text)
LETTERS = st.text(alphabet="аеёийьцщжхяюannabcехhyjk -'.\x1e", min_size=1, max_size=12)


@given(st.lists(NAME | LETTERS, max_size=6), st.text() | LETTERS)
@settings(max_examples=examples(150), deadline=None)
def test_never_raises_and_order_does_not_matter(known: list[str], typed: str) -> None:
    """Any text can be typed, and the answer does not hang on the order of the contacts."""
    crowd = tuple(person(f"{place}/{name}") for place, name in enumerate(known))
    assert find(crowd, typed) == find(crowd[::-1], typed)


@given(st.lists((NAME | LETTERS).filter(str.strip), min_size=1, max_size=5))
@example(["\x1b\n\x08"])  # no letter, and a line break
@settings(max_examples=examples(150), deadline=None)
def test_everybody_is_found_by_name(known: list[str]) -> None:
    """Whoever is in the vault is found by their own name and by their path."""
    crowd = tuple(
        Contact(path=f"{place}/x.md", name="x", aliases=(name, name[::-1]))
        for place, name in enumerate(known)
    )
    for contact in crowd:
        assert contact in find(crowd, contact.aliases[0])
        assert find(crowd, contact.path) == (contact,)


def test_imports_only_what_is_needed() -> None:
    """Rapidfuzz waits for a miss to suggest for."""
    program = """
import sys
from contactkeeper.core.model import Contact
from contactkeeper.core.people.find_contact import directory_of, find
anna = Contact("a.md", "Анна"), Contact("b.md", "Борис")
bob = Contact("a.md", "Bob"), Contact("b.md", "Ann")
assert find(anna, "анна") and find(bob, "bob") and find(bob, "robert")
assert find(anna, "anna")
print("rapidfuzz" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("anna", True),
        ("Karenina", True),
        ("Каре", True),
        ("Аня", True),
        ("арени", False),
        ("fyyf", False),
    ],
)
def test_where_nobody_looks_on_parts_and_layouts_name_nobody(typed: str, found: bool) -> None:  # noqa: FBT001
    """Beginnings and short names do; what `find` takes beyond them is a guess."""
    anna = Contact("Анна Каренина.md", "Анна Каренина")
    assert find([anna], typed) == (anna,)
    assert directory_of([anna]).find_named(typed) == ([0] if found else [])


NAMES = (
    "Анна", "анна", "Артём", "Артем", "O'Brien", "Brien", "O", "a_b", "a", "—", "42", "Jose\u0301",
    "José", "Jose", "ﬁ", "fi", "Straße", "strasse", "Ольга-Анна", "ЁЖ",
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), min_size=1, max_size=5))
def test_the_shortest_name_means_one_person(people: list[list[str]]) -> None:
    """What a command suggests to type finds the one who was meant."""
    crowd = [
        person(f"{place}/{' '.join(names[:2])}", *names[2:]) for place, names in enumerate(people)
    ]
    known = directory_of(crowd)
    for place, each in enumerate(crowd):
        (typed,) = shlex.split(known.shortest_name(each))
        assert known.find(typed) == [place]
