"""Who of the files is whom in the vault, and what is new about them."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest

from contactkeeper.core.importing.identifiers import words_to_ignore
from contactkeeper.core.importing.items import settled
from contactkeeper.core.importing.model import Difference, Item, NewJob, Preview, Wanted
from contactkeeper.core.importing.preview import preview_files
from contactkeeper.core.interchange import Exported, Interaction, LeftOut, Person
from contactkeeper.core.model import Contact, Entry, PartialDate
from contactkeeper.core.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Direction

TODAY = date(2026, 12, 1)
ALL = Wanted(everybody=True)


def preview(
    people: Sequence[Person] | Exported,
    contacts: Sequence[Contact] = (),
    wanted: Wanted = ALL,
) -> Preview:
    """Preview one file."""
    file = people if isinstance(people, Exported) else archive(*people)
    return preview_files([file], contacts, Settings(), TODAY, wanted)


def archive(
    *people: Person, interactions: Sequence[Interaction] = (), made: date | None = None
) -> Exported:
    """Make a file of LinkedIn."""
    return Exported("linkedin", "a.zip", made=made, people=people, interactions=tuple(interactions))


def note(name: str, **fields: object) -> Contact:
    """Make a contact with the properties of its fields."""
    given = {"emails": "email", "company": "company", "role": "role", "birthday": "birthday"}
    words = tuple((given[key], str(value)) for key, value in fields.items() if key in given)
    handles = fields.get("handles", ())
    assert isinstance(handles, tuple)
    words += tuple(tuple(each.split(":", 1)) for each in handles)
    return Contact(f"R/{name}.md", name, properties=words, **fields)  # type: ignore[arg-type]


def only(found: Preview) -> Item:
    """Return the one item of a preview."""
    (item,) = found.items
    return item


ANNA = Person("Anna Karenina", handles=("linkedin:anna-k",), role="Recruiter", company="Avito")


@pytest.mark.parametrize(
    ("person", "contact", "by"),
    [
        (
            Person("A. K.", handles=("linkedin:Anna-K",)),
            note("Анна", handles=("linkedin:anna-k",)),
            "linkedin",
        ),
        (
            Person("Zoya", handles=("linkedin:зоя",)),
            note("Зоя Т", handles=("linkedin:%D0%B7%D0%BE%D1%8F",)),
            "linkedin",
        ),
        (
            Person("", emails=("anna@example.com",)),
            note("Anna K", emails=("Anna@Example.com",)),
            "email",
        ),
        (
            Person("Anna", phones=("8 (916) 123-45-67",)),
            note("Anna K", handles=("phone:+79161234567",)),
            "phone",
        ),
        (
            Person("Anna", handles=("telegram:Anna_K",)),
            note("Anna K", handles=("telegram:anna_k",)),
            "handle",
        ),
        (Person("Anna Karenina"), note("Каренина Анна Аркадьевна"), "name"),
        (Person("Karenina Anna, MBA"), note("Anna", aliases=("Анна Каренина",)), "name"),
    ],
)
def test_who_is_known(person: Person, contact: Contact, by: str) -> None:
    """A profile, an e-mail, a phone, a handle or a whole name in either alphabet tells a note."""
    item = only(preview([person], [contact, note("Boris Ivanov")]))
    assert (item.standing, item.contact, item.by) == ("known", contact, by)


@pytest.mark.parametrize(
    ("person", "contacts"),
    [
        (Person("Anna Karenina"), [note("Anna Karenina"), note("Анна Каренина")]),
        (
            Person("", emails=("info@x.com",)),
            [note("Anna A", emails=("info@x.com",)), note("Boris B", emails=("info@x.com",))],
        ),
        (
            Person("Boris Ivanov", emails=("hr@x.com",)),
            [note("Anna Karenina", emails=("hr@x.com",))],
        ),
        (
            Person("Anna K", handles=("linkedin:a",), emails=("b@x.com",)),
            [note("Anna A", handles=("linkedin:a",)), note("Anna B", emails=("b@x.com",))],
        ),
        (
            Person("Anna Karenina", handles=("linkedin:other",)),
            [note("Anna Karenina", handles=("linkedin:anna",))],
        ),
        (
            Person("Anna Karenina", emails=("new@x.com",)),
            [note("Anna Karenina", emails=("old@x.com",))],
        ),
        (Person("Аня Каренина"), [note("Анна Каренина")]),
        (Person("Anna K."), [note("Анна Каренина"), note("Anna Kovacs")]),
        (Person("Anna"), [note("Anna Karenina")]),
        (Person("Anna"), []),
        (
            Person("Anna Karenina", emails=("anna@x.com",)),
            [note("Anna Karenina"), note("Anna Bell", emails=("anna@x.com",))],
        ),
        (
            Person("Anna Karenina", birthday=PartialDate(1, 1, 1900), doubts=("birthday",)),
            [note("Anna Karenina")],
        ),
        (Person("Anna Karenina", doubts=("name",), company="Avito"), []),
        (Person("Анной Карениной", doubts=("name",)), [note("Анна Каренина")]),
        (Person("Антоном", doubts=("name",)), [note("Anton Primerov")]),
        (
            Person("Anna Karenina", birthday=PartialDate(4, 12)),
            [note("Anna Karenina", birthday=PartialDate(4, 13))],
        ),
    ],
)
def test_who_is_unsure(person: Person, contacts: list[Contact]) -> None:
    """Two notes, a contradiction, a part of a name, and a doubt are never decided."""
    item = only(preview([person], contacts))
    assert (item.standing, item.contact) == ("unsure", None)
    assert set(item.rivals) == set(contacts)


@pytest.mark.parametrize(
    ("person", "properties"),
    [
        (
            ANNA._replace(birthday=PartialDate(1, 1, 1900), doubts=("birthday",), company=""),
            {"birthday": PartialDate(4, 12)},
        ),
        (ANNA._replace(doubts=("letters",)), {"company": "Avito", "role": "Recruiter"}),
        (ANNA._replace(doubts=("name",)), {}),
    ],
)
def test_a_doubt_about_what_is_not_written_is_none(
    person: Person, properties: dict[str, object]
) -> None:
    """A note that has a birthday, or is found by a profile, is as certain as any."""
    anna = note("Anna K", handles=("linkedin:anna-k",), emails=("a@x.com",), **properties)
    meeting = Interaction(person, date(2026, 11, 2), "->", "linkedin")
    item = only(preview(archive(person, interactions=[meeting]), [anna]))
    assert (item.standing, len(item.entries)) == ("known", 1)


def test_a_namesake_of_another_trade_elsewhere_is_unsure() -> None:
    """A name alone makes no engineer of Ozon the recruiter of Avito; a recruiter may move."""
    anna = note("Anna Karenina", company="Avito", role="Recruiter")
    engineer = Person("Anna Karenina", company="Ozon", role="Engineer")
    assert only(preview([engineer], [anna])).standing == "unsure"
    assert only(preview([engineer._replace(company="Авито")], [anna])).standing == "changed"
    assert only(preview([engineer._replace(role="HR Lead")], [anna])).standing == "changed"


def test_two_people_with_one_note_are_unsure_but_for_the_surest() -> None:
    """A note is one person's: of namesakes nobody is certain, beside a profile no name is."""
    anna = note("Anna Karenina")
    namesakes = [
        Person("Anna Karenina", handles=("linkedin:one",)),
        Person("Anna Karenina", handles=("linkedin:two",)),
    ]
    found = preview(namesakes, [anna])
    assert [item.standing for item in found.items] == ["unsure", "unsure"]
    known = note("Anna Karenina", handles=("linkedin:one",))
    assert sorted(item.standing for item in preview(namesakes, [known]).items) == [
        "known",
        "unsure",
    ]


