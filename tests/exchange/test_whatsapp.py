"""WhatsApp's chats: who of two wrote on which day, in every form that a line has."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.interchange import Exported, Question
from contactkeeper.exchange.source import Unanswered, Unreadable
from contactkeeper.exchange.whatsapp import is_whatsapp, read_whatsapp
from contactkeeper.exchange.whatsapp_lines import day_of, read_lines
from contactkeeper.text.file_faults import ROW_FAULTS
from exported import MOSCOW, SAMPLES, folder, interactions, left_out, member, read, sample, single
from hypothesis_profiles import examples

NAME = "WhatsApp Chat with Anna.txt"


def chat(*lines: str, name: str = NAME, **answers: object) -> Exported:
    """Read a chat of these lines."""
    source = single("\n".join(lines).encode(), name)
    return read_whatsapp(source, MOSCOW._replace(**answers))  # type: ignore[arg-type]


def question(*lines: str, name: str = NAME, **answers: object) -> tuple[str, tuple[str, ...]]:
    """Return the question that a chat leaves open, with its choices."""
    with pytest.raises(Unanswered) as caught:
        chat(*lines, name=name, **answers)
    assert caught.value.question.file == name
    return caught.value.question.code, caught.value.question.choices


def test_the_samples() -> None:
    """In Russian and in English; whom they are with is asked."""
    with pytest.raises(Unanswered) as caught:
        read(sample("whatsapp-android-ru.txt"))
    assert caught.value.question == Question("chat", "whatsapp-android-ru.txt", ("Я", "Мария"))
    answers = MOSCOW._replace(chat="Мария", with_words=True)
    found = read(sample("whatsapp-android-ru.txt"), answers)
    assert interactions(found) == ["2026-11-16 -> whatsapp Мария", "2026-11-17 <- whatsapp Мария"]
    assert found.interactions[0].words == "Добрый вечер!\nвторая строка: с двоеточием"
    assert (found.owner, found.kind, found.counts) == ("Я", "whatsapp", (("messages", 2),))
    wanted = MOSCOW._replace(with_words=True)
    for answers in (wanted._replace(chat="Maria Obraztsova"), wanted._replace(owner="Me")):
        found = read(sample("whatsapp-ios-en.txt"), answers)
        assert interactions(found) == [
            "2026-11-16 -> whatsapp Maria Obraztsova", "2026-11-17 <- whatsapp Maria Obraztsova",
        ]  # fmt: skip
        assert found.interactions[1].words == "image omitted\n[not a date] text"


@pytest.mark.parametrize(
    "line",
    [
        "8/25/19, 1:25 PM - Anna: Hi",
        "25/08/19 13:25 - Anna: Hi",
        "25.08.19 à 13:25 - Anna: Hi",
        "[25/08/2019 13:25:26] Anna: Hi",
        "[2019/8/25 13:25:09] Anna:Hi",
        "[2019/8/25 下午1:25:09] Anna: Hi",
        "2019-08-25, 1:25 p.m. - Anna: Hi",
        "2019-08-25, 1:25 p.\u00a0m. - Anna: Hi",
        "\u200e[25.08.19, 13:25:09] \u200eAnna: \u200eHi",
        "[8/25/19, 1:25:05\u202fPM] Anna: Hi",
        "25-08-2019 13:25 - Anna: Hi",
        "25/8/2019, 13.25 - Anna: Hi",
        "25. 8. 2019 13:25 - Anna: Hi",
        "\ufeff25.08.2019, 13:25 – Anna: Hi",
        "25.08.19 г., 13:25 ч. - Anna: Hi",
        "25.08.2019 в 13:25 - Anna: Hi",
        "25.08.2019. u 13:25 - Anna: Hi",
        "25/8/2019 a las 13:25 - Anna: Hi",
        "25.08.19 um 13:25 Uhr - Anna: Hi",
        "25/08/2019 13 h 25 - Anna: Hi",
        "25.08.2019 ÖS 1:25 - Anna: Hi",
        "[25/8/19, 1:25:26 μ.μ.] Anna: Hi",
        "2019. 08. 25. du. 1:25 - Anna: Hi",
        "2019년 8월 25일 오후 1:25 - Anna: Hi",
        "2019年8月25日 下午1:25 - Anna: Hi",
        "2019/8/25 中午1:25 - Anna: Hi",
        (
            "\u0662\u0665\u200f/\u0668\u200f/\u0662\u0660\u0661\u0669\u060c "
            "\u0661:\u0662\u0665 \u0645 - Anna: Hi"
        ),
        "25/8/2562 13:25 - Anna: Hi",
    ],
)
def test_forms_of_a_line(line: str) -> None:
    """The same day, time, writer and text."""
    (read,) = read_lines(member(line.encode()))
    assert read.numbers
    days = {day_of(read.numbers, day_first=order) for order in (True, False)}
    assert date(2019, 8, 25) in days
    assert (read.clock, read.writer, read.text) == (time(13, 25), "Anna", "Hi")
    assert is_whatsapp(single(line.encode()))
    assert interactions(chat(line)) == ["2019-08-25 <- whatsapp Anna"]


def test_times_of_day_in_words() -> None:
    """Chinese names more than two: no line is lost, and the hours are told."""
    hours = {"凌晨2": 2, "早上8": 8, "上午9": 9, "中午12": 12, "下午3": 15, "晚上8": 20}
    lines = [f"2019/8/{day} {half}:00 - Anna: Hi" for day, half in enumerate(hours, 20)]
    read = list(read_lines(member("\n".join(lines).encode())))
    assert [each.clock for each in read] == [time(hour) for hour in hours.values()]
    assert len(interactions(chat(*lines))) == len(hours)


@pytest.mark.parametrize(
    "quoted",
    ["26.08.2019 в 15:00 - созвон с HR: Zoom", "26.08.2019 15:00 - Bob: Zoom",
     "[26.08.2019, 15:00] Bob: Zoom", "26.08.2019, 15:00:10 - Bob: Zoom",
     "26/08/2019, 15:00 - Bob: Zoom"],
)  # fmt: skip
def test_a_date_within_a_message(quoted: str) -> None:
    """Its form is another than that of the lines of the file."""
    found = chat("25.08.2019, 13:25 - Anna: Hi", quoted, "27.08.2019, 13:25 - Me: ok",
                 with_words=True)  # fmt: skip
    assert interactions(found) == ["2019-08-25 <- whatsapp Anna", "2019-08-27 -> whatsapp Anna"]
    assert found.interactions[0].words == f"Hi\n{quoted}"


@pytest.mark.parametrize(
    ("half", "hour"), [("12:00 AM", 0), ("12:00 PM", 12), ("1:00 am", 1), ("11:00 p.m.", 23)]
)
def test_clocks_of_twelve_hours(half: str, hour: int) -> None:
    """Noon and midnight among them."""
    (line,) = read_lines(member(f"2019-08-25, {half} - Anna: Hi".encode()))
    assert line.clock == time(hour)


def test_what_whatsapp_says_on_an_iphone_is_no_message_either() -> None:
    """There it has the other one's name before it, and a mark; so have pictures."""
    own = "Messages and calls are end-to-end encrypted. Only people in this chat can read them."
    found = chat(
        f"[25.08.19, 13:25:26] Anna: \u200e{own}",
        "\u200e[26.08.19, 13:25:26] Anna: \u200eimage omitted",
        "[27.08.19, 13:25:26] Anna: \u200eThis message was deleted.",
        f"[28.08.19, 13:25:26] Anna: {own}",
    )
    assert [each.day.day for each in found.interactions] == [26, 27, 28]


