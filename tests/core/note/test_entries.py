from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.languages import CHANNELS, fold_channel, is_channel, short_channel
from contactkeeper.core.model import Entry, Task
from contactkeeper.core.note.entry_format import format_entry
from contactkeeper.core.note.escapes import escape, take_fields, unescape
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.style import Style
from contactkeeper.core.note.typed_entry import read_typed
from hypothesis_profiles import examples

TODAY = date(2026, 11, 23)
PIECES = [
    "\n", "\r", " ", "\t", "\\", "[", "]", "(", ")", "::", "a", "gave", "- ", "* ", "1. ", "[ ] ",
    "[x] ", "2026-11-23", "23.11.2026", "23.11", "[[", "]]", "->", "<-", "<->", "→", "~", "~ ",
    "call", ":", "tg:", "#", "## ", "```", "~~~", "<!--", "-->", "%%", "|", "---", "***", "===",
    "📅", "📅 2026-11-23",
    "⏳", "🛫 tomorrow", "[due:: ", "27.11.2026", "03/11/2026", "🔺",
    "- 05.11.26", "5 Nov 2026", "- 03/11/2026", "### 5 ноября", "Fri ",
    "⏫", "➕ 2026-01-01", "waiting:", "жду: ", "&#32;", "&", "<br>",
    "<<<<<<< ", ">>>>>>> ", "=======", "10:30", "—", ".", "=", "`", "#tag", "^id", "**", "__",
    "<div>", "</b>", "-", "\u2028", "\x00", "\x0b", "\x85", "\ufeff", "é", "\ud800",
]  # fmt: skip
# Syntax matters most at the beginning of a text and of each of its lines.
LINES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)
MANY_LINES = st.lists(st.sampled_from(PIECES) | LINES, max_size=3).map("\n".join)
TEXTS = MANY_LINES | LINES | st.text(max_size=12)
KEYS = st.sampled_from(["gave", "got", "outcome", "told", "Next step", "x-y", "дал"])
# Of a NamedTuple itself Hypothesis would make up the fields that are left out: hence `partial`.
TASKS = st.builds(
    partial(Task), TEXTS, st.none() | st.dates(), st.sampled_from(["open", "kept", "dropped"]),
    st.sampled_from(["promise", "waiting"]),
)  # fmt: skip
ENTRIES = st.builds(
    partial(Entry),
    st.dates(),
    TEXTS,
    st.sampled_from(["", "->", "<-", "~"]),
    st.sampled_from(["", *CHANNELS]) | TEXTS,
    st.none() | st.times().map(lambda at: at.replace(microsecond=0)),
    st.lists(st.tuples(KEYS, TEXTS), max_size=3).map(tuple),
    st.lists(TASKS, max_size=2).map(tuple),
)
AROUND_DATE = [("", ""), ("[[", "]]"), ("**", "**"), ("**[[", "]]**"), ("**", ":**")]
COLUMNS = [("date", "channel", "text"), ("date", "text"), ("date", "Next", "text", "channel")]
STYLES = st.builds(
    lambda around, **rest: Style(opening=around[0], closing=around[1], **rest),
    st.sampled_from(AROUND_DATE),
    shape=st.sampled_from(["bullet", "bullet", "heading", "row"]),
    marker=st.sampled_from(["-", "*", "+", "3.", "12)"]),
    indent=st.sampled_from(["\t", "  ", "    "]),
    dotted=st.booleans(),
    separator=st.sampled_from([":", " —", "", " |", " -", ",", "."]),
    titled=st.booleans(),
    columns=st.sampled_from(COLUMNS),
    bare=st.booleans(),
)


def read_back(written: str) -> Entry | None:
    """Return the entry that a log of these lines holds."""
    log = Note.parse(f"## Log\n{written}\n").log
    return log.spans[0].entry if log and log.spans else None


