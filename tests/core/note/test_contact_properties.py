from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.property_edits import set_property
from contactkeeper.core.model import Cadence, Contact, PartialDate, Problem
from contactkeeper.core.note.detect_contact import is_contact, might_be_contact
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical, fold_name
from contactkeeper.core.note.schema import KNOWN, PROPERTIES, KnownProperty
from contactkeeper.core.settings import ContactRules, LogRules, Settings
from contactkeeper.text.problems import say_problem
from hypothesis_profiles import examples

DEFAULT = Settings()


def contact(
    body: str, *, path: str = "a/Анна.md", h1: str = "", settings: Settings = DEFAULT
) -> Contact:
    """Read a contact whose frontmatter has this body."""
    heading = f"# {h1}\n" if h1 else ""
    return Note.parse(f"---\n{body}\n---\n{heading}", path, settings).contact()


def faults(body: str) -> list[tuple[int, str, str]]:
    """Return line, code and severity of a contact's problems."""
    return [(each.line, each.code, each.severity) for each in contact(body).problems]


def is_marked(text: str, path: str = "Анна.md", settings: Settings = DEFAULT) -> bool:
    """Say whether a note with this text is a contact."""
    return is_contact(read_frontmatter(text), text, path, settings)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("lastContact", "last_contact"),
        ("last_contact", "last_contact"),
        ("Last contact", "last_contact"),
        ("LAST-CONTACT", "last_contact"),
        ("последний контакт", "last_contact"),
        ("дата_последнего_контакта", "last_contact"),
        ("frequency", "cadence"),
        ("contact_frequency", "cadence"),
        ("Периодичность", "cadence"),
        ("частота", "cadence"),
        ("bday", "birthday"),
        ("birthDate", "birthday"),
        ("день рождения", "birthday"),
        ("organization", "company"),
        ("компания", "company"),
        ("Уровень", "tier"),
        ("hired", "placed_me"),
        ("теги", "tags"),
        ("тип", "type"),
        ("tg", "telegram"),
        ("e-mail", "email"),
        ("ушел", "left"),
        ("ушёл", "left"),
        ("Неизвестное", None),
        ("", None),
    ],
)
def test_canonical(name: str, known: str | None) -> None:
    """Case, `_`, `-`, blanks, camelCase and language make no difference to a property's name."""
    assert canonical(name, DEFAULT) == known


def test_spellings_are_unique() -> None:
    """No spelling stands for two properties."""
    of: dict[str, str] = {}
    for row in PROPERTIES:
        for spelling in map(fold_name, (row.name, *row.spellings)):
            other = of.setdefault(spelling, row.name)
            assert other == row.name, f"core/note/schema.py: {spelling!r} is {other} and {row.name}"


@pytest.mark.parametrize("row", PROPERTIES, ids=lambda row: row.name)
def test_every_property_has_its_pieces(row: KnownProperty) -> None:
    """A property that is read has a field, and each is described; `handles` stand together."""
    if row.reader:
        field = row.field or row.name
        assert field in Contact._fields, f"core/model.py: Contact has no field {field!r}"
    page = (Path(__file__).parents[3] / "docs/note-format.md").read_text("utf-8")
    described = row.is_handle or f"`{row.name}`" in page
    assert described, f"docs/note-format.md does not describe the property `{row.name}`"


def test_settings_add_spellings() -> None:
    """The configuration adds spellings, which go before the known ones."""
    settings = Settings(properties=(("cadence", ("как часто", "tier")), ("type", ("Вид",))))
    assert canonical("Как_Часто", settings) == "cadence"
    assert canonical("tier", settings) == "cadence"
    assert canonical("cadence", settings) == "cadence"
    assert is_marked("---\nвид: hr\n---\n", settings=settings)
    assert not is_marked("---\nвид: hr\n---\n")


