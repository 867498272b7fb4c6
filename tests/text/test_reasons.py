from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.agenda.model import Group, Occasion, Reason, TimerFacts
from contactkeeper.core.agenda.occasions import KINDS
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import Cadence, Unit
from contactkeeper.text.en import occasions as english
from contactkeeper.text.en.reasons import reason_sentence, say_reason
from contactkeeper.text.phrases import Sentence, flat, quote, without_day
from contactkeeper.text.ru import occasions as russian

TODAY = date(2026, 11, 23)
TIMERS = ("cadence", "retry", "cold", "silence", "new")
OZON = Occasion("new-job", "Ozon", date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 16))
MONTHLY = TimerFacts(Cadence("month"), date(2026, 10, 9))
TOUCHED = TimerFacts(
    Cadence("month"),
    logged=True,
    touched=date(2026, 11, 20),
    touch="liked\na post",
    met_at="JPoint",
)

days = st.dates(date(2000, 1, 1), date(2050, 1, 1))
words = st.text(max_size=40)
facts = st.builds(
    TimerFacts,
    cadence=st.builds(Cadence, st.sampled_from(get_args(Unit)[:5]), st.integers(1, 40)),
    spoke=st.none() | days,
    tried=st.none() | days,
    tried_first=st.none() | days,
    attempts=st.integers(0, 30),
    met=st.none() | days,
    met_at=words,
    added=st.none() | days,
    held_by=st.sampled_from(["", "snooze", "pause"]),
    paused_why=words,
    touched=st.none() | days,
    touch=words,
)
reasons = st.builds(
    Reason,
    kind=st.sampled_from(["reply", "promise", "waiting"]),
    group=st.sampled_from(get_args(Group)),
    due=days,
    words=words,
    noted=st.none() | days,
    deadline=st.none() | days,
    paused_why=words,
) | st.builds(
    Reason,
    kind=st.sampled_from(TIMERS),
    group=st.sampled_from(get_args(Group)),
    due=days,
    timer=facts,
    paused_why=words,
)


@given(reasons, days)
def test_a_reason_is_one_line_that_can_be_shortened(reason: Reason, today: date) -> None:
    """The shorter form says something and takes less room; an end that stays is the text's."""
    sentence = reason_sentence(reason, today)
    assert sentence.text.splitlines() == [sentence.text]
    assert say_reason(reason, today) == sentence.text
    if sentence.short:
        assert len(sentence.short) < len(sentence.text)
    assert sentence.words + sentence.end == sentence.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("two references", '"two references"'),
        ('"two references, please"', '"two references, please"'),
        ('the "Staff" role', '“the "Staff" role”'),
        ('"a" and "b"', '“"a" and "b"”'),
        ("релиз", "«релиз»"),
        ("«релиз»", "«релиз»"),
        ('"релиз"', '"релиз"'),
        ('роль "Staff"', '«роль "Staff"»'),
    ],
)
def test_words_are_quoted_once(words: str, said: str) -> None:
    """What is in quotes already gets no more; the marks differ from those in the words."""
    assert quote(words) == said


@given(st.text(max_size=20), days, st.sampled_from([" ", ": ", ", ", " — "]))
def test_a_day_is_said_once(words: str, day: date, between: str) -> None:
    """The day that a task begins with is said beside it; other words stay."""
    rest = flat(words).lstrip(" :,—–-")
    assert without_day(f"{day}{between}{rest}x", day) == f"{rest}x"
    for other in (None, add_days(day, 1)):
        assert without_day(f"{day}{between}x", other) == f"{day}{between}x"
    assert without_day(f"{day}{rest}x", day) in (f"{day}{rest}x", f"{rest}x")
    assert without_day(f": {rest}", day) == flat(f": {rest}")


@given(reasons, days)
def test_why_they_were_paused_stands_first(reason: Reason, today: date) -> None:
    """It is put before the sentence, whole, and before the shorter one."""
    plain = reason_sentence(reason._replace(paused_why=""), today)
    back = reason_sentence(reason._replace(paused_why="on\tleave"), today)
    assert back == plain.after("on leave")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            Reason("cadence", "overdue", date(2026, 11, 9), timer=MONTHLY),
            Sentence("monthly, spoke 9 Oct · 2 weeks over", "spoke 9 Oct · 2 weeks over"),
        ),
        (
            Reason("cadence", "today", TODAY, timer=MONTHLY._replace(held_by="snooze")),
            Sentence("you snoozed this to today"),
        ),
        (
            Reason("cadence", "today", TODAY, timer=MONTHLY._replace(held_by="pause")),
            Sentence("back today · monthly, spoke 9 Oct", "back today · spoke 9 Oct"),
        ),
        (
            Reason(
                "cadence", "overdue", date(2026, 11, 20),
                timer=MONTHLY._replace(held_by="pause", paused_why="on leave"),
            ),
            Sentence("monthly, spoke 9 Oct", "spoke 9 Oct"),
        ),
        (
            Reason("waiting", "waiting", TODAY, words="JD", noted=date(2026, 11, 10)),
            Sentence("the JD was promised on Tue 10 Nov", end=" was promised on Tue 10 Nov"),
        ),
        (
            Reason("new-job", "occasion", TODAY, occasion=OZON),
            Sentence("new job at Ozon since Mon 2 Nov", "new job at Ozon"),
        ),
        (
            Reason("new", "new", TODAY, timer=TOUCHED),
            Sentence("not spoken yet · touch 20 Nov: liked a post · met at JPoint",
                     "not spoken yet · touch 20 Nov · met at JPoint"),
        ),
        (
            Reason("new", "new", TODAY, timer=TOUCHED._replace(touch=" ", met_at="")),
            Sentence("not spoken yet · touch 20 Nov"),
        ),
    ],
)  # fmt: skip
def test_a_reason_says_how_it_is_shortened(reason: Reason, said: Sentence) -> None:
    """The rhythm and a known day give way, what counts stays."""
    assert reason_sentence(reason, TODAY) == said


@pytest.mark.parametrize(("texts", "language"), [(english, "en"), (russian, "ru")])
def test_every_kind_of_occasion_is_worded(texts: Any, language: str) -> None:  # noqa: ANN401
    """A kind that nobody has worded is named with the module that is to word it."""
    for kind in KINDS:
        texts.text_of(kind.name)  # raises where there is none
    left = set(texts.TEXTS) - {kind.name for kind in KINDS}
    assert not left, f"text/{language}/occasions.py has rows for kinds that are gone: {left}"
    with pytest.raises(LookupError, match=rf"text/{language}/occasions\.py .*'made-up'"):
        texts.text_of("made-up")
