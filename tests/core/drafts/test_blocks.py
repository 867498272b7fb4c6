"""The blocks of a message: which there are, and that none says what the notes say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.brief import brief_of
from contactkeeper.core.drafts.blocks import (
    MOST_NEWS,
    Block,
    Materials,
    Subject,
    blocks_of,
    further_topics,
    is_greeting,
)
from contactkeeper.core.drafts.offers import find_offer
from contactkeeper.core.drafts.sending import fields_of, logged_text
from contactkeeper.core.drafts.templates import KINDS, PARTS, Template, built_in
from contactkeeper.core.drafts.values import lang_of, pick, values_of, words_of
from contactkeeper.core.model import EventNotes, News, PartialDate
from contactkeeper.core.settings import ModeChoice, Settings
from contactkeeper.errors import BrokenTemplate
from histories import TODAY, contact, day, entry, promise
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.model import Contact, Direction, Entry

SECRET = "zqx"  # noqa: S105  # no password
SOME_NEWS = tuple(
    News(f"{name}.md", name, day("11-16"), audience="all") for name in ("A", "B", "C", "D")
)


def noted(on: str, *fields: tuple[str, str], direction: Direction = "", text: str = "x") -> Entry:
    """Write an entry with fields, of which a key may come twice."""
    return entry(on, direction, text)._replace(fields=fields)


TALKED = entry("2026-09-14", "", "Platform", channel="call")
GOT = noted("11-20", ("got", "info: salaries"))


def blocks(
    someone: Contact,
    kind: str = "",
    others: Sequence[Contact] = (),
    news: tuple[News, ...] = (),
    template: Callable[[str], Template | None] = lambda _: None,
    **rules: object,
) -> list[Block]:
    """Make the blocks of a message of today."""
    settings = Settings()._replace(**rules)  # type: ignore[arg-type]
    brief = brief_of(someone, TODAY, settings, EventNotes(news=news))
    topic = pick(brief, kind)
    lang = lang_of(someone)
    topics = [topic, *([] if kind else further_topics(brief, topic))]
    subjects = []
    for each in topics:
        values = values_of(brief, each, lang, TODAY, mode=settings.mode.name)
        subjects.append(Subject(each, values, words_of(brief, each, lang, TODAY, values)))
    made_of = Materials(brief, subjects, settings, find_offer(someone, others, TODAY))
    return blocks_of(made_of, lambda part, words: template(part) or built_in(part, words))


def parts(*arguments: object, **rules: object) -> list[str]:
    """Return the names of the blocks."""
    return [block.part for block in blocks(*arguments, **rules)]  # type: ignore[arg-type]


secret = st.text("ab \n").map(lambda text: f"{SECRET}{text}")
entries = st.lists(
    st.builds(
        lambda on, direction, text, fields, **rest: entry(on, direction, text, **rest)._replace(
            fields=fields
        ),
        st.sampled_from(["2026-06-01", "2026-09-14", "11-10", "11-20", "11-23"]),
        st.sampled_from(["", "->", "<-", "~"]),
        secret,
        st.lists(
            st.tuples(
                st.sampled_from(["got", "gave", "outcome", "told"]),
                st.builds("{}: {}".format, st.sampled_from(["info", "private", "help"]), secret),
            ),
            max_size=3,
        ).map(tuple),
        channel=st.sampled_from(["", "call", "tg"]),
        tasks=st.lists(
            st.builds(promise, secret, st.just("11-20"), waiting=st.booleans()), max_size=2
        ).map(tuple),
    ),
    max_size=5,
)
people = st.builds(
    lambda own, lang, address, status: contact(
        "Анна", *own, lang=lang, address=address, status=status, paused_until=day("11-20")
    ),
    entries,
    st.sampled_from(["ru", "en"]),
    st.sampled_from(["", "ты"]),
    st.sampled_from(["active", "paused"]),
)


@settings(max_examples=examples(400))
@given(people, st.lists(entries, max_size=2), st.sampled_from(["", *KINDS]))
def test_nothing_of_a_log_is_said_to_them(
    someone: Contact, logs: list[list[object]], kind: str
) -> None:
    """No words of an entry, a promise or a favour, of theirs or of others, stand in a text."""
    others = [contact(f"Other {n}", *log) for n, log in enumerate(logs)]  # type: ignore[arg-type]
    made = blocks(someone, kind, others, SOME_NEWS, mode=ModeChoice("searching"))
    assert made
    assert not any(SECRET in block.text for block in made)
    assert not any("private" in block.gives for block in made)


def test_all_parts_in_their_order() -> None:
    """Each where there is something to say; news that the message is about stands once."""
    thanked = noted("2026-10-02", ("got", "intro: the CTO"), ("reply", "none"), direction="<-")
    someone = contact("Anna", TALKED, thanked, tier="key")
    rich = {"others": [contact("Boris", GOT)], "news": SOME_NEWS, "mode": ModeChoice("searching")}
    found = parts(someone, "cadence", **rich)
    assert [part for part in found if part != "more-news"] == [
        "greeting", "cadence", *(part for part in PARTS[1:] if part != "more-news")
    ]  # fmt: skip
    assert found.count("more-news") == MOST_NEWS
    about = blocks(someone, "news", **rich)  # type: ignore[arg-type]
    assert [block.news.name for block in about if block.news] == ["A", "B", "C", "D"][:4]
    assert parts(contact("Anna", TALKED), "check-in") == [
        "greeting", "check-in", "question", "closing"
    ]  # fmt: skip
    assert parts(contact("Anna"), "new") == ["greeting", "new", "closing"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_greeting_asks_for_nothing(kind: str) -> None:
    """It has no other parts, whatever there is to say."""
    someone = contact("Anna", TALKED, tier="key")
    found = parts(someone, kind, [contact("Boris", GOT)], SOME_NEWS)
    assert (found == ["greeting", kind]) == is_greeting(kind)
    assert is_greeting(kind) == (kind in {"birthday", "date", "holiday", "cold", "touch"})


def test_a_message_congratulates_on_every_occasion_of_today() -> None:
    """Else it would settle one that it does not name; a kind that is asked for stands alone."""
    owed = entry("11-20", "<-", "a question")
    someone = contact("Anna", owed, birthday=PartialDate(11, 23), company_since=day("11-20"))
    found = parts(someone)
    assert found[:2] == ["greeting", "reply"]
    assert set(found[2:4]) == {"birthday", "new-job"}
    assert "birthday" not in parts(someone, "reply")
    letter = Template("birthday", "T/birthday.md", "Dear {{name}}")
    found = [each.part for each in blocks(someone, template={"birthday": letter}.get)]
    assert "birthday" not in found


def test_a_template_with_a_name_is_a_whole_letter() -> None:
    """It goes without the parts, whatever there is to ask; a part without a text is left out."""
    whole = Template("check-in", "T/check-in.md", "Dear {{ first_name }}, hello")
    talked = contact("Anna", entry("11-20", text="about the team"))
    found = blocks(talked, "check-in", template={"check-in": whole}.get)
    assert [block.text for block in found] == ["Dear Anna, hello"]
    empty = Template("closing", "T/closing.md", "---\nx: y\n---\n")
    found = blocks(contact("Anna"), "check-in", template={"closing": empty}.get)
    assert [block.part for block in found] == ["greeting", "check-in"]
    with pytest.raises(BrokenTemplate, match="the message is empty"):
        blocks(contact("Anna"), "check-in", template={"check-in": empty}.get)


def test_a_comment_of_a_template_is_not_sent() -> None:
    """Of Obsidian's kind, also where a field fills it."""
    own = Template("check-in", "T/check-in.md", "hello %% {{mode}} %%there")
    found = blocks(contact("Anna"), "check-in", template={"check-in": own}.get)
    assert found[1].text == "hello there"


