"""What holds of every preview, whatever the files and the notes are."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.new_notes import note_text
from contactkeeper.core.editing.property_changes import check_values
from contactkeeper.core.editing.property_edits import set_properties
from contactkeeper.core.importing.items import settled
from contactkeeper.core.importing.model import Item, Preview, Wanted
from contactkeeper.core.importing.plain_text import plain_text
from contactkeeper.core.importing.preview import preview_files
from contactkeeper.core.interchange import Exported, Interaction, Person
from contactkeeper.core.model import Contact, PartialDate
from contactkeeper.core.note.note import Note, sort_entries
from contactkeeper.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from contactkeeper.core.importing.model import Standing

Value = TypeVar("Value")
TODAY = date(2026, 12, 1)
SETTINGS = Settings()

NAMES = st.sampled_from([
    "Anna Karenina", "Анна Каренина", "Аня Каренина", "Каренина Анна Аркадьевна", "Anna K.", "Anna",
    "Boris Ivanov", "Борис Иванов", "Boris Petrov", "", "🙂", "[[x]] {{y}}", "Ánna  Karenina, MBA",
])  # fmt: skip
DAYS = st.sampled_from([date(2026, 1, 2), date(2026, 11, 28), TODAY, date(2026, 12, 24)])
BIRTHDAYS = st.sampled_from([PartialDate(4, 12), PartialDate(4, 12, 1990), PartialDate(2, 29)])


def few(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Give up to two of a few values."""
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


PEOPLE = st.builds(
    Person,
    name=NAMES,
    aliases=few("Nyusha", "Anna Bell", "a, b"),
    emails=few("a@x.com", "b@x.com", "hr@x.com"),
    phones=few("+7 916 123-45-67", "8 (916) 1234567", "+1 916 123 4567", "12"),
    handles=few("linkedin:a", "linkedin:B", "telegram:anna", "telegram:x", "phone:+79161234567"),
    company=st.sampled_from(["", "Avito", "Авито", "Яндекс", "{{x}}", "[[y]]: #z"]),
    role=st.sampled_from(["", "Recruiter", "Engineer", "yes"]),
    birthday=st.none() | BIRTHDAYS,
    connected=st.none() | DAYS,
    dates=st.just(()) | BIRTHDAYS.map(lambda day: (("Wedding: 2nd", day),)),
    doubts=st.sampled_from([(), (), (), ("birthday",), ("letters",), ("name",)]),
)
INTERACTIONS = st.builds(
    Interaction,
    person=PEOPLE,
    day=DAYS,
    direction=st.sampled_from(["->", "<-", ""]),
    channel=st.sampled_from(["linkedin", "email", "video"]),
    moment=st.sampled_from([0.0, 1.0]),
    title=st.sampled_from(["", "Talk"]),
    words=st.sampled_from(["", "Hello", "Hello\nthere"]),
)
FILES = st.builds(
    Exported,
    kind=st.sampled_from(["linkedin", "vcard", "mail"]),
    file=st.sampled_from(["a", "b", "c"]),
    made=st.none() | DAYS,
    people=st.lists(PEOPLE, max_size=5).map(tuple),
    interactions=st.lists(INTERACTIONS, max_size=4).map(tuple),
    holds_everybody=st.booleans(),
)
SOME_FILES = st.lists(FILES, max_size=3, unique_by=lambda file: (file.file, file.kind))
WANTED = st.builds(
    Wanted,
    everybody=st.booleans(),
    only=st.sampled_from([(), (), ("avito",)]),
    ignored=st.sampled_from([(), (), ("a@x.com",), ("linkedin:a",), ("Борис Иванов",)]),
)


class Vault(NamedTuple):
    """Notes as an import would write them."""

    contacts: tuple[Contact, ...] = ()
    texts: tuple[str, ...] = ()

    def written(self, items: Sequence[Item], taken: set[Standing]) -> Vault:
        """Return the notes after the items of some standings were written."""
        texts = {each.path: text for each, text in zip(self.contacts, self.texts, strict=True)}
        logs = {each.path: (each.entries, each.tasks) for each in self.contacts}
        for number, item in enumerate(each for each in items if each.standing in taken):
            added = dict(item.properties)
            if item.contact is None:
                name = item.person.name.strip() or "Nobody"
                path = f"R/{len(texts)}-{number}/{plain_text(name).replace('/', '-')}.md"
                texts[path] = note_text(name, added, "## Interactions\n")
            else:
                path = item.contact.path
                note = Note.parse(texts[path], path, SETTINGS)
                texts[path] = apply(note.text, set_properties(note, added).edits)
            entries, tasks = logs.get(path, ((), ()))
            logs[path] = (
                sort_entries((*entries, *item.entries), newest_first=False),
                (*tasks, *item.tasks),
            )
        contacts = tuple(
            Note.parse(text, path, SETTINGS)
            .contact()
            ._replace(entries=logs[path][0], tasks=logs[path][1])
            for path, text in texts.items()
        )
        return Vault(contacts, tuple(texts.values()))