def test_the_whole_contact() -> None:
    """The note of the format's description is read whole."""
    body = """\
aliases: [Аня Каренина]
tags: [recruiter]
company: "[[Яндекс]]"
role: Technical recruiter
tier: key                 # key | supporting
focus: technical
cadence: monthly
birthday: 04-12           # with or without the year
placed_me: 2024-03-15
email: anna@example.com
telegram: "@anna"
trust: 4                  # 1 to 5, my own judgement"""
    log = "# Анна Каренина\n## Log\n- 2026-01-02: x\n- 2026-01-01\n- y\n- 2025-12-31\n"
    note = Note.parse(f"---\n{body}\n---\n{log}", "R/Анна.md")
    assert [each.code for each in note.problems] == ["undated"]
    assert note.log
    assert note.contact() == Contact(
        path="R/Анна.md",
        name="Анна",
        aliases=("Аня Каренина", "Анна Каренина"),
        emails=("anna@example.com",),
        handles=("telegram:anna",),
        company="Яндекс",
        role="Technical recruiter",
        focus="technical",
        tier="key",
        tags=("recruiter",),
        cadence=Cadence("month"),
        birthday=PartialDate(4, 12),
        placed_me=date(2024, 3, 15),
        trust=4,
        properties=(
            ("aliases", "Аня Каренина"),
            ("tags", "recruiter"),
            ("company", "Яндекс"),
            ("role", "Technical recruiter"),
            ("tier", "key"),
            ("focus", "technical"),
            ("cadence", "monthly"),
            ("birthday", "04-12"),
            ("placed_me", "2024-03-15"),
            ("email", "anna@example.com"),
            ("telegram", "@anna"),
            ("trust", "4"),
        ),
        entries=tuple(span.entry for span in note.log.spans[::-1]),
        problems=note.problems,
        newest_first=True,
    )


@pytest.mark.parametrize(
    ("body", "since", "previous"),
    [
        ("company_since: 2026-11-23\nprevious: [Avito, '[[Companies/Яндекс|Яндекс]]']",
         date(2026, 11, 23), ("Avito", "Яндекс")),
        ("в компании с: 23.11.2026\nПрошлая компания: Avito", date(2026, 11, 23), ("Avito",)),
        ("previous:", None, ()),
    ],
)  # fmt: skip
def test_where_they_were(body: str, since: date | None, previous: tuple[str, ...]) -> None:
    """The day of a new job and the companies before it are read, links opened."""
    found = contact(body)
    assert (found.company_since, found.previous) == (since, previous)