@pytest.mark.parametrize(
    ("got", "offered"),
    [
        ("info: salaries of 2026", True),
        ("ссылка: обзор", True),
        ("help: a hint", False),
        ("info", False),
        ("private: she leaves", False),
        ("info: private: she leaves", False),
        ("info: между нами, уходит", False),
        ("info: Acme hires again", False),
        ("info: Anna is looking", False),
        ("info: known", False),
        ("ссылка: known", False),
        ("info: annanas prices", True),
    ],
)
def test_what_could_be_passed_on(got: str, *, offered: bool) -> None:
    """Information of the last 90 days that is not private, not of them, and new to them."""
    someone = contact("Anna", noted("11-01", ("gave", "info: known")), company="Acme")
    someone = someone._replace(name="Anna de Bell")
    boris = contact("Boris", noted("11-20", ("got", got)))
    assert (find_offer(someone, [someone, boris], TODAY) is not None) == offered
    assert find_offer(someone, [boris._replace(company="ACME")], TODAY) is None
    old = contact("Boris", noted("2026-08-01", ("got", got)))
    assert find_offer(someone, [old], TODAY) is None
    both = noted("11-20", ("got", got), ("got", "private: y"))
    assert find_offer(someone, [contact("Boris", both)], TODAY) is None


def test_the_same_focus_goes_first() -> None:
    """Then what is newest."""
    someone = contact("Anna", focus="technical")
    others = [
        contact(name, noted(on, ("got", f"info: {name}")), focus=focus)
        for name, on, focus in (("A", "11-01", "Technical"), ("B", "11-02", "technical"),
                                ("C", "11-22", ""))
    ]  # fmt: skip
    for order in (others, others[::-1]):
        found = find_offer(someone, order, TODAY)
        assert found
        assert found.source == "B"


def test_the_fields_are_of_the_blocks_that_stayed() -> None:
    """News by its link, what was passed on as it was given."""
    told = Block("more-news", "x", news=SOME_NEWS[0])
    gave = Block("offer", "x", gives="info: y")
    link: Callable[[News], str] = lambda news: f"[[{news.name}]]"  # noqa: E731
    assert fields_of([Block("greeting", "x"), gave, told], link) == (
        ("told", "[[A]]"), ("gave", "info: y")
    )  # fmt: skip


@given(st.text(), st.text())
def test_the_log_has_one_line_of_a_message(greeting: str, text: str) -> None:
    """The first after the greeting, of at most 80 characters; all of them where that is asked."""
    message = f"{greeting}\n\n{text}"
    said = logged_text(message, [Block("greeting", greeting)], whole=False)
    assert "\n" not in said
    assert len(said) <= 80
    assert bool(said) == bool(message.strip())
    assert " ".join(logged_text(message, [], whole=True).split()) == " ".join(message.split())