@pytest.mark.parametrize(
    "line",
    ["Hi", "25.08.19", "25.08.19, 13:25", "[25.08.19] Anna: Hi", "99:99 - Anna: Hi",
     "25.08/19, 13:25 - Anna: Hi", "25.08.19, 33:25 - Anna: Hi", ""],
)  # fmt: skip
def test_lines_that_continue_a_message(line: str) -> None:
    """They have no date and no time, or none that can be."""
    assert [each.numbers for each in read_lines(member(line.encode()))] in ([None], [])


def test_day_or_month_first() -> None:
    """The whole file decides: a number above 12, dots, or the order of the messages."""
    one, other = "Anna: Hi", "Me: Hi"
    for lines, days in (
        ([f"3/4/26, 1:00 PM - {one}", f"13/4/26, 1:00 PM - {other}"], ["2026-04-03", "2026-04-13"]),
        ([f"3/4/26, 1:00 PM - {one}", f"3/13/26, 1:00 PM - {other}"], ["2026-03-04", "2026-03-13"]),
        ([f"03.04.26, 13:00 - {one}"], ["2026-04-03"]),
        ([f"03.04.26, 13:00 - {one}", f"03.01.26, 13:00 - {other}"], ["2026-01-03", "2026-04-03"]),
        ([f"4/4/26, 1:00 PM - {one}"], ["2026-04-04"]),
        ([f"12/3/26, 13:00 - {one}", f"1/4/26, 13:00 - {other}"], ["2026-03-12", "2026-04-01"]),
    ):
        assert [each[:10] for each in interactions(chat(*lines))] == days
    open_lines = [f"3/4/26, 13:00 - {one}", f"5/6/26, 13:00 - {other}"]
    assert question(*open_lines) == ("day-first", ())
    for first, days in (
        (True, ["2026-04-03", "2026-06-05"]),
        (False, ["2026-03-04", "2026-05-06"]),
    ):
        assert [each[:10] for each in interactions(chat(*open_lines, day_first=first))] == days
    certain = [f"13/4/26, 13:00 - {one}"]
    assert interactions(chat(*certain, day_first=False)) == ["2026-04-13 <- whatsapp Anna"]


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp Chat with Anna.txt", "Чат WhatsApp с контактом Anna.txt",
        "Чат WhatsApp с Anna.txt", "WhatsApp-Chat mit Anna.txt",
        "Discussion WhatsApp avec Anna.txt", "Chat de WhatsApp con Anna.txt",
        "Conversa do WhatsApp com Anna.txt", "WhatsApp Chat - Anna.txt",
        "WhatsApp Chat with Anna (2).txt", "WhatsApp Chat with Anna(1).txt",
        "WhatsApp Chat — Anna.zip", "a/b/WhatsApp Chat with Anna",
    ],
)  # fmt: skip
def test_whom_a_chat_is_with_by_the_name_of_its_file(name: str) -> None:
    """In many languages; the other one is its owner."""
    found = chat("25.08.19, 13:25 - Anna: Hi", "25.08.19, 13:26 - Me: Hi", name=name)
    assert interactions(found) == ["2019-08-25 <- whatsapp Anna", "2019-08-25 -> whatsapp Anna"]
    assert found.owner == "Me"