def test_a_russian_contact() -> None:
    """Russian names and values are read as the English ones are."""
    read = contact(
        """\
теги: [рекрутер, Москва]
Компания: "[[Компании/Т-Банк|Т-Банк]]"
Должность: Рекрутер
Уровень: Ключевой
Фокус: технический
Периодичность: ежемесячно
День рождения: 12.04.1990
Последний контакт: "[[2026-10-09]]"
Статус: на паузе
Пауза до: 01.02.2027
Причина паузы: декрет
Отложить до: 2026-12-01
Отложено: 2026-11-20
Познакомились: на JPoint 2026
Почта: [a@x.ru, b@y.ru]
Телефон: +7 999 123-45-67
ТГ: https://t.me/sveta
Даты:
  свадьба: 2015-06-20
  именины: 08.07"""
    )
    assert read == Contact(
        path="a/Анна.md",
        name="Анна",
        emails=("a@x.ru", "b@y.ru"),
        handles=("phone:+79991234567", "telegram:sveta"),
        company="Т-Банк",
        role="Рекрутер",
        focus="technical",
        tier="key",
        tags=("рекрутер", "Москва"),
        cadence=Cadence("month"),
        status="paused",
        paused_until=date(2027, 2, 1),
        paused_why="декрет",
        snooze_until=date(2026, 12, 1),
        snoozed=date(2026, 11, 20),
        last_contact=date(2026, 10, 9),
        met_at="на JPoint 2026",
        birthday=PartialDate(4, 12, 1990),
        dates=(("свадьба", PartialDate(6, 20, 2015)), ("именины", PartialDate(7, 8))),
        properties=read.properties,
    )
    assert dict(read.properties)["Даты"] == "свадьба: 2015-06-20, именины: 08.07"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("active", "active"), ("Active", "active"), ("🟢 active", "active"), ("активен", "active"),
        ("paused", "paused"), ("closed", "paused"), ("inactive", "paused"), ("On Hold", "paused"),
        ("на_паузе", "paused"), ("Закрыта", "paused"), ("неактивен", "paused"),
        ("do-not-contact", "do-not-contact"), ("Do Not Contact", "do-not-contact"),
        ("do_not_contact", "do-not-contact"), ("doNotContact", "do-not-contact"),
        ("не беспокоить", "do-not-contact"), ("чёрный список", "do-not-contact"),
        ("", "active"), ("-", "active"),
    ],
)  # fmt: skip
def test_status(value: str, status: str) -> None:
    """Statuses are read in every spelling, English and Russian; an empty one is active."""
    read = contact(f'status: "{value}"')
    assert (read.status, read.problems) == (status, ())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("status: sleepy", [(2, "status", "problem")]),
        ("tier: gold", [(2, "tier", "remark")]),
        ("cadence: по ситуации", [(2, "cadence", "problem")]),
        ("trust: 6", [(2, "trust", "remark")]),
        ("talk: каждый квартал", []),
        ("talk: event", [(2, "talk", "problem")]),
        ("разговор: иногда", [(2, "talk", "problem")]),
        ("tags: x\nbirthday: 2026-02-30", [(3, "impossible-date", "problem")]),
        ("birthday: весной", [(2, "property-date", "problem")]),
        ("last_contact: недавно", [(2, "property-date", "problem")]),
        ("snooze_until: 30.02.2027", [(2, "impossible-date", "problem")]),
        ("met: 2026-13-01", [(2, "impossible-date", "problem")]),
        ("created: Friday", [(2, "property-date", "remark")]),
        ("lang: de\nобращение: сударь", [(2, "lang", "remark"), (3, "address", "remark")]),
        ("address: 221B Baker Street\nlang: '-'", []),
        ("last_contact: never\nplaced_me: нет\nleft: '-'\nbirthday: '?'", []),
        ("dates:\n  a: 06-20\n  b: 02-30\n  c: x",
         [(4, "impossible-date", "problem"), (5, "property-date", "problem")]),
        ("a: b\ntelegram: @katya", [(3, "yaml", "problem")]),
        ("tier: key\ntier: supporting", [(3, "duplicate-key", "problem")]),
        ("title: {{title}}", [(2, "template", "problem")]),
        ("title: {{title}} x", [(2, "template", "problem")]),
        ("tier:\ncadence:\nstatus:\nbirthday:\ndates:\nemail:\ntrust:", []),
        ("tier: [gold]\ncadence: [x, y]\nbirthday: {a: b}\nemail: {a: b}\ndates: [a, [b]]",
         [(2, "tier", "remark"), (3, "cadence", "problem"), (4, "property-date", "problem"),
          (6, "property-date", "problem"), (6, "property-date", "problem")]),
    ],
)  # fmt: skip
def test_faults_are_problems(body: str, expected: list[tuple[int, str, str]]) -> None:
    """Each value that can't be read is a problem or a remark with the line of the file."""
    assert faults(body) == expected


@pytest.mark.parametrize(
    ("body", "lang", "address"),
    [
        ("lang: ru\naddress: ты", "ru", "ты"),
        ("Language: English (C1), German\nОбращение: «на вы»", "en", "вы"),
        ("язык: [немецкий, русский]\nна ты: да", "ru", "ты"),
        ("языки: русский и английский\nна ты: false", "ru", "вы"),
        ("lang: en-US", "en", ""),
        ("address: Невский пр., 1", "", ""),
        ("lang:\naddress:", "", ""),
    ],
)
def test_the_language_and_the_form_of_address(body: str, lang: str, address: str) -> None:
    """Both are read in both languages; of several languages the first that ck writes in."""
    read = contact(body)
    assert (read.lang, read.address, read.problems) == (lang, address, ())