def test_recruiters_alone_are_taken_unless_others_are_wanted() -> None:
    """Titles decide; words, everybody, and files of one's own choice are taken as they are."""
    boris = Person("Boris Ivanov", role="Engineer", company="Яндекс")
    assert [item.person for item in preview([ANNA, boris], wanted=Wanted()).items] == [ANNA]
    assert preview([ANNA, boris], wanted=Wanted()).others == (boris,)
    assert [i.person for i in preview([ANNA, boris], wanted=Wanted(only=("yandex",))).items] == [
        boris
    ]
    assert len(preview([ANNA, boris]).items) == 2
    chosen = archive(boris)._replace(holds_everybody=False)
    assert only(preview(chosen, wanted=Wanted())).person == boris


def test_whoever_has_a_note_is_taken_whatever_they_do() -> None:
    """An engineer with a note is no other."""
    boris = Person("Boris Ivanov", role="Engineer")
    assert only(preview([boris], [note("Борис Иванов")], Wanted())).standing == "known"


def test_an_export_names_notes() -> None:
    """A first name is the note's of that name, unless another note has what identifies them."""

    def standing(*notes: Contact) -> str:
        vera = archive(Person("Вера", emails=("v@x.com",)))._replace(holds_everybody=False)
        return only(preview(vera, notes, Wanted())).standing

    assert standing() == "new"
    assert standing(note("Вера"), note("Вера Лис", aliases=("Вера",))) == "known"
    assert standing(note("Вера", emails=("v@x.com",)), note("Вера")) == "known"
    assert standing(note("Вера"), note("Вера")) == "unsure"
    assert standing(note("Вера"), note("Olga", emails=("v@x.com",))) == "unsure"


