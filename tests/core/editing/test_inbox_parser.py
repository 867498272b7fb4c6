from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.editing.inbox_parser import InboxItem, day_in_name, parse_inbox


def is_known(name: str) -> bool:
    """Know two people."""
    return name in ("Анна", "Борис")


@pytest.mark.parametrize(
    ("text", "who", "said"),
    [
        ("[[Анна]] -> tg: спросил про JD", ["Анна"], "-> tg: спросил про JD"),
        ("[[Анна]]: спросил", ["Анна"], "спросил"),
        ("- [[People/Анна|Аня]] — спросил", ["People/Анна"], "спросил"),
        ("[[Анна#Log]] <- call: да", ["Анна"], "<- call: да"),
        ("[[Анна]], [[Борис]] и [[Олег]]: обед", ["Анна", "Борис", "Олег"], "обед"),
        ("[[Анна]]\n-> tg: спросил", ["Анна"], "-> tg: спросил"),
        ("# [[Анна]]\n\n- спросил\n- и ещё", ["Анна"], "спросил\n- и ещё"),
        ("Анна: спросил", ["Анна"], "спросил"),
        ("Анна -> tg: спросил", ["Анна"], "-> tg: спросил"),
        ("Анна ~ tg: поздравил", ["Анна"], "~ tg: поздравил"),
        ("[[Анна]] ~ linkedin: лайк", ["Анна"], "~ linkedin: лайк"),
        ("Anna Lis <- email: hi", ["Anna Lis"], "<- email: hi"),
        ("2026-11-20 [[Анна]] -> tg: x", ["Анна"], "2026-11-20 -> tg: x"),
        ("- [[2026-11-20]]: Анна: x", ["Анна"], "2026-11-20 x"),
        ("20.11.2026 10:30, Анна: x", ["Анна"], "20.11.2026 10:30 x"),
        ("[[Анна]] 2026-11-20 -> tg: x", ["Анна"], "2026-11-20 -> tg: x"),
        ("\ufeff---\nfor: me\n---\n[[Анна]] x\r\n\t- [ ] CV", ["Анна"], "x\n\t- [ ] CV"),
        ("[[Анна]] x\nJD: позже", ["Анна"], "x\nJD: позже"),
        ("[[Анна]] x\n  Борис: он тоже", ["Анна"], "x\n  Борис: он тоже"),
        ("tg: спросил", [], "tg: спросил"),
        ("-> tg: спросил", [], "-> tg: спросил"),
        ("https://example.com", [], "https://example.com"),
        ("10:30 созвон", [], "10:30 созвон"),
        ("спросил у [[Анна]]", [], "спросил у [[Анна]]"),
        ("- [ ] CV", [], "- [ ] CV"),
        ("[[Анна]]", ["Анна"], ""),
        ("Идея: написать", ["Идея"], "написать"),
    ],
)
def test_one_thought(text: str, who: list[str], said: str) -> None:
    """Whom it is about, and what `ck log` would be given."""
    assert parse_inbox(text, is_known) == (InboxItem(tuple(who), said),)


def test_several_thoughts() -> None:
    """A line that begins with a link or a known name begins another."""
    text = "[[Анна]] раз\nещё о ней\n\nБорис: два\n- [[Неизвестный]] три\nКто-то: четыре\n"
    assert parse_inbox(text, is_known) == (
        InboxItem(("Анна",), "раз\nещё о ней"),
        InboxItem(("Борис",), "два"),
        InboxItem(("Неизвестный",), "три\nКто-то: четыре"),
    )


@pytest.mark.parametrize("text", ["", "\n \n", "---\na: b\n---\n", "\ufeff"])
def test_no_thought(text: str) -> None:
    """An empty file, or one that is all frontmatter, says nothing."""
    assert parse_inbox(text, is_known) == ()


@given(st.text() | st.text(alphabet="[]|:-> \nАБ1.#"))
def test_any_text_is_read_and_no_word_of_it_is_lost(text: str) -> None:
    """Reading never raises; letters and digits of the body are all in the thoughts."""
    found = parse_inbox(text, lambda _: True)
    if text.removeprefix("\ufeff").startswith("---") or "#" in text or "|" in text:
        return
    said = "".join("".join(thought.who) + thought.text for thought in found)
    for letter in "АБ":
        assert said.count(letter) == text.count(letter)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-11-20.md", (2026, 11, 20)),
        ("Inbox/2026-11-20 1030.md", (2026, 11, 20)),
        ("20261120.md", (2026, 11, 20)),
        ("20261120103000.md", (2026, 11, 20)),
        ("note 20.11.2026.txt", (2026, 11, 20)),
        ("2026-13-45 2026-11-20.md", (2026, 11, 20)),
        ("2025-01-01/x.md", None),
        ("79261120101.md", None),
        ("Анна.md", None),
    ],
)
def test_the_day_in_a_name(name: str, day: tuple[int, int, int] | None) -> None:
    """Of the file alone, not of its folder, and only a day that there is."""
    assert day_in_name(name) == (date(*day) if day else None)
