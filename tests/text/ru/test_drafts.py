"""What a message is about and made of, in Russian."""

from __future__ import annotations

import pytest

from contactkeeper.core.agenda.brief import brief_of
from contactkeeper.core.drafts.blocks import Block
from contactkeeper.core.drafts.templates import KINDS, PARTS
from contactkeeper.core.settings import Settings
from contactkeeper.text.ru.drafts import say_block, say_occasion, say_source
from histories import MONTHLY, TODAY, contact, day, entry

REPLY = contact("Анна", entry("11-12", "<-", text="да?"), company="Ozon")
QUIET = contact("Tom", entry("11-12", channel="call"), cadence=MONTHLY)
REASON = brief_of(REPLY, TODAY, Settings()).reasons[0]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (Block("greeting"), "приветствие"),
        (Block("closing"), "прощание"),
        (Block("reply", reason=REASON), "ответ: сообщение от 12 ноября: «да?»"),
        (
            Block("more-news", quoted="Staff  engineer", day=day("11-16")),
            "новость: Staff engineer, 16 ноября",
        ),
        (
            Block("offer", quoted="info: вилки", source="Boris", day=day("11-20")),
            "можно передать: info: вилки, источник: Boris, 20 ноября",
        ),
        (Block("thanks", quoted="совет", day=day("10-02")), "поблагодарить: совет, 2 октября"),
        (
            Block("question", quoted="слово " * 20, day=day("2025-10-02")),
            f"последний разговор: «{'слово ' * 9}слово…», октябрь 2025",
        ),
        (Block("ask", quoted="searching"), "режим: поиск"),
    ],
)
def test_what_a_block_is_about(block: Block, said: str) -> None:
    """The kind, then what the note says, cut where it is long."""
    assert say_block(block, TODAY) == said


@pytest.mark.parametrize("kind", [*KINDS, *PARTS])
def test_each_kind_has_a_russian_name(kind: str) -> None:
    """It can be typed, too."""
    named = say_source(kind, "en", "", "").partition(" · ")[0]
    assert named != kind
    assert not any(map(str.isascii, named.replace(" ", "")))


def test_whom_a_message_is_for() -> None:
    """And why now; what it is made of."""
    assert say_occasion(brief_of(REPLY, TODAY, Settings()), REASON) == (
        "Анна, Ozon · сообщение от 12 ноября: «да?»"
    )
    assert say_occasion(brief_of(REPLY, TODAY, Settings()), None) == (
        "Анна, Ozon · такого повода сейчас нет"
    )
    assert say_occasion(brief_of(QUIET, TODAY, Settings()), None) == "Tom · ничего срочного"
    paused = QUIET._replace(status="paused", paused_until=day("12-01"), paused_why="отпуск")
    assert say_occasion(brief_of(paused, TODAY, Settings()), None) == (
        "Tom · пауза до вторника 1 декабря: отпуск"
    )
    assert say_source("birthday", "ru", "ты", "") == (
        "день рождения · по-русски, на ты · встроенный текст"
    )
    assert say_source("reply", "en", "вы", "T/reply.md") == "ответ · по-английски · T/reply.md"