def test_whom_a_chat_of_an_archive_is_with() -> None:
    """By the name of the archive where the file has none; of several, each by its own name."""
    line = b"25.08.19, 13:25 - Anna: Hi"
    one = folder({"_chat.txt": line, "photo.jpg": b""}, "WhatsApp Chat - Anna.zip")
    assert interactions(read(one)) == ["2019-08-25 <- whatsapp Anna"]
    several = {NAME: line, "WhatsApp Chat with Boris.txt": line.replace(b"Anna", b"Boris")}
    found = read(folder({**several, "x/_chat.txt": line, "readme.txt": b"Hi"}))
    assert interactions(found) == ["2019-08-25 <- whatsapp Anna", "2019-08-25 <- whatsapp Boris"]
    assert [(each.path, each.case) for each in found.problems] == [
        ("export/x/_chat.txt", "nameless-chat")
    ]


def test_what_is_asked() -> None:
    """Whom it is with where no writer is called so; who the owner is where that is not said."""
    both = ["25.08.19, 13:25 - Anna K.: Hi", "25.08.19, 13:26 - Me: Hi"]
    assert question(*both, name="_chat.txt") == ("chat", ("Anna K.", "Me"))
    assert question(*both, name="WhatsApp Chat with Team.txt") == ("chat", ("Anna K.", "Me"))
    assert question(*both, chat="Анна Каренина") == ("owner", ("Anna K.", "Me"))
    found = chat(*both, chat="Анна Каренина", owner="me")
    assert [each[11:] for each in interactions(found)] == [
        "<- whatsapp Анна Каренина", "-> whatsapp Анна Каренина",
    ]  # fmt: skip
    assert question(both[0], name="_chat.txt") == ("chat", ("Anna K.",))
    assert interactions(chat(both[1], name="WhatsApp Chat with Anna.txt")) == [
        "2019-08-25 -> whatsapp Anna"
    ]


def test_a_number_is_a_phone_and_signs_make_no_difference() -> None:
    """Names of files lack some signs; whoever is not saved has a wave before the name."""
    found = chat(
        "25.08.19, 13:25 - +49 000 000-01: Hi", name="WhatsApp Chat with +49 000 00001.txt"
    )
    assert (found.interactions[0].person.phones, found.interactions[0].person.name) == (
        ("+49 000 00001",), "",
    )  # fmt: skip
    found = chat(
        "25.08.19, 13:25 - ~\u202fAnna: Hi", "25.08.19, 13:26 - Me: Hi", name="_.txt", chat="~ Anna"
    )
    assert [each[11:] for each in interactions(found)] == ["<- whatsapp Anna", "-> whatsapp Anna"]