@pytest.mark.parametrize(
    ("body", "address", "greeting"),
    [
        ("обращение: Сергей Петрович", "вы", "Сергей Петрович"),
        ("Обращение:  сергей  петрович", "вы", "Сергей Петрович"),
        ("обращение: Шеф", "вы", "Шеф"),
        ("обращение: г-н Ли", "вы", "г-н Ли"),
        ("обращение: ты, Серёжа", "ты", "Серёжа"),
        ("обращение: Сергей Петрович (на вы)", "вы", "Сергей Петрович"),
        ("form of address: Mr. Smith", "вы", "Mr. Smith"),
        ("address: Анна Аркадьевна", "вы", "Анна Аркадьевна"),
        ("address: Sergei Petrovich", "вы", "Sergei Petrovich"),
        ("address: ты, Аня", "ты", "Аня"),
        ("address: Тверская ул., 5", "", ""),
    ],
)
def test_any_other_form_of_address_is_the_greeting(body: str, address: str, greeting: str) -> None:
    """The address of a house is none; `address` has to tell it from one."""
    read = contact(body)
    assert (read.address, read.greeting, read.problems) == (address, greeting, ())


@pytest.mark.parametrize(
    "body",
    [
        "обращение: по имени-отчеству", "обращение: По имени", "обращение: иногда ты",
        "обращение: ты/вы", "обращение: Аня, Анна", "обращение: 5", "address: Москва",
    ],
)  # fmt: skip
def test_words_that_are_no_name_greet_nobody(body: str) -> None:
    """They are a remark: nobody is called by them."""
    read = contact(body)
    assert (read.address, read.greeting) == ("", "")
    assert [(each.code, each.severity) for each in read.problems] == [("address", "remark")]


def test_a_broken_block_says_what_to_do() -> None:
    """Of a block that does not parse nothing is read but the file's name, and it is said why."""
    read = contact("tags: recruiter\ntelegram: @katya\ntier: key", path="HR/Катя Нестерова.md")
    facts = (("words", "telegram: @katya"), ("read", "log"))
    assert read == Contact(
        path="HR/Катя Нестерова.md",
        name="Катя Нестерова",
        problems=(Problem("HR/Катя Нестерова.md", 3, "yaml", "problem", "needs-quotes", facts),),
    )
    why = "`telegram: @katya` needs quotes. Listed by its log alone"
    assert say_problem(read.problems[0]) == why


def test_duplicate_keys() -> None:
    """The other keys are read, and a duplicated one where all its values agree."""
    read = contact("tier: key\ncompany: A\nfocus: x\nfocus: y\ntier: key\nfocus: x")
    assert (read.tier, read.company, read.focus) == ("key", "A", "")
    assert read.properties == (("tier", "key"), ("company", "A"))
    assert [each.line for each in read.problems] == [5, 6, 7]


def test_no_frontmatter() -> None:
    """A contact by its folder needs no frontmatter; its name is NFC whatever the disk has."""
    read = Note.parse("", "Люди/Андреи\u0306 Е\u0308лкин.MD").contact()
    assert read.name == "Андрей Ёлкин"
    assert read.path == "Люди/Андреи\u0306 Е\u0308лкин.MD"


def test_names() -> None:
    """All other names are aliases, each once, without the file's own."""
    read = contact("aliases:\n - Аня\n - Анна\ntitle: Аня\nname: А. Каренина\naka: Anna", h1="Ann")
    assert read.aliases == ("Аня", "Anna", "А. Каренина", "Ann")


