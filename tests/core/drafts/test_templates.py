from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from contactkeeper.core.agenda.brief import brief_of
from contactkeeper.core.drafts.allowed_syntax import FILTERS
from contactkeeper.core.drafts.filling import fill
from contactkeeper.core.drafts.templates import KINDS, built_in, choose, read_file_name
from contactkeeper.core.drafts.values import VALUE_NAMES, Occasion, pick, values_of
from contactkeeper.core.model import Address, Lang, Reason
from contactkeeper.core.settings import Settings
from histories import TODAY, contact, day, entry, promise

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
    reason = Reason(kind, "occasion", on, "why", about="HighLoad++", day=on)
    occasion = Occasion(kind, reason) if known else pick(brief, kind)
    return fill(built_in(kind, lang), values_of(brief, occasion, lang, TODAY))


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
        "promise": "send the new CV",
        "waiting": "the JD",
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
    """An entry is about somebody, not to them, so no built-in text repeats one."""
    assert "пришлёт JD" not in draft(kind, *way, known=True)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("reply.ru.md", ("reply", "ru")),
        ("Reply.EN.md", ("reply", "en")),
        ("EVENT-before.MD", ("event-before", "")),
        ("reply.de.md", None),
        ("reply.ru.txt", None),
        ("thanks.md", None),
        ("reply.ru.old.md", None),
        ("reply..md", None),
        (".md", None),
    ],
)
def test_a_file_is_called_by_its_kind_and_language(name: str, read: tuple[str, str] | None) -> None:
    """Case makes no difference; what is called otherwise is no template."""
    assert read_file_name(name) == read


def test_the_template_in_the_language_goes_first() -> None:
    """One for all languages serves where there is none in the one wanted."""
    own: list[tuple[str, Lang, str]] = [("reply", "", "a"), ("reply", "ru", "b")]
    assert [choose(own, "reply", lang) for lang in ("en", "ru")] == ["a", "b"]
    assert choose(own, "promise", "ru") == ""


def first_cells(heading: str) -> list[str]:
    """Return the names in the first column of a table of docs/drafts.md."""
    table = TEXT.partition(f"| {heading} | what")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def test_the_page_names_every_kind_value_and_filter() -> None:
    """docs/drafts.md has all that there are, and none more."""
    assert first_cells("kind") == list(KINDS)
    assert first_cells("value") == list(VALUE_NAMES)
    assert sorted(first_cells("filter")) == sorted(FILTERS)
