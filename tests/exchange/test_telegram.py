"""Telegram's JSON: private chats and calls by day, whoever wrote, in files of any size."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.interchange import Question
from contactkeeper.exchange import json_stream
from contactkeeper.exchange.source import Unanswered, Unreadable
from contactkeeper.exchange.telegram import is_telegram, read_telegram
from contactkeeper.text.en.left_out import NOUNS
from exported import MOSCOW, SAMPLES, folder, interactions, left_out, read, sample, single
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.interchange import Exported

ME = {"user_id": 999, "first_name": "Me", "last_name": "Myself"}
OF_THE_SAMPLES = ["2026-11-16 ->", "2026-11-17 <-", "2026-11-18 --", "2026-11-19 <-"]


def message(sender: object, day: str, text: object = "", **more: object) -> dict[str, object]:
    """Return a message as the file has it."""
    return {"type": "message", "date": f"{day}T12:00:00", "from_id": sender, "text": text, **more}


def call(actor: str, day: str, **more: object) -> dict[str, object]:
    """Return a call as the file has it."""
    return {
        "type": "service",
        "action": "phone_call",
        "date": f"{day}T12:30:15",
        "actor": "A",
        "actor_id": actor,
        **more,
    }


def chat(number: object, *messages: object, **more: object) -> dict[str, object]:
    """Return a chat as the file has it."""
    return {"name": "Anna", "type": "personal_chat", "id": number, **more, "messages": [*messages]}


def account(*chats: object, **more: object) -> dict[str, object]:
    """Return a whole account."""
    return {"about": "…", **more, "chats": {"about": "…", "list": [*chats]}}


def read_json(value: object, **answers: object) -> Exported:
    """Read a value as Telegram's file."""
    data = json.dumps(value, ensure_ascii=False).encode()
    return read_telegram(single(data, "result.json"), MOSCOW._replace(**answers))  # type: ignore[arg-type]


def test_a_whole_account() -> None:
    """Names and phones are those of the address book; what is no chat of two is counted."""
    found = read(sample("telegram/result-account.json"))
    assert [each[:13] for each in interactions(found)] == OF_THE_SAMPLES
    assert {each.person.name for each in found.interactions} == {"Мария Образцова"}
    assert found.interactions[0].person.phones == ("+49 000 0000004",)
    assert found.interactions[0].person.aliases == ("Мария",)
    assert [each.channel for each in found.interactions] == [
        "telegram", "telegram", "call", "telegram",
    ]  # fmt: skip
    assert [str(each.time) for each in found.interactions if each.time] == ["09:00:00"]
    assert [each.place.line for each in found.interactions] == [43, 60, 72, 84]
    assert (found.kind, found.owner) == ("telegram", "Me")
    assert left_out(found) == {"saved": 1, "group": 1, "no-name": 1}
    assert dict(found.counts) == {"chats": 1, "messages": 5}


def test_one_chat() -> None:
    """Its owner is who the chat is not with; the day is the one that the file writes."""
    found = read(sample("telegram/result-chat.json"))
    assert [each[:13] for each in interactions(found)] == OF_THE_SAMPLES
    assert (found.owner, left_out(found)) == ("Me", {})


def test_words_only_where_they_are_wanted() -> None:
    """A text in pieces is one text; the messages of a day are in the order of their moments."""
    late = message("user1", "2026-01-02", "second", date_unixtime="1767300000")
    early = message("user1", "2026-01-02", ["fi", {"type": "bold", "text": "rst"}, 7])
    early["date_unixtime"] = "1767200000"
    value = chat(1, late, early)
    assert read_json(value).interactions[0].words == ""
    (told,) = read_json(value, with_words=True).interactions
    assert (told.words, told.moment) == ("first\nsecond", 1767300000)


