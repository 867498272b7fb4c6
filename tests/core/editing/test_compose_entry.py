from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.editing.compose_entry import (
    Typed,
    compose,
    read_day,
    read_typed_task,
)
from contactkeeper.core.model import Entry, Task
from contactkeeper.core.note.entry_format import format_entry
from contactkeeper.core.note.note import Note
from contactkeeper.errors import UsageError

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        (Typed("talked"), Entry(TODAY, "talked")),
        (Typed("-> tg: asked"), Entry(TODAY, "asked", "->", "tg")),
        (Typed("asked", direction="->"), Entry(TODAY, "asked", "->")),
        (Typed("-> asked", direction="->"), Entry(TODAY, "asked", "->")),
        (Typed("asked", channel=" call: "), Entry(TODAY, "asked", "", "call")),
        (Typed("ТГ: asked", channel="telegram"), Entry(TODAY, "asked", "", "telegram")),
        (Typed("email: down", channel="call"), Entry(TODAY, "email: down", "", "call")),
        (Typed("x", day="вчера"), Entry(YESTERDAY, "x")),
        (Typed("2026-11-22 10:30 x"), Entry(YESTERDAY, "x", time=time(10, 30))),
        (
            Typed("x [got:: a]", gave=(" b  c ",), got=("d",), outcome="offer"),
            Entry(
                TODAY,
                "x",
                fields=(("got", "a"), ("gave", "b c"), ("got", "d"), ("outcome", "offer")),
            ),
        ),
        (
            Typed("x\n- [ ] CV 📅 2026-11-27", promises=("JD by fri",), awaited=("word",)),
            Entry(
                TODAY,
                "x",
                tasks=(
                    Task("CV", date(2026, 11, 27)),
                    Task("JD", date(2026, 11, 27)),
                    Task("word", kind="waiting"),
                ),
            ),
        ),
        (Typed("20.11 talks", day="today"), Entry(TODAY, "20.11 talks")),
        (Typed("3.5 years of Go"), Entry(TODAY, "3.5 years of Go")),
        (Typed("<- ok", no_reply=True), Entry(TODAY, "ok", "<-", fields=(("reply", "none"),))),
        (Typed("-> x", no_reply=True), Entry(TODAY, "x", "~")),
        (Typed("x", direction="->", no_reply=True), Entry(TODAY, "x", "~")),
        (Typed("~ tg: x", direction="->"), Entry(TODAY, "x", "~", "tg")),
        (Typed("~ x", no_reply=True), Entry(TODAY, "x", "~")),
    ],
)
def test_text_and_options_make_one_entry(typed: Typed, entry: Entry) -> None:
    """What options say stands behind what the text says, in a fixed order."""
    made = compose(typed, TODAY)
    assert made.same(entry)
    assert [task.text for task in made.tasks] == [task.text for task in entry.tasks]


def test_a_usual_day_gives_way_to_any_that_is_typed() -> None:
    """An entry that is mended keeps its day unless one is typed, today's too."""
    assert compose(Typed("x"), TODAY, usual=YESTERDAY).date == YESTERDAY
    assert compose(Typed("2026-11-23 x"), TODAY, usual=YESTERDAY).date == TODAY
    assert compose(Typed("x", day="today"), TODAY, usual=YESTERDAY).date == TODAY


@pytest.mark.parametrize(
    "typed",
    [
        Typed("2026-11-23 x", day="today"),
        Typed("2026-11-24 x"),
        Typed("x", day="tomorrow"),
        Typed("x", day="2026-02-30"),
        Typed("2026-02-30 x"),
        Typed("x\n- [ ] a 📅 2026-02-30"),
        Typed("<- x", direction="->"),
        Typed("~ x", direction="<-"),
        Typed("x", gave=("",)),
        Typed("x", promises=("  ",)),
        Typed("23.11 созвонились"),
        Typed("-> 05.09: asked"),
    ],
)
def test_contradictions_are_refused(typed: Typed) -> None:
    """Nothing is chosen where text and options say two things, or what can't be."""
    with pytest.raises(UsageError):
        compose(typed, TODAY)