@pytest.mark.parametrize(
    "word",
    ["anna-k", "linkedin:Anna-K", "anna@x.com", "+7 916 123-45-67", "Каренина Анна", "@anna"],
)
def test_whom_the_owner_declined(word: str) -> None:
    """A profile, an e-mail, a phone, a handle or a name leaves somebody out; a note does not."""
    anna = ANNA._replace(
        emails=("anna@x.com",), phones=("89161234567",), handles=(*ANNA.handles, "telegram:anna")
    )
    found = preview([anna], wanted=Wanted(ignored=(word,)))
    assert (found.items, found.ignored) == ((), (anna,))
    known = note("Anna Karenina", handles=("linkedin:anna-k",))
    assert only(preview([anna], [known], Wanted(ignored=(word,)))).contact == known


def test_a_declined_address_declines_nobody_else() -> None:
    """Somebody whose name is an address is not meant by another address."""
    person = Person("boris@example.com", emails=("boris@example.com",))
    assert not preview(
        [person], wanted=Wanted(everybody=True, ignored=("anna@example.com",))
    ).ignored


@pytest.mark.parametrize("own", [{"handles": ("linkedin:vera",)}, {}])
def test_who_is_declined_takes_nobody_of_their_mailbox_along(own: dict[str, Any]) -> None:
    """`hr@` is read by many: they are declined by what is theirs alone, else by name."""
    vera = Person("Вера Лис", emails=("hr@x.com",), role="HR", **own)
    boris = Person("Boris Ivanov", emails=("hr@x.com",), role="HR")
    declined = words_to_ignore(vera)
    found = preview([vera, boris], wanted=Wanted(ignored=declined))
    assert [item.person for item in found.items] == [boris]
    assert found.ignored == (vera,)
    assert words_to_ignore(Person(emails=("hr@x.com",))) == ("hr@x.com",)


def test_a_new_company() -> None:
    """The old one is kept; the file has to be newer than what the note says."""
    anna = note("Anna Karenina", company="Яндекс", role="Recruiter", company_since=date(2024, 5, 1))
    newer = only(preview(archive(ANNA, made=date(2026, 11, 30)), [anna]))
    assert newer.job == NewJob("Avito", "Recruiter", "Яндекс", "Recruiter", None, True)  # noqa: FBT003
    assert (newer.standing, newer.properties) == (
        "changed",
        (("linkedin", "https://www.linkedin.com/in/anna-k"),),
    )
    older = only(preview(archive(ANNA, made=date(2024, 4, 30)), [anna]))
    assert (older.standing, older.job and older.job.is_newer) == ("known", False)