def test_a_call_that_was_not_answered_is_an_attempt_of_who_called() -> None:
    """A call that was held is a talk, whoever called, at the time of the first of that day."""
    found = read_json(
        chat(
            1,
            call("user1", "2026-01-01", discard_reason="missed"),
            call("user9", "2026-01-02", duration_seconds=0, discard_reason="busy"),
            call("user1", "2026-01-03", duration_seconds=60),
            {**call("user9", "2026-01-03", duration_seconds=5), "date": "2026-01-03T09:00:00"},
            {**call("user9", "2026-01-04"), "action": "pin_message"},
        )
    )
    assert interactions(found) == [
        "2026-01-01 <- call Anna", "2026-01-02 -> call Anna", "2026-01-03 -- call Anna",
    ]  # fmt: skip
    assert str(found.interactions[2].time) == "09:00:00"


def test_what_is_left_out_has_a_reason_with_words() -> None:
    """Groups, channels, bots, Telegram's own messages, oneself, and whoever has no name."""
    kinds = ["bot_chat", "private_group", "public_supergroup", "public_channel", "new_kind"]
    text = message("user5", "2026-01-01")
    chats = [chat(5, text, type=kind) for kind in kinds]
    chats += [chat(999, text), chat(777000, text), chat(6, text, name=None), chat("x", text)]
    found = read_json({**account(*chats, personal_information=ME), "left_chats": {
        "about": "…", "list": [chat(8, type="private_group"), "no chat"],
    }})  # fmt: skip
    assert found.interactions == ()
    assert left_out(found) == {"bot": 2, "group": 4, "channel": 1, "saved": 1, "no-name": 2}
    assert left_out(found).keys() <= NOUNS.keys()


def test_a_message_without_a_day_is_counted() -> None:
    """And so is one without a sender; what is no message is none."""
    bad = [message("user1", "2026-02-30"), message(None, "2026-01-01"), {"type": "message"}, 5]
    found = read_json(chat(1, *bad, message("user1", "2026-01-01")))
    assert interactions(found) == ["2026-01-01 <- telegram Anna"]
    assert left_out(found) == {"no-date": 3}


@pytest.mark.parametrize("known", [True, False])
def test_files_until_2021_mark_the_numbers_of_senders(known: bool) -> None:  # noqa: FBT001
    """They are bare numbers, and higher by 2 ** 32 than those of accounts."""
    mark = 1 << 32
    chats = [chat(mark + 5, message(mark + 5, "2020-01-01"), message(mark + 999, "2020-01-02"))]
    found = read_json(account(*chats, **({"personal_information": ME} if known else {})))
    assert interactions(found) == ["2020-01-01 <- telegram Anna", "2020-01-02 -> telegram Anna"]


def test_the_owner_of_an_account_that_does_not_name_them() -> None:
    """Is whoever writes in most chats without being the one it is with; else it is asked."""
    one = chat(1, message("user9", "2026-01-01", **{"from": "Me"}))
    two = chat(2, message("user9", "2026-01-02"), name="Boris")
    other = chat(3, message("user8", "2026-01-03", **{"from": "Eva"}), name="Clara")
    assert [each[11:13] for each in interactions(read_json(account(one, two, other)))] == [
        "->", "->", "<-",
    ]  # fmt: skip
    with pytest.raises(Unanswered) as caught:
        read_json(account(one, other))
    assert caught.value.question == Question("owner", "result.json", ("Me", "Eva"))
    for answer in ("eva", "user8"):
        found = read_json(account(one, other), owner=answer)
        assert (found.owner, [each[11:13] for each in interactions(found)]) == ("Eva", ["<-", "->"])
    assert read_json(account(one, other, chat(9, type="saved_messages"))).owner == "Me"


def test_two_files_are_one_account() -> None:
    """The chats of a folder's files are put together, person by person."""
    files = [chat(1, message("user1", f"2026-01-0{day}")) for day in (1, 2)]
    both = {f"{n}/result.json": json.dumps(each).encode() for n, each in enumerate(files)}
    days = ["2026-01-01 <- telegram Anna", "2026-01-02 <- telegram Anna"]
    assert interactions(read(folder(both))) == days