def preview(files: Sequence[Exported], vault: Vault, wanted: Wanted = Wanted()) -> Preview:  # noqa: B008
    """Preview files."""
    return preview_files(files, vault.contacts, SETTINGS, TODAY, wanted)


@given(SOME_FILES, SOME_FILES, WANTED, st.randoms(use_true_random=False))
def test_the_order_of_files_and_rows_makes_no_difference(
    before: list[Exported], files: list[Exported], wanted: Wanted, chance: Random
) -> None:
    """A preview of files in another order, with their rows in another order, is the same."""
    vault = Vault().written(preview(before, Vault(), Wanted(everybody=True)).items, {"new"})
    expected = preview(files, vault, wanted)
    other = [
        each._replace(
            people=shuffled(each.people, chance), interactions=shuffled(each.interactions, chance)
        )
        for each in files
    ]
    found = preview(shuffled(tuple(other), chance), vault, wanted)
    assert found._replace(files=()) == expected._replace(files=())


def shuffled(values: tuple[Value, ...], chance: Random) -> tuple[Value, ...]:
    """Return values in another order."""
    return tuple(chance.sample(values, len(values)))


@given(SOME_FILES, SOME_FILES, WANTED)
def test_everybody_is_said_once(
    before: list[Exported], files: list[Exported], wanted: Wanted
) -> None:
    """Each address and interaction of the files is of one person: taken, another, or ignored."""
    vault = Vault().written(preview(before, Vault(), Wanted(everybody=True)).items, {"new"})
    found = preview(files, vault, wanted)
    said = [*(item.person for item in found.items), *found.others, *found.ignored]
    rows = [each for file in files for each in file.people]
    people = [*rows, *(each.person for file in files for each in file.interactions)]
    for field in ("emails", "handles"):
        of_rows = set(chain.from_iterable(getattr(each, field) for each in people))
        of_said = set(chain.from_iterable(getattr(each, field) for each in said))
        assert {each.casefold() for each in of_rows} == {each.casefold() for each in of_said}
    assert len(said) <= len(people)
    assert bool(said) == bool(people)


@given(SOME_FILES, SOME_FILES, WANTED)
def test_a_second_time_nothing_is_new(
    before: list[Exported], files: list[Exported], wanted: Wanted
) -> None:
    """Once what is certain is written, the same files bring nothing more that is certain."""
    vault = Vault().written(preview(before, Vault(), Wanted(everybody=True)).items, {"new"})
    taken: set[Standing] = {"new", "known", "changed"}
    vault = vault.written(preview(files, vault, wanted).items, taken)
    again = [item for item in preview(files, vault, wanted).items if item.standing in taken]
    assert [item for item in again if item.properties or item.entries or item.tasks] == []


@given(SOME_FILES, WANTED)
def test_properties_are_accepted(files: list[Exported], wanted: Wanted) -> None:
    """Each value is one that `ck set` would take."""
    for item in preview(files, Vault(), wanted).items:
        check_values(dict(item.properties), (), SETTINGS, TODAY)


@given(PEOPLE, st.text(), st.text(), st.text())
def test_any_text_becomes_a_property_that_is_read_back(
    person: Person, name: str, company: str, phone: str
) -> None:
    """No text of a file breaks a note, or is more than text in it; one of signs is no company."""
    person = person._replace(
        name=name, company=company, role=name, phones=(phone,), handles=(f"telegram:{phone}",)
    )
    file = Exported("vcard", "a", people=(person,))
    (item,) = preview([file], Vault(), Wanted(everybody=True)).items
    check_values(dict(item.properties), (), SETTINGS, TODAY)
    text = note_text("x", dict(item.properties), "# x\n")
    contact = Note.parse(text, "R/x.md", SETTINGS).contact()
    is_word = any(each.isalnum() for each in company)
    assert contact.company == (plain_text(company) if is_word else "")
    assert not contact.problems


@given(SOME_FILES, SOME_FILES)
def test_what_was_decided_is_not_asked_again(before: list[Exported], files: list[Exported]) -> None:
    """Whoever is said to be somebody is known by what the note has then, unless by a first name."""
    everybody = Wanted(everybody=True)
    vault = Vault().written(preview(before, Vault(), everybody).items, {"new"})
    for item in preview(files, vault, everybody).of("unsure"):
        for rival in item.rivals[:1]:
            done = settled(item, rival, SETTINGS, TODAY)
            assert done.contact == rival
            after = vault.written([done], {done.standing})
            (again,) = [each for each in after.contacts if each.path == rival.path]
            assert not settled(item, again, SETTINGS, TODAY).entries
            assert not settled(item, again, SETTINGS, TODAY).properties