def test_what_is_no_news_is_not_shown_as_such() -> None:
    """Only what a yes would change: not a title of the same rank, nor another spelling."""
    anna = note("Anna Karenina", company="ООО «Яндекс»", role="Technical Recruiter")
    moved = only(preview([ANNA._replace(company="Avito", role="Recruiter")], [anna])).job
    assert moved
    assert (moved.company, moved.role) == ("Avito", "Technical Recruiter")
    risen = only(preview([ANNA._replace(company="Яндекс", role="Head of HR")], [anna])).job
    assert risen
    assert (risen.company, risen.role) == ("ООО «Яндекс»", "Head of HR")


@pytest.mark.parametrize("signs", ["-", "—", ".", "~", "...", "🚀"])
def test_signs_are_neither_a_company_nor_a_role(signs: str) -> None:
    """People write them where a form asks for one: they are no news, and in no note."""
    nobody = ANNA._replace(company=signs, role=signs)
    item = only(preview([nobody], [note("Anna Karenina", company="Avito", role="Recruiter")]))
    assert (item.job, item.standing, item.differences) == (None, "known", ())
    new = only(preview([nobody], [], Wanted(everybody=True)))
    assert {"company", "role"}.isdisjoint(dict(new.properties))


def test_a_file_without_a_day_is_as_new_as_what_it_tells() -> None:
    """A connection or a message after `company_since` shows that it is newer."""
    anna = note("Anna Karenina", company="Яндекс", role="Recruiter", company_since=date(2026, 5, 1))
    boris = Person("Boris Ivanov", connected=date(2026, 5, 2))
    assert preview([ANNA, boris], [anna]).of("changed")
    assert not preview([ANNA, boris._replace(connected=date(2026, 5, 1))], [anna]).of("changed")
    assert not preview([ANNA, boris._replace(connected=date(2027, 5, 1))], [anna]).of("changed")


@pytest.mark.parametrize(
    "company", ["Авито", "ООО «Авито»", "AVITO", "Avito Tech", "Avito LLC", "Ozon, Avito"]
)
def test_another_spelling_of_a_company_is_no_news(company: str) -> None:
    """Nor is a legal form, or one of several companies."""
    item = only(preview([ANNA], [note("Anna Karenina", company=company, role="recruiter")]))
    assert (item.job, item.standing) == (None, "known")


def test_what_a_note_has_is_shown_and_not_written() -> None:
    """A missing property is added, another value is a difference."""
    anna = note("Anna Karenina", birthday=PartialDate(4, 12), emails=("a@x.com",))
    person = ANNA._replace(birthday=PartialDate(4, 13, 1990), emails=("b@x.com", "a@x.com"))
    item = only(preview([person], [anna]))
    assert [name for name, _ in item.properties] == ["company", "role", "linkedin"]
    assert item.differences == (
        Difference("birthday", "04-12", "1990-04-13"),
        Difference("email", "a@x.com", "b@x.com"),
    )


def talk(day: int, direction: str = "", channel: str = "call", **fields: object) -> Interaction:
    """Make a meeting with Anna in November."""
    return Interaction(ANNA, date(2026, 11, day), direction, channel, **fields)  # type: ignore[arg-type]


def test_only_days_that_the_log_lacks_are_written() -> None:
    """A message is there where its direction is, or none; a talk where none is."""
    log = (
        Entry(date(2026, 11, 2), "x", "->"),
        Entry(date(2026, 11, 3), "x"),
        Entry(date(2026, 11, 4), "x", "<-"),
    )
    anna = note("Anna Karenina", handles=("linkedin:anna-k",), entries=log)
    interactions = [
        talk(day, direction, channel)
        for day in (2, 3, 4, 5)
        for direction, channel in (("->", "telegram"), ("<-", "telegram"), ("", "call"))
    ]
    item = only(preview(archive(interactions=interactions), [anna]))
    assert [(each.date.day, each.direction) for each in item.entries] == [
        (2, ""), (2, "<-"), (4, ""), (4, "->"), (5, ""), (5, "->"), (5, "<-"),
    ]  # fmt: skip
    again = anna._replace(entries=tuple(sorted((*log, *item.entries))))
    assert only(preview(archive(interactions=interactions), [again])).entries == ()