def test_pages_are_told_and_refused() -> None:
    """Who exported pages to read in a browser is told what to export."""
    page = b"<!DOCTYPE html><html><head><title>Exported Data</title>"
    with pytest.raises(Unreadable) as caught:
        read(folder({"chats/chat_01/messages.html": page}))
    assert caught.value.case == "telegram-pages"


@pytest.mark.parametrize(
    ("data", "case", "line"),
    [
        (b'{"type": "personal_chat", "id": 1,\n "messages": [{"a": 1},\n nonsense]}', "json", 3),
        (b'{"type": "personal_chat", "messages": [{"text": "cut', "json", 1),
        (b'{"type": "personal_chat", "messages": [1 2]}', "json", 1),
        (b'{"type": "personal_chat" "id": 1}', "json", 1),
        (b'{"type": "personal_chat", 1: 2}', "json", 1),
        (b'{"type": "personal_chat", "other": ' + b"[" * 100, "deep", 1),
        (b'{"type": "personal_chat", "messages": [' + b"[" * 100_000, "deep", 1),
        (b'{"type": "personal_chat", "id": ' + b"1" * 5_000 + b"}", "json", 1),
        (b'{"type": "personal_chat", "name": "\xff"}', "utf-8", 1),
        (b"[]", "no-telegram", 0),
    ],
)
def test_what_is_wrong_is_said_with_its_line(data: bytes, case: str, line: int) -> None:
    """Nothing but `Unreadable` is raised."""
    with pytest.raises(Unreadable) as caught:
        read_telegram(single(data), MOSCOW)
    assert (caught.value.case, caught.value.line) == (case, line)


def test_a_value_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Is refused, and not read to its end."""
    monkeypatch.setattr(json_stream, "_CHUNK", 100)
    monkeypatch.setattr(json_stream, "_LARGEST", 1_000)
    with pytest.raises(Unreadable) as caught:
        read_json(chat(1, message("user1", "2026-01-01", "x" * 5_000)))
    assert caught.value.case == "large-value"


@settings(max_examples=examples(200))
@given(st.data())
def test_pieces_of_any_size_make_no_difference(data: st.DataObject) -> None:
    """Whatever a file says is the same however few bytes are read at a time."""
    name = data.draw(st.sampled_from(["account", "chat"]))
    whole = sample(f"telegram/result-{name}.json")
    expected = read_telegram(whole, MOSCOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_CHUNK", data.draw(st.integers(1, 200)))
        assert read_telegram(whole, MOSCOW) == expected


@settings(max_examples=examples(400))
@given(st.data())
def test_any_bytes_give_an_answer(data: st.DataObject) -> None:
    """A file that was cut, patched or made of anything raises nothing else."""
    text = (SAMPLES / "telegram" / "result-account.json").read_bytes()
    at = data.draw(st.integers(0, len(text)))
    patch = data.draw(st.binary(max_size=20) | st.sampled_from([b"null", b"{", b"[[", b'"', b"-1"]))
    end = data.draw(st.integers(at, len(text)))
    source = single(text[:at] + patch + text[end:], "result.json")
    is_telegram(source)
    try:
        read_telegram(source, MOSCOW)
    except (Unanswered, Unreadable):
        return


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@settings(max_examples=examples(400))
@given(st.data())
def test_values_of_any_type_give_an_answer(data: st.DataObject) -> None:
    """Where a number or a text is expected, JSON may have anything; names stay on their line."""
    texts = message("user1", "2026-01-01"), call("user999", "2026-01-02")
    value: dict[str, object] = {
        "personal_information": dict(ME),
        "contacts": {"about": "…", "list": [{"user_id": 1, "first_name": "A"}]},
        "chats": {"list": [chat(1, *texts)]},
    }
    place: object = value
    while isinstance(place, dict | list):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys)) if keys else None
        inner = place[key] if key is not None else None
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            if key is not None:
                place[key] = data.draw(VALUES)
            break
        place = inner
    try:
        found = read_telegram(single(json.dumps(value).encode()), MOSCOW._replace(with_words=True))
    except (Unanswered, Unreadable):
        return
    for each in found.interactions:
        (each.person.name + each.words).encode()
        assert "\n" not in each.person.name