def test_a_group_is_no_chat_of_two() -> None:
    """Three writers are a group, whatever it is called."""
    lines = [f"25.08.19, 13:25 - {name}: Hi" for name in ("Anna", "Boris", "Me")]
    for answers in ({}, {"chat": "Anna"}, {"owner": "Me"}):
        found = chat(*lines, **answers)
        assert (found.interactions, left_out(found)) == ((), {"group": 1})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Me: Voice call, 18 min", "-- call Anna"),
        ("Anna: \u200eVideo call, \u200e1:05", "-- video Anna"),
        ("Anna: Видеозвонок, 5 мин", "-- video Anna"),
        ("Anna: Missed video call, Tap to call back", "<- video Anna"),
        ("Me: Voice call, No answer", "-> call Anna"),
        ("Anna: Verpasster Sprachanruf, Zum Zurückrufen tippen", "<- call Anna"),
        ("Missed voice call", "<- call Anna"),
        ("Anna: Video call tomorrow, 5 pm?", "<- whatsapp Anna"),
    ],
)
def test_calls(text: str, told: str) -> None:
    """A call with a duration is a talk; else it is an attempt of who called."""
    found = chat(
        f"25.08.19, 13:25 - {text}", "26.08.19, 13:25 - Anna: Hi", "27.08.19, 1:00 - Me: Hi"
    )
    assert interactions(found)[0] == f"2019-08-25 {told}"
    assert (found.interactions[0].time is None) == ("--" not in told)


def test_what_whatsapp_itself_says_is_no_message() -> None:
    """Nor is a message of a day that there is not."""
    found = chat(
        "25.08.19, 13:25 - Messages and calls are end-to-end encrypted.",
        "25.08.19, 13:25 - Anna: Hi",
        "31.02.20, 13:25 - Anna: Hi",
        "of the message before it",
        with_words=True,
    )
    assert interactions(found) == ["2019-08-25 <- whatsapp Anna"]
    assert found.interactions[0].words == "Hi"
    assert [(each.line, each.case) for each in found.problems] == [(3, "no-day")]
    assert {"no-day", "nameless-chat"} <= ROW_FAULTS.keys()


def test_messages_of_one_minute_keep_their_order() -> None:
    """What came last is the last."""
    lines = [f"25.08.19, 13:25 - {name}: Hi" for name in ("Anna", "Me", "Anna")]
    theirs, mine = sorted(chat(*lines).interactions, key=lambda each: each.direction)
    assert theirs.direction == "->" or theirs.moment > mine.moment
    assert [each.direction for each in chat(*lines).interactions] == ["->", "<-"]


def test_other_files_are_none() -> None:
    """Text without such lines, and what is no text."""
    for data in (b"", b"Hi", b"\0" * 100, "25.08.19\n".encode("utf-16"), b"a,b\n1,2\n"):
        assert not is_whatsapp(single(data))
        with pytest.raises(Unreadable) as caught:
            read_whatsapp(single(data), MOSCOW)
        assert caught.value.case == "no-whatsapp"


@settings(max_examples=examples(300))
@given(st.data())
def test_any_bytes_give_an_answer(data: st.DataObject) -> None:
    """A file that was cut, patched or made of anything raises nothing else."""
    path = data.draw(st.sampled_from(["whatsapp-android-ru.txt", "whatsapp-ios-en.txt"]))
    text = (SAMPLES / path).read_bytes()
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, len(text)))
    patch = data.draw(st.binary(max_size=20) | st.text(max_size=20).map(str.encode))
    source = single(text[:at] + patch + text[end:], NAME)
    is_whatsapp(source)
    answers = MOSCOW._replace(
        chat=data.draw(st.sampled_from(["", "Мария", "Anna"])),
        day_first=data.draw(st.sampled_from([None, True])),
    )
    try:
        found = read_whatsapp(source, answers)
    except (Unanswered, Unreadable):
        return
    assert all("\n" not in each.person.name for each in found.interactions)


@settings(max_examples=examples(300))
@given(
    st.lists(st.dates(date(2010, 1, 1), date(2099, 12, 31)), min_size=1, max_size=20).map(sorted),
    st.sampled_from(["{d.day}/{d.month}/{d.year}", "{d.month}/{d.day}/{d:%y}"]),
)
def test_days_are_never_those_of_the_other_order(days: list[date], form: str) -> None:
    """Where the file does not tell the order of day and month, it is asked."""
    lines = [f"{form.format(d=each)}, 13:25 - Anna: Hi" for each in days]
    try:
        found = chat(*lines)
    except Unanswered:
        return
    assert [each.day for each in found.interactions] == sorted(set(days))