@settings(max_examples=examples(1200), deadline=None)
@given(ENTRIES, STYLES)
@example(Entry(TODAY, "- [ ] forged 📅 2026-01-01\n# x\n---\n``` \n- 2026-01-01: x"), Style())
@example(Entry(TODAY, "a\n- 2026-01-01: x\n1. [[2026-01-01]] x\n|2026-01-01|"), Style("heading"))
@example(Entry(TODAY, "call: no channel"), Style())
@example(Entry(TODAY, "10:30 no time", "", ""), Style(separator=""))
@example(Entry(TODAY, "a\n***\n* * *\n--\n==="), Style())
@example(Entry(TODAY, "→ x"), Style("row"))
@example(Entry(TODAY, "~ x"), Style())
@example(Entry(TODAY, "~"), Style("row"))
@example(Entry(TODAY, "", "~"), Style("row", columns=("date", "text")))
@example(Entry(TODAY, "x", "", "~ linkedin"), Style("row"))
@example(Entry(TODAY, "", "", "\u2028"), Style("row", columns=("date", "channel"), bare=True))
@example(Entry(TODAY, "email <- x"), Style())
@example(Entry(TODAY, "email → x"), Style("heading", separator=""))
@example(Entry(TODAY, "tg <-> x"), Style("row", columns=("date", "text")))
@example(Entry(TODAY, "call"), Style())
@example(Entry(TODAY, "Письмо\nx", "<-"), Style("heading"))
@example(Entry(TODAY, "email", "", "huddle"), Style("row"))
@example(Entry(TODAY, "call ", "", "huddle", fields=(("got", "x"),)), Style())
@example(Entry(TODAY, "call", "", "email"), Style(separator=""))
@example(Entry(TODAY, "x", "", "<- email"), Style("row"))
@example(Entry(TODAY, "x", "", "email <->"), Style("row", bare=True))
@example(Entry(TODAY, "", "", "\\←"), Style("row"))
@example(Entry(TODAY, "", "", "<- \\\\→"), Style("row"))
@example(Entry(TODAY, "a\nD | T\n--- | ---\n2026-01-01 | x"), Style("heading"))
@example(Entry(TODAY, " [got:: no field] %% <!-- "), Style())
@example(Entry(TODAY, "", tasks=(Task(""), Task("\\\\📅 2026-11-23"))), Style())
@example(Entry(TODAY, "", tasks=(Task("2026-11-231", state="kept"),)), Style("heading"))
@example(Entry(TODAY, "", tasks=(Task("0NOV 0000", state="kept"),)), Style("heading"))
@example(Entry(TODAY, "10:30"), Style(separator=","))
@example(Entry(TODAY, "a|b<br>c\\\nd", "", "—"), Style("row"))
@example(Entry(TODAY, tasks=(Task("(2026-11-23", state="kept"),)), Style("heading"))
@example(Entry(TODAY, tasks=(Task("5 Nov 2026", state="kept"),)), Style("heading"))
def test_format_then_parse_is_the_identity(entry: Entry, style: Style) -> None:
    """Whatever an entry says, written into a note in any hand, it reads back as the same.

    It is one entry, its span is what was written, the section goes on to where it did, and there
    is nothing to report.
    """
    written = format_entry(entry, style)
    names = f"| {' | '.join(style.columns)} |\n{'|---' * len(style.columns)}|\n"
    if style.bare:
        names = names.replace("\n|", "\n").replace("|\n", "\n").removeprefix("| ")
    text = f"## Log\n{names if style.shape == 'row' else ''}{written}\n## Next\n"
    note = Note.parse(text)
    assert note.log
    (span,) = note.log.spans
    assert span.entry.same(entry)
    assert text[span.start : span.end] == written + "\n"
    assert note.log.end == text.index("## Next\n", span.end)
    assert not note.problems


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS)
def test_unescape_takes_away_what_escape_put_in(text: str) -> None:
    """Escaped text is one line without fields, and unescaped it is the text."""
    escaped = escape(text)
    assert unescape(escaped) == text
    assert take_fields(escaped) == (escaped, [])
    assert not {"\n", "\r"} & set(escaped)


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS)
def test_reading_what_is_typed_never_loses_it(text: str) -> None:
    """What a person types, if its dates are possible, can be written and read back."""
    try:
        entry = read_typed(text, TODAY)
    except ImpossibleDate:
        return
    read = read_back(format_entry(entry))
    assert read
    assert read.same(entry)