@pytest.mark.parametrize(
    ("body", "handles"),
    [
        ('telegram: "@anna"', ("telegram:anna",)),
        ("tg: t.me/anna", ("telegram:anna",)),
        ("linkedin: https://www.linkedin.com/in/anna-k/?x=1", ("linkedin:anna-k",)),
        ("linkedin: https://www.linkedin.com/in/anna-k/en/", ("linkedin:anna-k",)),
        ("linkedin: ru.linkedin.com/in/anna-k/details/x/", ("linkedin:anna-k",)),
        ("linkedin: '[me](https://linkedin.com/in/x)'", ("linkedin:me",)),
        ("phone: 8 (999) 123-45-67, +7 900 0000000", ("phone:89991234567", "phone:+79000000000")),
        ("phone: 8 (495) 123-45-67, доб. 12", ("phone:84951234567,доб12",)),
        ("phone: +1 555 123 4567;ext=12; 112 0000", ("phone:+15551234567;ext=12", "phone:1120000")),
        ("phone: 8 495 123-45-67/68, 3", ("phone:84951234567", "phone:68,3")),
        ("telegram: [a, '@b', '@a']\nvk: https://vk.com/id1",
         ("telegram:a", "telegram:b", "vk:id1")),
        ("hh: Анна К.\nhh.ru: '@anna'", ("hh:Анна К.", "hh:anna")),
        ("хх: anna", ("hh:anna",)),
        ("вк: anna\nХедхантер: чат в отклике", ("vk:anna", "hh:чат в отклике")),
        ("hh: https://hh.ru/resume/1a2b3c", ()),
        ("hh: [anna, 'spb.hh.ru/vacancy/123?from=x', 'https://hh.ru/employer/1']", ("hh:anna",)),
    ],
)  # fmt: skip
def test_handles(body: str, handles: tuple[str, ...]) -> None:
    """Handles are read without `@` and address, with the way before the colon."""
    assert contact(body).handles == handles


@pytest.mark.parametrize(
    ("body", "company"),
    [
        ("company: Acme", "Acme"),
        ('company: "[[Acme]]"', "Acme"),
        ("company: [[Acme]]", "Acme"),
        ("company: [[Companies/Acme.md]]", "Acme"),
        ('company: "[[Companies/Acme#HR|Acme HR]]"', "Acme HR"),
        ("company: ['[[A]]', B]", "A, B"),
        ("company: '[Acme](acme.md)'", "Acme"),
        ("company:\norganization: B", "B"),
        ("company: [oops", ""),
    ],
)
def test_links_are_words(body: str, company: str) -> None:
    """A link is read as the words that it shows."""
    assert contact(body).company == company


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("tags: [recruiter]", True),
        ("tags: recruiter", True),
        ("tags: it, recruiter", True),
        ("tags: '#it #Recruiter'", True),
        ("tags:\n  - it\n  - рекрутер", True),
        ("tags:\n- recruiter/agency", True),
        ("Теги: [Рекрутер/Агентство]", True),
        ("tag: recruiter", True),
        ("tags: [recruiters]", False),
        ("tags: [my/recruiter]", False),
        ("tags: [hr]", False),
        ("type: recruiter", True),
        ("type: HR", True),
        ("тип: [человек, рекрутер]", True),
        ('type: "[[Recruiter]]"', True),
        ("type: hrm", False),
        ("role: recruiter", False),
        ("aliases: [recruiter]", False),
        ('tags: ["recr\\u0075iter"]', True),
        # broken blocks
        ("tags: recruiter\ntelegram: @k", True),
        ("tags: [recruiter\na: b", True),
        ("telegram: @k\ntags:\n  - it\n  - recruiter/x\n", True),
        ("telegram: @k\ntype: HR # x", True),
        ("telegram: @recruiter\ntags: it", False),
        ("telegram: @k\nrole: recruiter", False),
        ("tags: x\nname: {{title}} y\ntype: recruiter", True),
        # duplicates
        ("tags: x\ntags: recruiter", True),
        ("type: x\ntype: y\nrole: hr", False),
    ],
)
def test_marks(body: str, marked: bool) -> None:  # noqa: FBT001 - a column of the table
    """Tags, nested ones too, and types of the frontmatter mark a contact; so does its raw text."""
    text = f"---\n{body}\n---\n#recruiter in the body\n"
    assert is_marked(text) is marked
    assert might_be_contact(text, "Анна.md", DEFAULT) or not marked


