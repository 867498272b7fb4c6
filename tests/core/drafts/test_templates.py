from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.agenda.brief import brief_of
from contactkeeper.core.agenda.model import Reason
from contactkeeper.core.drafts.filling import fill
from contactkeeper.core.drafts.form import join
from contactkeeper.core.drafts.templates import (
    KINDS,
    LANGS,
    PARTS,
    Name,
    built_in,
    built_in_names,
    choose,
    parse,
    read_file_name,
    situation,
)
from contactkeeper.core.drafts.values import VALUE_NAMES, Topic, pick, values_of, words_of
from contactkeeper.core.settings import Settings
from histories import TODAY, contact, day, entry, promise

if TYPE_CHECKING:
    from contactkeeper.core.model import Address, Lang

TEXT = (Path(__file__).parents[3] / "docs/drafts.md").read_text(encoding="utf-8")
WAYS: tuple[tuple[Lang, Address], ...] = (("en", ""), ("ru", "вы"), ("ru", "ты"))
KNOWN = contact(
    "Анна Каренина",
    entry("11-16", "<-", "пришлёт JD", tasks=(
        promise("send the new CV", "11-18"), promise("the JD", "11-20", waiting=True),
    )),
    aliases=("Anna Karenina",),
    company="Яндекс",
    placed_me=day("2024-11-23"),
    met_at="JPoint 2026",
)  # fmt: skip
UNKNOWN = contact("Анна Каренина", aliases=("Anna Karenina",))

# Forms of the one address that must not stand in a message on the other.
VY = re.compile(r"(?i)\b(?:вы|вас|вам|вами|ваш\w*|\w+(?:йте|ите|ете))\b")
TY = re.compile(r"(?i)\b(?:ты|тебя|тебе|тобой|тво\w+|привет|прости|напиши|давай|расскажи)\b")
# What would tell the gender of who writes: a verb of the past, or a short adjective, of the first
# person.
GENDERED = re.compile(r"\bя\s+\w+л[а]?\b|\b(?:рад|рада|должен|должна|хотел|хотела|решил|решила)\b")


def draft(kind: str, lang: Lang, address: Address, *, known: bool, late: bool = False) -> str:
    """Fill a built-in template, with everything known or as little as there can be."""
    someone = (KNOWN if known else UNKNOWN)._replace(address=address)
    brief = brief_of(someone, TODAY, Settings())
    on = day("11-19") if late else TODAY
    reason = Reason(kind, "occasion", on, about="HighLoad++", day=on)
    topic = Topic(kind, reason) if known else pick(brief, kind)
    values = values_of(brief, topic, lang, TODAY)
    words = words_of(brief, topic, lang, TODAY, values)
    return join(fill(built_in(each, words), values) for each in ("greeting", kind))


@pytest.mark.parametrize(("kind", "way"), list(product(KINDS, WAYS)))
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("late", [True, False])
def test_every_built_in_text_is_short_and_whole(
    kind: str, way: tuple[Lang, Address], *, known: bool, late: bool
) -> None:
    """Each kind, in each language and address, is two to five lines with the name and no mark."""
    text = draft(kind, *way, known=known, late=late)
    lines = [line for line in text.split("\n") if line]
    assert 2 <= len(lines) <= 5
    assert lines[0] in {"Hi Anna,", "Здравствуйте, Анна!", "Привет, Анна!"}
    assert not re.search(r"[{}%#\x00-\x09\x0b-\x1f]|\(\)|«»|  | [.,!?:]|None|[.:!?][.,:]", text)
    assert all(line[-1] in ".!?," for line in lines)
    assert len(text) < 300


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("known", [True, False])
def test_nobody_is_addressed_both_ways(kind: str, *, known: bool) -> None:
    """A message on вы has no ты in it, one on ты no вы, and neither tells the writer's gender."""
    formal = draft(kind, "ru", "вы", known=known)
    friendly = draft(kind, "ru", "ты", known=known)
    assert not TY.search(formal)
    assert VY.search(formal)
    assert not VY.search(friendly)
    assert not GENDERED.search(formal + friendly)


@pytest.mark.parametrize("way", WAYS)
def test_a_message_says_what_it_is_about(way: tuple[Lang, Address]) -> None:
    """What is known stands in it: what was promised, the occasion, the company, the years."""
    for kind, words in {
        "placed": "2 ",
        "date": "HighLoad++",
        "new-job": "Яндекс",
        "holiday": "HighLoad++",
        "event-before": "HighLoad++",
        "event-after": "HighLoad++",
        "news": "HighLoad++",
        "new": "JPoint 2026",
    }.items():
        assert words in draft(kind, *way, known=True)


@pytest.mark.parametrize(("kind", "way"), list(product(KINDS, WAYS)))
def test_what_the_log_says_is_never_said_to_them(kind: str, way: tuple[Lang, Address]) -> None:
    """Entries and promises are about somebody, not to them, so no built-in text repeats one."""
    text = draft(kind, *way, known=True)
    assert not any(words in text for words in ("пришлёт JD", "send the new CV", "the JD"))