@pytest.mark.parametrize(
    ("entry", "written"),
    [
        (Entry(TODAY), "- 2026-11-23"),
        (Entry(TODAY, "text"), "- 2026-11-23: text"),
        (Entry(TODAY, "text", "->"), "- 2026-11-23 -> text"),
        (Entry(TODAY, "текст", "<-", "тг"), "- 2026-11-23 <- тг: текст"),
        (Entry(TODAY, "a\nb", "", "call", time(9, 5)), "- 2026-11-23 09:05 call: a\n\tb"),
        (Entry(TODAY, "", "->", "email"), "- 2026-11-23 -> email:"),
        (Entry(TODAY, "оффер", fields=(("outcome", "offer"),)),
         "- 2026-11-23: оффер [outcome:: offer]"),
        (Entry(TODAY, fields=(("got", "intro: [[Пётр]] [CTO]"),)),
         r"- 2026-11-23: [got:: intro: [[Пётр]] \[CTO\]]"),
        (Entry(TODAY, "x", "", "huddle"), "- 2026-11-23: x [channel:: huddle]"),
        (Entry(TODAY, "x", tasks=(Task("JD", date(2026, 11, 27), kind="waiting"),)),
         "- 2026-11-23: x\n\t- [ ] waiting: JD 📅 2026-11-27"),
        (Entry(TODAY, "call: x"), r"- 2026-11-23: call\: x"),
        (Entry(TODAY, "-> x"), r"- 2026-11-23: \-> x"),
        (Entry(TODAY, "comment on her post", "~", "linkedin"),
         "- 2026-11-23 ~ linkedin: comment on her post"),
        (Entry(TODAY, "", "~"), "- 2026-11-23 ~"),
        (Entry(TODAY, "~ x"), r"- 2026-11-23: \~ x"),
        (Entry(TODAY, "~5 offers"), "- 2026-11-23: ~5 offers"),
        (Entry(TODAY, "— да, — сказала она"), "- 2026-11-23: — да, — сказала она"),
        (Entry(TODAY, r"C:\new #tag [[A|B]] [a](b) *b* 100%"),
         r"- 2026-11-23: C:\new #tag [[A|B]] [a](b) *b* 100%"),
    ],
)  # fmt: skip
def test_what_is_written(entry: Entry, written: str) -> None:
    """An entry is written as a person would write it, and escaped only where it must be."""
    assert format_entry(entry) == written


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (
            Style(marker="*", opening="[[", closing="]]", separator=" —"),
            "* [[2026-11-23]] — a|b\n\tc",
        ),
        (Style(opening="**", closing=":**", separator=""), "- **2026-11-23:** a|b\n\tc"),
        (Style(marker="4.", dotted=True, separator="", indent="   "), "4. 23.11.2026 a|b\n   c"),
        (Style("heading", separator=" |"), "### 2026-11-23 | a|b\nc"),
        (Style("heading", level=4, titled=False), "#### 2026-11-23\na|b\nc"),
        (Style("row", columns=("date", "", "text")), r"| 2026-11-23 |  | a\|b<br>c |"),
    ],
)
def test_hands(style: Style, written: str) -> None:
    """The same entry in the hand of each section."""
    assert format_entry(Entry(TODAY, "a|b\nc"), style) == written


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("she sends the JD on Friday", Entry(TODAY, "she sends the JD on Friday")),
        ("-> tg: asked about the JD", Entry(TODAY, "asked about the JD", "->", "tg")),
        ("← Звонок: перезвонила", Entry(TODAY, "перезвонила", "<-", "Звонок")),
        ("<-> встреча: кофе", Entry(TODAY, "кофе", "", "встреча")),
        ("~ linkedin: a like", Entry(TODAY, "a like", "~", "linkedin")),
        ("~", Entry(TODAY, "", "~")),
        ("~5 offers", Entry(TODAY, "~5 offers")),
        ("call ~ 30 minutes", Entry(TODAY, "call ~ 30 minutes")),
        ("2026-11-20 call: a", Entry(date(2026, 11, 20), "a", "", "call")),
        ("2026-11-20 10:30 -> a", Entry(date(2026, 11, 20), "a", "->", time=time(10, 30))),
        ("20.11.2026: a", Entry(date(2026, 11, 20), "a")),
        ("- 2026-11-20: pasted", Entry(date(2026, 11, 20), "pasted")),
        ("10:30 call: a", Entry(TODAY, "a", "", "call", time(10, 30))),
        ("10:30 works for her", Entry(TODAY, "10:30 works for her")),
        ("Agenda: a", Entry(TODAY, "Agenda: a")),
        ("a [got:: intro: CTO] b", Entry(TODAY, "a b", fields=(("got", "intro: CTO"),))),
        ("a\r\n  b  \n\n- [ ] CV 📅 2026-11-27\n",
         Entry(TODAY, "a\nb", tasks=(Task("CV", date(2026, 11, 27)),))),
        ("- not a date", Entry(TODAY, "- not a date")),
        ("", Entry(TODAY)),
    ],
)  # fmt: skip
def test_what_is_typed(typed: str, entry: Entry) -> None:
    """TEXT after `ck log WHO` is read by the grammar of an entry."""
    read = read_typed(typed, TODAY)
    assert read._replace(line=0, tasks=tuple(p._replace(line=0) for p in read.tasks)) == entry