def test_folders_mark() -> None:
    """All notes under a configured folder are contacts, in any case and normalisation."""
    settings = Settings(contacts=ContactRules(folders=("Люди/Рекрутеры/", "й")))
    for path in ("люди/рекрутеры/Анна.md", "Люди/Рекрутеры/x/y.md", "и\u0306/a.md"):
        assert is_marked("", path, settings)
        assert might_be_contact("", path, settings)
    for path in ("Люди/Анна.md", "Люди/Рекрутеры.md", "x/Люди/Рекрутеры/a.md"):
        assert not is_marked("", path, settings)


def test_the_cheap_test_says_no() -> None:
    """Notes without a block, or with one that has no mark in it, fail the cheap test."""
    for text in ("# x\n#recruiter", "---\ntags: [three, recruiters]\n---\nrecruiter\n", "a" * 99):
        assert not might_be_contact(text, "a.md", DEFAULT)


_MARK = st.sampled_from(["recruiter", "HR", "Рекрутер", "reCRUITER/x", "йод", "o'brien x", "x"])
_KEY = st.sampled_from(["tags", "Тег", "type", "тип", "role", "'tags'", "? type\n"])
_SHAPE = st.sampled_from(
    [
        "{k}: {m}",
        "{k}: [{m}]",
        '{k}: "{m}"',
        "{k}:\n- '{m}'",
        "{k}: >\n  {m}\n",
        "{k}: @{m}",
        "{{{k}: {m}}}",
        "{k}: [[{m}]]",
        "{k}: '#{m}'",
        "{k}: a,{m}",
        "{k}: &x {m}\nb: *x",
        "{k}:{m}",
        "{k}: x\n{k}: {m}",
        "\t{k}: {m}",
        "{m}",
        "{k}: o''brien\n  x",
        "{k}: '{m}",
    ]
)
_BLOCKS = st.lists(
    st.builds(lambda shape, key, mark: shape.format(k=key, m=mark), _SHAPE, _KEY, _MARK)
    | st.text(max_size=10),
    max_size=3,
).map("\n".join)
_TEXTS = st.builds(
    "{}---{}{}\n---{}".format,
    st.sampled_from(["", "\ufeff", "x"]),
    st.sampled_from(["\n", " \n", "\r\n", "\r", ""]),
    _BLOCKS,
    st.sampled_from(["", "\n", "\nbody #recruiter", "\r\n", "-"]),
)
_RULES = st.builds(
    partial(ContactRules),
    tags=st.lists(_MARK | st.text(max_size=3), max_size=2).map(tuple),
    types=st.lists(_MARK | st.text(max_size=3), max_size=2).map(tuple),
) | st.just(ContactRules())


@hypothesis_settings(max_examples=examples(800), deadline=None)
@given(_TEXTS | st.text(max_size=30), _RULES, st.integers(0, 80))
@example("---\ntags: recruiter\n---\n", ContactRules(), 9)
def test_the_cheap_test_misses_nobody(text: str, rules: ContactRules, length: int) -> None:
    """Whoever is a contact passes the cheap test, however much of the text it sees."""
    settings = Settings(contacts=rules)
    if is_marked(text, "a.md", settings):
        assert might_be_contact(text, "a.md", settings)
        assert might_be_contact(text[:length], "a.md", settings)


_VALUE = st.text(max_size=12) | st.sampled_from(
    ["2026-02-30", "04-12", "[[x|y]]", "[a, b]", "{a: b}", "monthly", "@x", "[[]]", "[]()", "\n- a"]
)


@hypothesis_settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(KNOWN)), _VALUE), max_size=5))
def test_reading_never_raises(pairs: list[tuple[str, str]]) -> None:
    """Any value of any known property is read or reported, in a line of the block."""
    body = "\n".join(f"{name}: {value}" for name, value in pairs)
    text = f"---\n{body}\n---\n"
    frontmatter = read_frontmatter(text)
    read = Note.parse(text, "a.md").contact()
    lines = len(body.replace("\r", "\n").split("\n"))
    assert all(1 <= each.line <= lines + 1 for each in read.problems)
    if frontmatter and frontmatter.error:
        assert read._replace(entries=(), aliases=()) == Contact("a.md", "a", problems=read.problems)