def test_every_built_in_text_is_on_both_forms_of_address() -> None:
    """Else a message on ты would be one on вы, or say less."""
    for kind in (*KINDS, *PARTS):
        names = [name.removesuffix(".ru").split(".") for name in built_in_names(kind, "ru")]
        formal = sorted(name for name in names if "ты" not in name)
        friendly = [[word for word in name if word != "ты"] for name in names if "ты" in name]
        assert formal == sorted(friendly)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("reply.md", ("reply", set())),
        ("reply.ru.md", ("reply", {"ru"})),
        ("Reply.EN.md", ("reply", {"en"})),
        ("EVENT-before.MD", ("event-before", set())),
        ("cadence.technical.ru.md", ("cadence", {"technical", "ru"})),
        ("cadence.ru.Site  Reliability.md", ("cadence", {"ru", "site reliability"})),
        ("reply.TY.md", ("reply", {"ты"})),
        ("reply.вы.late.md", ("reply", {"вы", "late"})),
        ("reply.ru.txt", None),
        ("thanks.ты.md", ("thanks", {"ты"})),
        ("nonsense.md", None),
        ("reply..md", None),
        ("reply.ru..md", None),
        (".md", None),
    ],
)
def test_a_file_is_called_by_its_kind_and_words(
    name: str, read: tuple[str, set[str]] | None
) -> None:
    """Case makes no difference; what is called otherwise is no template."""
    assert read_file_name(name) == (read and Name(read[0], frozenset(read[1])))


OWN = [
    name
    for name in map(
        parse,
        ["reply", "reply.ru", "reply.technical.ru", "reply.ru.searching", "reply.ты",
         "reply.late", "reply.plain", "new.technical"],
    )
    if name
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "chosen"),
    [
        ({"lang": "en"}, "reply"),
        ({"lang": "ru"}, "reply.ru"),
        ({"lang": "ru", "focus": "Technical"}, "reply.technical.ru"),
        ({"lang": "en", "focus": "technical"}, "reply"),
        ({"lang": "ru", "mode": "searching", "focus": "technical"}, "reply.ru.searching"),
        ({"lang": "ru", "address": "ты"}, "reply.ты"),
        ({"lang": "ru", "holding": ["late"]}, "reply.ru"),
        ({"lang": "en", "holding": ["late", "plain"]}, "reply.plain"),
    ],
)
def test_the_template_with_the_most_words_that_hold_is_used(
    facts: dict[str, Any], chosen: str
) -> None:
    """Of two with as many: address, language, mode, focus, plain, late, early, met."""
    for own in (OWN, OWN[::-1]):
        assert choose(own, "reply", situation(**facts)) == parse(chosen)


def test_no_template_is_used_for_whom_it_is_not_meant() -> None:
    """A word that does not hold rules its file out."""
    own = [Name("new", frozenset({"technical"})), Name("new", frozenset({"en"}))]
    assert choose(own, "new", situation("ru", focus="managerial")) is None
    assert choose(own, "promise", situation("en")) is None


facts = st.fixed_dictionaries(
    {
        "lang": st.sampled_from(LANGS),
        "address": st.sampled_from(["", "ты", "вы"]),
        "mode": st.sampled_from(["steady", "searching"]),
        "focus": st.sampled_from(["", "technical"]),
        "holding": st.lists(st.sampled_from(["plain", "late", "early", "met"]), unique=True),
    }
)
names = st.builds(
    Name,
    st.sampled_from(["reply", "new"]),
    st.frozensets(
        st.sampled_from(["en", "ru", "ты", "вы", "searching", "technical", "late", "plain", "x"]),
        max_size=4,
    ),
)


@given(st.lists(names), facts)
def test_the_choice_is_the_same_in_any_order(own: list[Name], given: dict[str, Any]) -> None:
    """It holds, has the most words of those that hold, and does not depend on the folder."""
    holding = situation(**given)
    chosen = choose(own, "reply", holding)
    assert chosen == choose(own[::-1], "reply", holding)
    fit = [name for name in own if name.kind == "reply" and name.words <= holding.keys()]
    assert (chosen is None) == (not fit)
    if chosen:
        assert chosen in fit
        assert len(chosen.words) == max(len(name.words) for name in fit)


def first_cells(heading: str) -> list[str]:
    """Return the names in the first column of a table of docs/drafts.md."""
    table = TEXT.partition(f"| {heading} | what")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def test_the_page_names_every_kind_and_field() -> None:
    """docs/drafts.md has all that there are, and none more."""
    for heading, there_are in (("kind", KINDS), ("part", PARTS), ("field", VALUE_NAMES)):
        message = f"docs/drafts.md: the table of each {heading} has not the rows of the code"
        assert first_cells(heading) == list(there_are), message