@pytest.mark.parametrize("typed", ["2026-02-30 a", "a\n- [ ] b 📅 2026-02-30", "31.11.2026: a"])
def test_impossible_dates_are_not_typed(typed: str) -> None:
    """A day that no calendar has is refused, never rolled over."""
    with pytest.raises(ImpossibleDate):
        read_typed(typed, TODAY)


@pytest.mark.parametrize(
    "line", ["", "text", "- text", "- [ ] 2026-11-23 a", "2026-11-23 a", "- 23.11 a"]
)
def test_no_entry(line: str) -> None:
    """A line without a whole date at its beginning is no entry."""
    assert read_back(line) is None


def test_channels() -> None:
    """Channels are known in both languages and any case; statistics fold them."""
    assert is_channel("Telegram")
    assert is_channel("Созвон")
    assert not is_channel("Agenda")
    assert fold_channel("ТГ") == "telegram"
    assert fold_channel("почта") == "email"
    assert fold_channel("Huddle") == "huddle"
    assert short_channel("Почта") == "mail"
    assert short_channel("Huddle") == "huddle"
    assert set(CHANNELS.values()) <= set(CHANNELS)
    assert all(word == word.casefold().strip() and len(word) < 24 for word in CHANNELS)


@pytest.mark.parametrize(
    "text",
    [
        r"\\server\share",
        r"C:\temp\[x]",
        r"\d+\.\w \- \#",
        "first\n---\nlast",
        "first\n===\nlast",
        "first\n* * *\nlast",
        "first\n=======\nlast",
        "&#65; &amp; &#x41;",
        "a\n\\---\nb",
    ],
)
def test_typed_text_is_kept_to_the_letter(text: str) -> None:
    """What a person types is text: a backslash or a line of dashes is not taken for syntax."""
    entry = read_typed(text, date(2026, 11, 23))
    assert entry.text == text
    again = read_back(format_entry(entry))
    assert again is not None
    assert again.text == text