def test_a_pause_without_a_status_is_a_pause() -> None:
    """`paused_until` alone pauses; one that can't be read pauses nobody for good."""
    assert contact("paused_until: 2027-01-10").status == "paused"
    assert contact("paused_until: 2027-01-10\nstatus:").status == "paused"
    assert contact("paused_until: 2027-01-10\nstatus: active").status == "active"
    assert contact("paused_until: some day").status == "active"
    assert faults("paused_until: some day") == [(2, "property-date", "problem")]


def test_two_spellings_that_differ_are_a_remark() -> None:
    """The first that says something holds, of last contacts the newest; both lines are named."""
    read = contact("company:\norg: A\nemployer: B\nлет: 3")
    assert read.company == "A"
    assert [(each.line, each.code, each.severity) for each in read.problems] == [
        (4, "twice", "remark")
    ]
    assert "`employer` on line 4 and `org` on line 3" in say_problem(read.problems[0])
    read = contact("last_contact: 2026-11-02\nlast touch: 2026-10-01\nlastContact: 2026-11-09")
    assert read.last_contact == date(2026, 11, 9)
    assert [(each.line, each.code) for each in read.problems] == [(3, "twice")]
    assert faults("company: A\norg: A\ntags: [a]\ntag: b\nemail: a@b.c\nmail: d@e.f") == []
    assert canonical("частота контакта", DEFAULT) == "cadence"


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("prm-cadence: 30", "cadence", Cadence("day", 30)),
        ("prm-tier: inner", "tier", "key"),
        ("prm-tier: close", "tier", "key"),
        ("prm-birthday: 1990-04-12", "birthday", PartialDate(4, 12, 1990)),
        ("prm-last-contacted: 2026-10-01", "last_contact", date(2026, 10, 1)),
        ("prm-snooze-until: 2026-12-01", "snooze_until", date(2026, 12, 1)),
        ("prm-paused: true", "status", "paused"),
        ("prm-paused: false", "status", "active"),
        ("contactFrequency: monthly", "cadence", Cadence("month")),
        ("last-contacted: 1 октября 2026", "last_contact", date(2026, 10, 1)),
        ("org: Avito", "company", "Avito"),
        ("last: 2026-10-01", "last_contact", date(2026, 10, 1)),
        ("last: Ivanova", "last_contact", None),
        ("next contact: 2026-12-01", "follow_up", date(2026, 12, 1)),
        ("follow_up: soon", "follow_up", None),
        ("last contact: Oct 1st, 2026", "last_contact", date(2026, 10, 1)),
    ],
)
def test_keys_of_plugins_and_habits(line: str, field: str, value: object) -> None:
    """They mean what ours mean; `last` and `follow_up` only where the value is a date."""
    contact = Note.parse(f"---\ntags: [recruiter]\n{line}\n---\n").contact()
    assert getattr(contact, field) == value
    assert contact.problems == ()


def test_a_property_that_may_be_two_days_is_a_problem() -> None:
    """The setting decides, else nothing."""
    text = "---\ntags: [recruiter]\nlast contact: 03/11/2026\n---\n"
    (problem,) = Note.parse(text).contact().problems
    assert (problem.line, problem.code, problem.case) == (3, "property-date", "two-readings")
    rules = Settings(log=LogRules(day_first=True))
    assert Note.parse(text, "", rules).contact().last_contact == date(2026, 11, 3)


def test_a_surname_is_never_taken_for_the_last_contact() -> None:
    """Nothing is written into it."""
    note = Note.parse("---\ntags: [recruiter]\nlast: Ivanova\n---\n")
    text = apply(note.text, set_property(note, "last_contact", "2026-10-01").edits)
    assert text == "---\ntags: [recruiter]\nlast: Ivanova\nlast_contact: 2026-10-01\n---\n"


def test_last_interaction_may_say_what_it_was() -> None:
    """Where it holds no date it is another property, and no fault."""
    contact = Note.parse("---\ntags: [recruiter]\nlast_interaction: call\n---\n", "A.md").contact()
    assert (contact.last_contact, contact.problems) == (None, ())
