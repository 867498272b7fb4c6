"""Who is one person in the files, and what holds of what they say."""

from __future__ import annotations

from datetime import date

import pytest

from contactkeeper.core.importing.identity import group_by_person, records_of
from contactkeeper.core.importing.model import Difference
from contactkeeper.core.importing.somebody import Somebody, somebody
from contactkeeper.core.interchange import Exported, FileKind, Interaction, Person, Place
from contactkeeper.core.model import Entry, PartialDate
from contactkeeper.core.people.phones import same_numbers


def people_of(*files: Exported) -> list[Somebody]:
    """Put the people of files together."""
    records = records_of(files, date(2026, 12, 1))
    numbers = same_numbers(phone for each in records for phone in each.person.phones)
    return [somebody(each, numbers) for each in group_by_person(records, numbers)]


def file(*people: Person, made: date | None = None, kind: FileKind = "vcard") -> Exported:
    """Make a file."""
    return Exported(kind, "a", made=made, people=people)


ANNA = "Anna Karenina"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Person(ANNA, handles=("linkedin:a",)), Person("Другое Имя", handles=("linkedin:A",))),
        (Person(ANNA, emails=("a@x.com",)), Person("", emails=("a@x.com",))),
        (Person(ANNA, emails=("a@x.com",)), Person("Anna Bell", emails=("a@x.com",))),
        (Person(ANNA, phones=("+79161234567",)), Person("Анна", phones=("89161234567",))),
        (Person(ANNA, handles=("linkedin:a",)), Person("Каренина Анна", phones=("+79161234567",))),
        (Person(ANNA, handles=("linkedin:a",)), Person(ANNA)),
    ],
)
def test_one_person(one: Person, other: Person) -> None:
    """What identifies somebody, or a whole name that nothing contradicts, in one file or in two."""
    assert len(people_of(file(one, other))) == 1
    assert len(people_of(file(one), file(other, kind="csv"))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Person(ANNA, handles=("linkedin:a",)), Person(ANNA, handles=("linkedin:b",))),
        (Person(ANNA, emails=("a@x.com",)), Person(ANNA, emails=("b@x.com",))),
        (Person(ANNA, emails=("a@x.com",)), Person("Boris Ivanov", emails=("a@x.com",))),
        (Person(ANNA, emails=("hr@x.com",)), Person("Anna Bell", emails=("hr@x.com",))),
        (Person(ANNA, emails=("hr@x.com",)), Person("", emails=("hr@x.com",))),
        (Person(ANNA, company="Avito"), Person(ANNA, company="Ozon")),
        (Person("Anna"), Person("Anna", company="Ozon")),
        (Person("Anna K."), Person("Anna K.", company="Ozon")),
        (Person("Аня Каренина"), Person(ANNA)),
        (Person(ANNA, birthday=PartialDate(4, 12)), Person(ANNA, birthday=PartialDate(4, 13))),
        (Person(ANNA), Person(ANNA, doubts=("name",))),
    ],
)
def test_two_people(one: Person, other: Person) -> None:
    """Two profiles, two names, a shared mailbox, a first name: nobody is one by a guess."""
    assert len(people_of(file(one, other))) == 2


def test_three_of_one_name_of_whom_two_contradict_stay_apart() -> None:
    """Whose the third is nobody knows."""
    people = [Person(ANNA, handles=("linkedin:a",)), Person(ANNA, handles=("linkedin:b",))]
    assert len(people_of(file(*people, Person(ANNA)))) == 3


def test_people_of_an_export_of_ck_are_never_one() -> None:
    """Each has a note of their own, whatever they share."""
    twins = [Person(ANNA, emails=("a@x.com",), place=Place("a", line)) for line in (1, 2)]
    assert len(people_of(file(*twins, kind="json"))) == 2


def test_the_newest_file_holds_and_blanks_nothing() -> None:
    """What it says differently is a difference; the role of a company before is not taken."""
    born = PartialDate(4, 12)
    older = Person(ANNA, (), ("a@x.com",), company="Yandex", role="Recruiter",
                   birthday=PartialDate(4, 12, 1990), handles=("linkedin:a",))  # fmt: skip
    newer = Person("Каренина Анна", (), ("a@x.com",), company="Avito", birthday=born)
    for files in ((0, 1), (1, 0)):
        both = (
            file(older, made=date(2026, 1, 1), kind="linkedin"),
            file(newer, made=date(2026, 2, 1)),
        )
        (one,) = people_of(*(both[each] for each in files))
        assert one.person == newer._replace(
            aliases=(ANNA,), handles=("linkedin:a",), birthday=PartialDate(4, 12, 1990)
        )
        assert one.made == date(2026, 2, 1)
        assert one.differences == (Difference("company", "Avito", "Yandex"),)


def test_a_doubt_goes_with_the_value_that_it_is_about() -> None:
    """A birthday that another file has for certain is in no doubt."""
    unsure = Person(ANNA, birthday=PartialDate(1, 1, 1900), doubts=("birthday",))
    sure = Person(ANNA, birthday=PartialDate(4, 12))
    (one,) = people_of(file(unsure), file(sure, kind="csv"))
    assert (one.person.birthday, one.person.doubts) == (PartialDate(4, 12), ())


def test_the_same_message_of_two_archives_is_one() -> None:
    """By its moment; and what an entry has twice in one export it has twice."""
    sent = Interaction(Person(ANNA, handles=("linkedin:a",)), date(2026, 1, 1), "->", moment=5)
    archives = [Exported("linkedin", name, interactions=(sent,)) for name in "ab"]
    (one,) = people_of(*archives)
    assert one.interactions == (sent,)
    twice = Person(ANNA, entries=(Entry(date(2026, 1, 1), "x"),) * 2)
    exports = [Exported("json", name, people=(twice,)) for name in "ab"]
    (both,) = people_of(*exports)
    assert both.person.entries == twice.entries