@given(st.text(), st.sampled_from(["", "->", "<-"]), st.sampled_from(["", "call", "tg", "lunch"]))
def test_whatever_is_typed_reads_back(text: str, direction: str, channel: str) -> None:
    """An entry made of any text can be written, and is the same when it is read again."""
    try:
        entry = compose(Typed(text, direction, channel), TODAY)  # type: ignore[arg-type]
    except UsageError:
        return
    log = Note.parse(f"## Log\n{format_entry(entry)}\n").log
    assert log
    assert log.spans[0].entry.same(entry)
    assert entry.date <= TODAY


@pytest.mark.parametrize(
    ("words", "text", "due"),
    [
        ("CV by fri", "CV", date(2026, 11, 27)),
        ("CV by next friday", "CV", date(2026, 11, 27)),
        ("CV by today", "CV", TODAY),
        ("CV by tomorrow", "CV", date(2026, 11, 24)),
        ("CV today", "CV", TODAY),
        ("stand by me by fri", "stand by me", date(2026, 11, 27)),
        ("  CV   до  пятницы ", "CV", date(2026, 11, 27)),
        ("CV К ПЯТНИЦЕ", "CV", date(2026, 11, 27)),
        ("CV in 3 days", "CV", date(2026, 11, 26)),
        ("встреча в среду", "встреча", date(2026, 11, 25)),
        ("by fri", "by fri", None),
        ("stand by me", "stand by me", None),
        ("in touch", "in touch", None),
        ("today", "today", None),
        ("call on the way", "call on the way", None),
        ("JD next week", "JD", date(2026, 11, 30)),
        ("JD by next week", "JD", date(2026, 11, 30)),
        ("JD by the end of next week", "JD", date(2026, 12, 4)),
        ("JD eow", "JD", date(2026, 11, 27)),
        ("CV fri", "CV", date(2026, 11, 27)),
        ("CV 1 dec", "CV", date(2026, 12, 1)),
        ("CV 2026-12-01", "CV", date(2026, 12, 1)),
        ("вакансия 27.11", "вакансия", date(2026, 11, 27)),
        ("вакансия до 27.11", "вакансия", date(2026, 11, 27)),
        ("ответ завтра", "ответ", date(2026, 11, 24)),
        ("JD на следующей неделе", "JD", date(2026, 11, 30)),
        ("оффер до конца следующей недели", "оффер", date(2026, 12, 4)),
        ("JD после праздников", "JD", date(2027, 1, 11)),
        ("the notes from friday", "the notes from friday", None),
        ("отчет за пятницу", "отчет за пятницу", None),
        ("слоты вт и чт", "слоты вт и чт", None),
        ("article on Python 3.12", "article on Python 3.12", None),
        ("ставка 1.5", "ставка 1.5", None),
        ("notice of 3 months", "notice of 3 months", None),
        ("trial for 2 weeks", "trial for 2 weeks", None),
        ("контракт на месяц", "контракт на месяц", None),
        ("chapter 5", "chapter 5", None),
        ("the slides of 20.11", "the slides of 20.11", None),
        ("what she said yesterday", "what she said yesterday", None),
        ("тестовую среду", "тестовую среду", None),
        ("a place in the sun", "a place in the sun", None),
    ],
)
def test_a_task_has_its_day_at_its_end(words: str, text: str, due: date | None) -> None:
    """A day counts after `by` or after nothing; what is no day stays text, and so does a day alone.

    A version, a span and a day that is past are no due dates.
    """
    assert read_typed_task(words, TODAY, "promise") == Task(text, due)
    assert read_typed_task(words, TODAY, "waiting") == Task(text, due, kind="waiting")


@given(st.text())
def test_any_words_are_a_task_or_refused(words: str) -> None:
    """A task keeps every word but its day's."""
    try:
        task = read_typed_task(words, TODAY, "promise")
    except UsageError:
        return
    assert task.text
    assert " ".join(words.split()).startswith(task.text)


def test_a_weekday_is_behind_or_ahead() -> None:
    """A log takes the latest such day up to today, a promise the first one after."""
    assert read_day("mon", TODAY, ahead=False, option="--date") == TODAY
    assert read_day("mon", TODAY, ahead=True, option="--until") == date(2026, 11, 30)
    with pytest.raises(UsageError, match=r"^--date needs a day such as .*, not “soon”"):
        read_day("soon", TODAY, ahead=False, option="--date")