@pytest.mark.parametrize(
    ("own", "channel", "word"),
    [
        ("tg", "telegram", "tg"),
        ("тг", "telegram", "тг"),
        ("звонок", "telegram", "телеграм"),
        ("coffee", "meeting", "meeting"),
        ("mail", "email", "mail"),
        ("sms", "whatsapp", "whatsapp"),
    ],
)
def test_channels_are_named_as_the_log_names_them(own: str, channel: str, word: str) -> None:
    """In the log's word, else in its language."""
    log = (Entry(date(2026, 1, 1), "x", channel=own),)
    anna = note("Anna Karenina", handles=("linkedin:anna-k",), entries=log)
    item = only(preview(archive(interactions=[talk(5, "->", channel)]), [anna]))
    assert item.entries[0].channel == word


def test_what_is_to_come_becomes_an_appointment_once() -> None:
    """A meeting after today is a task, unless the note has one of that day and time."""
    meeting = Interaction(ANNA, date(2026, 12, 4), "", "video", title="About\nthe role")
    item = only(preview(archive(interactions=[meeting])))
    (task,) = item.tasks
    assert (item.entries, task.text, task.due, task.kind) == (
        (),
        "About the role",
        meeting.day,
        "appointment",
    )
    anna = note("Anna Karenina", handles=("linkedin:anna-k",), tasks=(task,))
    for moved in (meeting, meeting._replace(time=time(12))):
        assert only(preview(archive(interactions=[moved]), [anna])).tasks == ()
    file, later = archive(interactions=[meeting]), date(2026, 12, 5)
    held = preview_files([file], [anna], Settings(), later, ALL)
    assert only(held).entries == (), "the open appointment asks whether it took place"
    reminded = anna._replace(tasks=(task._replace(kind="reminder"),))
    held = preview_files(
        [archive(interactions=[meeting])], [reminded], Settings(), date(2026, 12, 5), ALL
    )
    assert [each.date for each in only(held).entries] == [meeting.day]


def test_replies_owed_for_long_are_asked_about() -> None:
    """Their last message that nothing answers, older than the reply window."""
    assert only(
        preview(archive(interactions=[talk(2, "<-"), talk(3, "->"), talk(5, "<-")]))
    ).owed == (date(2026, 11, 5),)
    assert only(preview(archive(interactions=[talk(2, "<-"), talk(3, "->")]))).owed == ()
    assert only(preview(archive(interactions=[talk(28, "<-")]))).owed == ()


def test_no_reply_is_owed_to_what_an_export_says() -> None:
    """Its entries are as they are in their own vault."""
    anna = ANNA._replace(entries=(Entry(date(2026, 1, 1), "x", "<-"),))
    item = only(preview(archive(anna)._replace(kind="json")))
    assert (item.entries, item.owed) == (anna.entries, ())


def test_counts_of_what_is_left_out_are_added_up() -> None:
    """By reason, over all files."""
    files = [
        archive()._replace(file=name, left_out=(LeftOut("draft", 1), LeftOut("group", number)))
        for name, number in (("a", 2), ("b", 3))
    ]
    found = preview_files(files, (), Settings(), TODAY, ALL)
    assert found.left_out == (LeftOut("draft", 2), LeftOut("group", 5))


def test_what_was_decided_is_remembered_in_the_note() -> None:
    """The note gets the whole name, the e-mail and the phone, beside what it has."""
    anna = note(
        "Анна Каренина", emails=("old@x.com",), handles=("phone:+74950000001",), company="Avito"
    )
    anna = anna._replace(aliases=("Заголовок", "Нюша"), properties=(
        ("псевдонимы", "Нюша"), ("почта", "Anna <old@x.com>"), ("phone", "+7 (495) 000-00-01"),
            ("company", "Avito"),
    ))  # fmt: skip
    person = Person("Anna K.", emails=("new@x.com",), phones=("+7 495 000-00-02",), company="Авито")
    item = only(preview([person], [anna]))
    assert item.standing == "unsure"
    assert settled(item, anna, Settings(), TODAY).properties == (
        ("aliases", ("Нюша", "Anna K.")),
        ("email", ("Anna <old@x.com>", "new@x.com")),
        ("phone", ("+7 (495) 000-00-01", "+7 495 000-00-02")),
    )


def test_a_name_in_a_title_is_no_alias_but_a_meeting_that_is_there_is_known() -> None:
    """Whoever said whose it is need not say it each month."""
    anna = note("Анна Каренина")
    coffee = Interaction(
        Person("Анной Карениной", doubts=("name",)), date(2026, 11, 18), channel="meeting"
    )
    item = only(preview(archive(interactions=[coffee]), [anna]))
    assert (item.standing, item.rivals) == ("unsure", (anna,))
    taken = settled(item, anna, Settings(), TODAY)
    assert taken.properties == ()
    again = only(preview(archive(interactions=[coffee]), [anna._replace(entries=taken.entries)]))
    assert (again.standing, again.says_nothing_new) == ("known", True)


def test_a_first_name_is_no_alias_but_a_begun_history_is_known() -> None:
    """Of two Annas the one is meant whose log has what was said before, three days of it."""
    anna, other = note("Anna Karenina"), note("Anna Kovacs")
    person = Person("Anna", handles=())
    ways: tuple[Direction, ...] = ("->", "<-", "->", "<-", "")
    days = (date(2026, 11, day) for day in range(2, 7))
    interactions = [
        Interaction(person, day, way, "telegram") for day, way in zip(days, ways, strict=True)
    ]
    chat = archive(interactions=interactions[:3])
    item = only(preview(chat, [anna, other]))
    assert (item.standing, item.rivals) == ("unsure", (anna, other))
    taken = settled(item, anna, Settings(), TODAY)
    assert (taken.properties, len(taken.entries)) == ((), 3)
    written = anna._replace(entries=taken.entries)
    assert only(preview(chat, [written, other])).says_nothing_new
    later = only(preview(archive(interactions=interactions), [written, other]))
    assert (later.contact, [each.date.day for each in later.entries]) == (written, [5, 6])
    greeting = anna._replace(entries=taken.entries[:1])
    assert only(preview(archive(interactions=interactions), [greeting, other])).standing == "unsure"


@pytest.mark.parametrize(
    ("person", "differs"),
    [
        (ANNA._replace(birthday=PartialDate(4, 14)), Difference("birthday", "04-12", "04-14")),
        (ANNA._replace(company="Ozon", role="Gardener"), Difference("company", "Avito", "Ozon")),
    ],
)
def test_what_speaks_against_a_note_is_said_of_somebody_unsure(
    person: Person, differs: Difference
) -> None:
    """The whole name is the same, so without it nobody could tell why it is not certain."""
    there = note("Anna Karenina", company="Avito", birthday=PartialDate(4, 12))
    item = only(preview([person], [there]))
    assert (item.standing, item.rivals) == ("unsure", (there,))
    assert differs in item.differences


@pytest.mark.parametrize(
    ("called", "rivals"),
    [("Мария Соколова", 0), ("Мария", 1), ("Маша", 1), ("Kate Sokolova", 1)],
)
def test_a_part_of_a_whole_name_is_not_sought_alone(called: str, rivals: int) -> None:
    """A messenger says a first name beside the whole one: all others of that name are not meant."""
    person = Person("Мария Образцова", aliases=("Мария", "Катя"), phones=("+7 916 123-45-67",))
    assert len(only(preview([person], [note(called)])).rivals) == rivals


@pytest.mark.parametrize("called", ["Мария О.", "М. Образцова", "Образцова М.", "Maria O."])
def test_a_note_with_an_initial_may_be_theirs(called: str) -> None:
    """Whose whole name the file says: a second note would be made of one person."""
    there = note(called)
    item = only(preview([Person("Мария Образцова")], [there]))
    assert (item.standing, item.rivals) == ("unsure", (there,))
    assert only(preview([Person("Мария Иванова")], [there])).standing == "new"
