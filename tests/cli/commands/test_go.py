"""The walk through the morning, driven through a real terminal."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from cli.test_structure import HEAVY
from contactkeeper.text.speech import LANGUAGES
from vaults import note
from widths import cells

if TYPE_CHECKING:
    from cli.conftest import Ck
    from terminals import Window

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

ASKED = "[?]  "
"""The end of the line of keys."""
ANNA, BORIS, OLGA = "P/Анна Каренина.md", "P/Boris Ivanov.md", "P/Ольга Ким.md"
NOTES = {
    ANNA: note(
        "- [ ] 2026-11-20 11:00 call: about the role\n- 2026-10-02 call: met the team\n",
        company="Яндекс", tier="key",
    ),
    BORIS: note(
        "- 2026-10-05 -> email: asked how the search goes\n"
        "- 2026-11-12 <- email: two references, please\n",
        company="Avito",
    ),
    OLGA: note(
        "- 2026-11-16 tg: talked\n\t- [ ] the new CV 📅 2026-11-20\n",
        company="Ozon", tier="key", telegram='"@olga"',
    ),
}  # fmt: skip
"""An appointment to confirm, a reply owed and a promise, in the order of the list."""


def fill(ck: Ck) -> None:
    """Put the three people into the vault."""
    for path, text in NOTES.items():
        ck.note(path, text)


def go(*arguments: str, columns: int = 80, rows: int = 24, term: str = "dumb") -> Window:
    """Start the walk in a window; a dumb terminal shows nothing but the text."""
    from terminals import Window

    environ = {"TERM": term, "NO_COLOR": "1"}
    return Window("go", *arguments, columns=columns, rows=rows, environ=environ)


def press(window: Window, *typed: str) -> None:
    """Press a key whenever keys are asked for; behind it stands what is typed then."""
    for keys in typed:
        window.wait_for(ASKED)
        window.type(keys[0])
        _answer(window, keys[1:])


def _answer(window: Window, keys: str) -> None:
    """Answer a question of the key, where `keys` says which: `[o]ff  |o`, `-> tg: |hi`."""
    while keys:
        asked, _, rest = keys.partition("|")
        typed, _, keys = rest.partition("||")
        window.wait_for(asked)
        if typed == "\x03":
            window.insist(typed, "\n")
        else:
            window.type(typed)


def end(window: Window) -> str:
    """Quit; return all that was shown."""
    press(window, "q")
    code, _ = window.wait_for_end()
    assert code == 0
    return window.shown


@posix
def test_a_walk_as_it_is_seen(ck: Ck) -> None:
    """Each card has why now, what is owed and the last entries; the end, what was done."""
    fill(ck)
    with go() as window:
        press(window, "d[o]ff  |h||call: |they hire; +CV by fri\n", "n", "l-> tg: |hi\n||[n]o  |y")
        window.wait_for_end()
        assert window.shown == (
            "1 of 3 · Анна Каренина · Яндекс                                              key\n"
            "  call of Fri 20 Nov: did it take place? · monthly, spoke 2 Oct · 3 weeks over\n"
            "  2 Oct      call  met the team\n"
            "[w]rite [l]og [d]one [t]ouch [m]eet [s]nooze [n]ext [q]uit [?]  d\n"
            "[h]eld [m]oved [o]ff  h\n"
            "call: they hire; +CV by fri\n"
            "Анна Каренина, Яндекс\n"
            "  - 2026-11-20 call: they hire\n"
            "      - [ ] CV 📅 2026-11-27\n"
            "Closes: the call of Fri 20 Nov\n"
            "Back Fri 27 Nov for your promise, then Sun 20 Dec · ck undo\n"
            "\n"
            "2 of 3 · Boris Ivanov · Avito\n"
            "  wrote 12 Nov\n"
            "  12 Nov  <-  email  two references, please\n"
            "  5 Oct   ->  email  asked how the search goes\n"
            "[w]rite [l]og [x] no reply needed [t]ouch [m]eet [s]nooze [n]ext [b]ack\n"
            "[u]ndo [q]uit [?]  n\n"
            "\n"
            "3 of 3 · Ольга Ким · Ozon                                         key · tg @olga\n"
            "  you promised by Fri 20 Nov: the new CV\n"
            "  16 Nov      tg  talked · to do: the new CV\n"
            "[w]rite [l]og [d]one [t]ouch [m]eet [s]nooze [n]ext [b]ack [u]ndo [q]uit [?]  l\n"
            "-> tg: hi\n"
            "Done too: the new CV? [y]es [n]o  y\n"
            "Ольга Ким, Ozon\n"
            "  - 2026-11-23 -> tg: hi        [x] the new CV\n"
            "Back Wed 16 Dec · ck undo\n"
            "\n"
            "2 done: Анна Каренина logged, Ольга Ким logged\n"
            "1 left: Boris Ivanov: ck due\n"
        )


@posix
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_narrow_window_has_all_of_it(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """At 40 by 20 no line is wider, and the newest entry that fits is whole."""
    monkeypatch.setenv("CK_LANG", language)
    fill(ck)
    long = "слово и дело " * 12
    ck.note(BORIS, note(f"- 2026-10-05 call: {long}\n- 2026-11-12 <- email: {long}\n"))
    with go("--company", "", columns=40, rows=20) as window:
        assert window.wait_for_end()[0] == 2
    with go(columns=40, rows=20) as window:
        press(window, "n", "?", "q")
        window.wait_for_end()
        assert [line for line in window.shown.split("\n") if cells(line) > 40] == []
        assert window.shown.count("слово") == 12  # the older one has no room


@posix
def test_a_walk_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole screen: cards, labels, questions, answers of the commands, the end."""
    monkeypatch.setenv("CK_LANG", "ru")
    fill(ck)
    ck.note(ANNA, NOTES[ANNA] + "- 2026-10-01 call: x\n\t- [ ] резюме 📅 2026-12-01\n")
    with go() as window:
        press(window, "d[o] отмена  |о")
        window.wait_for("Ничего не сделано.")
        press(window, "dотмена  |h||call: |набор идёт\n", "x", "s[d] до дня  |7")
        assert window.wait_for_end()[0] == 0
        assert window.shown == WALK_IN_RUSSIAN


WALK_IN_RUSSIAN = """\
1 из 3 · Анна Каренина · Яндекс                                         ключевой
  call в пятницу 20 ноября: удалось поговорить? · раз в месяц, общались 2
  октября · 3 недели как пора
  с вас  резюме, ко вторнику 1 декабря
  2 октября      call  met the team
  1 октября      call  x · сделать: резюме
[w] написать [l] записать [d] сделано [t] касание [m] встреча [s] отложить
[n] дальше [q] выйти [?]  d
[h] было [m] перенос [o] отмена  j
Ничего не сделано.
[w] написать [l] записать [d] сделано [t] касание [m] встреча [s] отложить
[n] дальше [q] выйти [?]  d
[h] было [m] перенос [o] отмена  h
call: набор идёт
Анна Каренина, Яндекс
  - 2026-11-20 call: набор идёт
Закрыто: call в пятницу 20 ноября
Вернётся во вторник 1 декабря (ваше обещание), затем в воскресенье 20 декабря ·
    ck undo

2 из 3 · Boris Ivanov · Avito
  сообщение от 12 ноября
  12 ноября  <-  email  two references, please
  5 октября  ->  email  asked how the search goes
[w] написать [l] записать [x] ответ не нужен [t] касание [m] встреча
[s] отложить [n] дальше [b] назад [u] отменить [q] выйти [?]  x
Boris Ivanov, Avito
  - 2026-11-12 <- email: two references, please [reply:: none]
Закрыто: ответ на сообщение от 12 ноября
Ответа не ждут. Вернётся в пятницу 12 февраля · ck undo

3 из 3 · Ольга Ким · Ozon                                    ключевой · тг @olga
  вы обещали к пятнице 20 ноября: the new CV
  16 ноября      tg  talked · сделать: the new CV
[w] написать [l] записать [d] сделано [t] касание [m] встреча [s] отложить
[n] дальше [b] назад [u] отменить [q] выйти [?]  s
[1] до завтра [7] на неделю [3] на 3 месяца [d] до дня  7
Ольга Ким, Ozon
  snooze_until: 2026-11-30
  snoozed: 2026-11-23
Скрыто: вы обещали к пятнице 20 ноября: the new CV.
Отложено до понедельника 30 ноября · ck undo

Сделано, 3 человека: Анна Каренина — записано, Boris Ivanov — записано, Ольга
   Ким — отложено
"""


@posix
def test_the_keys_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key keeps its Latin letter; each stays beside its words in a narrow window."""
    monkeypatch.setenv("CK_LANG", "ru")
    ck.note(OLGA, NOTES[OLGA])
    with go(columns=40) as window:
        press(window, "z", "l-> tg: |привет\n||[н]ет  |z||[н]ет  |н")
        window.wait_for_end()
    lines = window.shown.split("\n")
    assert "\n".join(lines[lines.index("[w] написать [l] записать [d] сделано") :]).startswith(
        "[w] написать [l] записать [d] сделано\n"
        "[t] касание [m] встреча [s] отложить\n"
        "[n] дальше [q] выйти [?]  z\n"
        "Клавиша z здесь ничего не делает; какие\n"
        "   есть, покажет ?.\n"
    )
    assert "Это тоже сделано: the new CV? [д]а\n[н]ет  н\n" in window.shown
    assert "-> tg: привет\n" in ck.text(OLGA)
    assert "- [ ] the new CV" in ck.text(OLGA)
    assert window.shown.endswith("\nСделано, 1 человек: Ольга Ким — записано\n")
    assert [line for line in lines if cells(line) > 40] == []


@posix
@pytest.mark.parametrize(
    ("keys", "logged"),
    [
        ("l: |\n", "-> почта: отправлено"),
        ("t: |\n", "~ почта: лайк"),
    ],
)
def test_what_is_offered_has_the_language_of_the_note(ck: Ck, keys: str, logged: str) -> None:
    """Where the log names no channel, and nothing is typed; the language of `ck` is another."""
    path = "P/Борис.md"
    ck.note(path, "---\ntags: recruiter\nкомпания: Ozon\nстатус: активно\nemail: b@ozon.ru\n---\n"
            "## Журнал\n- 2026-08-03 говорили\n")  # fmt: skip
    with go() as window:
        press(window, keys)
        window.wait_for("1 done")
    assert f" {logged}\n" in ck.text(path)


@posix
@pytest.mark.parametrize(
    ("path", "keys", "command"),
    [
        (BORIS, "l-> email: |\n", ["log", BORIS, "-> email: sent"]),
        (BORIS, "д-> email: |привет\n", ["log", BORIS, "-> email: привет"]),
        (BORIS, "L-> email: |< да\n", ["log", BORIS, "<- email: да"]),
        (BORIS, "x", ["log", BORIS, "--no-reply"]),
        (BORIS, "Ч", ["log", BORIS, "--no-reply"]),
        (BORIS, "t~ email: |\n", ["log", BORIS, "~ email: like"]),
        (BORIS, "m: |fri 11:00 call: the team\n",
         ["meet", BORIS, "fri", "11:00", "call:", "the", "team"]),
        (BORIS, "s[d]ay  |1", ["snooze", BORIS, "2026-11-24"]),
        (BORIS, "ы[d]ay  |7", ["snooze", BORIS, "2026-11-30"]),
        (BORIS, "s[d]ay  |3", ["snooze", BORIS, "2027-02-23"]),
        (BORIS, "s[d]ay  |в||(a day): |1 dec\n", ["snooze", BORIS, "1 dec"]),
        (BORIS, "presume): |\n", ["pause", BORIS]),
        (BORIS, "зresume): |1 feb\n", ["pause", BORIS, "--until", "1 feb"]),
        (OLGA, "d", ["done", OLGA]),
        (OLGA, "l-> tg: |hi\n||[n]o  |n", ["log", OLGA, "-> tg: hi"]),
        (OLGA, "l-> tg: |hi\n||[n]o  |\r", ["log", OLGA, "-> tg: hi", "--done"]),
        (ANNA, "d[o]ff  |h||call: |\n", ["done", ANNA]),
        (ANNA, "в[o]ff  |р||call: |hi; ?JD by wed\n",
         ["log", ANNA, "call: hi", "--date", "2026-11-20", "--await", "JD by wed", "--done"]),
        (ANNA, "d[o]ff  |m||day: |thu 15:00\n", ["meet", ANNA, "thu", "15:00", "--moved"]),
        (ANNA, "d[o]ff  |o", ["done", ANNA, "--drop"]),
    ],
)  # fmt: skip
def test_a_key_does_what_its_command_does(ck: Ck, path: str, keys: str, command: list[str]) -> None:
    """The note is as the command makes it, by one change, and `u` brings back its bytes."""
    ck.note(path, NOTES[path])
    assert ck(*command).code == 0
    wanted = ck.text(path)
    assert wanted != NOTES[path]
    assert ck("undo").code == 0
    with go(term="xterm") as window:
        press(window, keys)
        window.wait_for("1 done")
        assert ck.text(path) == wanted
    ck.note(path, NOTES[path])
    ck.note("P/Last.md", note("", birthday="11-23"))
    with go() as window:
        press(window, keys, "г")
        window.wait_for("Undone")
        assert ck.text(path) == NOTES[path]
        window.wait_for("1 of 2")
        end(window)


@posix
def test_a_message_is_written_and_logged(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """`w` is `ck write`: the editor, the questions, the log; one act, one undo."""
    monkeypatch.setenv("EDITOR", shutil.which("true") or "")
    monkeypatch.setenv("PATH", "")  # nothing here takes a text for the clipboard
    ck.note(BORIS, NOTES[BORIS])
    with go() as window:
        press(window, "wSent? [Y/n] |y\n")
        window.wait_for("1 done: Boris Ivanov written to\n")
    assert "- 2026-11-23 -> email: " in ck.text(BORIS)
    assert ck("undo").code == 0
    assert ck.text(BORIS) == NOTES[BORIS]


@posix
@pytest.mark.parametrize(
    "keys",
    [
        "l-> email: |\x03", "l-> email: |\x15\n", "l-> email: |\x15\x04", "s[d]ay  |\x1b",
        "s[d]ay  |n", "s[d]ay  |\x03", "s[d]ay  |\x04", "m: |\n", "presume): |\x03",
    ],
)  # fmt: skip
def test_a_question_can_be_left(ck: Ck, keys: str) -> None:
    """An empty line, ^C, ^D or another key does nothing; the walk goes on."""
    ck.note(BORIS, NOTES[BORIS])
    with go() as window:
        press(window, keys)
        window.wait_for("Nothing was done.")
        assert end(window).endswith("Nothing was done.\n1 left: Boris Ivanov: ck due\n")
    assert ck.text(BORIS) == NOTES[BORIS]


@posix
@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("d", "Nothing is open here; l logs what you did."),
        ("b", "There is nobody before."),
        ("u", "There is nothing to undo: this walk has changed nothing yet."),
        ("z", "z means nothing here; ? shows the keys."),
        ("\x1b[A", "No such key here; ? shows the keys."),
        ("l-> email: |23.11 call\n", "ck: the text begins with 23.11."),
        ("m: |no day\n", "ck: DAY needs a day such as 2026-11-23"),
    ],
)
def test_what_means_nothing_is_said(ck: Ck, keys: str, said: str) -> None:
    """In one line, and the keys are asked for again; an error of a command ends nothing."""
    ck.note(BORIS, NOTES[BORIS])
    ck("log", BORIS, "x")
    ck.note(BORIS, NOTES[BORIS])
    with go() as window:
        if keys.startswith("\x1b"):
            window.wait_for(ASKED)
            window.type(keys)
        else:
            press(window, keys)
        window.wait_for(said)
        end(window)
    assert ck.text(BORIS) == NOTES[BORIS]


@posix
@pytest.mark.parametrize(
    ("term", "pasted", "logged"),
    [
        ("dumb", "met\nnsd\nx\n", "met"),
        ("xterm", "\x1b[200~met\nnsd\nx\n\x1b[201~\n", "met nsd x"),
    ],
)
def test_nothing_of_a_pasted_text_acts(ck: Ck, term: str, pasted: str, logged: str) -> None:
    """A text of several lines is one entry, one change, and the next card waits for a key."""
    ck.note(BORIS, NOTES[BORIS])
    ck.note(OLGA, NOTES[OLGA])
    with go(term=term) as window:
        press(window, f"l-> email: |{pasted}")
        window.wait_for("2 of 2")
        shown = end(window)
    assert "1 done: Boris Ivanov logged\n1 left: Ольга Ким: ck due\n" in shown
    assert f"-> email: {logged}\n" in ck.text(BORIS)
    assert ck.text(OLGA) == NOTES[OLGA]


@posix
def test_a_line_is_not_lost_by_a_wrong_key(ck: Ck) -> None:
    """Whether the task is done too is asked until a letter answers it, which is no position."""
    ck.note(OLGA, NOTES[OLGA])
    with go() as window:
        press(window, "l-> tg: |sent the CV\n||[n]o  |z||[n]o  |д")
        window.wait_for_end()
    assert "-> tg: sent the CV" in ck.text(OLGA)
    assert "[x] the new CV" in ck.text(OLGA)


@posix
def test_undo_takes_back_the_acts_of_this_walk_alone(ck: Ck) -> None:
    """From the last to the first; what was done before the walk stays."""
    fill(ck)
    ck("log", OLGA, "before")
    before = ck.text(OLGA)
    with go() as window:
        press(window, "s[d]ay  |7", "x", "u", "u", "u")
        window.wait_for("There is nothing to undo")
        shown = end(window)
    assert shown.count("1 of 3 · Анна") == 2
    assert [ck.text(path) for path in (ANNA, BORIS, OLGA)] == [NOTES[ANNA], NOTES[BORIS], before]


@posix
def test_back_and_next(ck: Ck) -> None:
    """`b` goes back, also to who was acted on; `n` goes on and passes over them."""
    fill(ck)
    with go() as window:
        press(window, "n", "x", "b", "b", "n", "n")
        code, _ = window.wait_for_end()
    heads = [line[:12] for line in window.shown.split("\n") if " of 3 · " in line]
    assert heads == ["1 of 3 · Анн", "2 of 3 · Bor", "3 of 3 · Оль", "2 of 3 · Bor", "1 of 3 · Анн",
                     "3 of 3 · Оль"]  # fmt: skip
    assert code == 0
    assert window.shown.endswith(
        "1 done: Boris Ivanov logged\n2 left: Анна Каренина, Ольга Ким: ck due\n"
    )


@posix
def test_a_note_that_changes_meanwhile(ck: Ck) -> None:
    """An act meets the note as it is then; who was written to elsewhere does not come."""
    fill(ck)
    changed = NOTES[ANNA].replace("met the team", "met the whole team")
    with go() as window:
        window.wait_for(ASKED)
        ck.note(ANNA, changed)
        ck("log", BORIS, "-> email: answered in another window")
        os.remove(ck.vault / OLGA)  # noqa: PTH107
        window.type("s")
        _answer(window, "[d]ay  |7")
        code, _ = window.wait_for_end()
    assert code == 0
    assert window.shown.endswith("1 done: Анна Каренина snoozed\n")
    assert "Boris" not in window.shown
    assert "met the whole team" in ck.text(ANNA)
    assert "snooze_until: 2026-11-30" in ck.text(ANNA)


@posix
def test_a_note_that_is_gone_is_said(ck: Ck) -> None:
    """Who was shown and is gone is passed over; an act on them fails by a plain error."""
    fill(ck)
    with go() as window:
        press(window, "n")
        window.wait_for(ASKED)
        os.remove(ck.vault / BORIS)  # noqa: PTH107
        window.type("x")
        window.wait_for("ck: no contact")
        press(window, "n", "b")
        window.wait_for("Boris Ivanov: the note is gone.\n")
        end(window)


@posix
def test_a_reply_that_comes_meanwhile_joins_the_walk(ck: Ck) -> None:
    """With `--limit` the walk has the people of its beginning, and no more."""
    fill(ck)
    for options, last in ([], "4 of 4 · Late"), (["--limit", "3"], "left"):
        with go(*options) as window:
            press(window, "n", "n")
            window.wait_for(ASKED)
            ck.note("P/Late.md", note("- 2026-11-22 <- tg: call me\n"))
            window.type("n")
            window.wait_for(last)
        os.remove(ck.vault / "P/Late.md")  # noqa: PTH107


@posix
def test_the_window_may_change_its_width(ck: Ck) -> None:
    """The next card is as wide as the window is then."""
    fill(ck)
    with go(columns=100) as window:
        window.wait_for(ASKED)
        assert cells(window.shown.split("\n")[0]) == 100
        window.resize(50, 20)
        window.type("n")
        press(window, "n")
        shown = end(window).split("\n\n")
    assert max(cells(line) for line in shown[1].split("\n")) <= 50
    assert cells(shown[2].split("\n")[0]) == 50


@posix
def test_control_c_ends_the_walk(ck: Ck) -> None:
    """Exit 130, after what was done is said."""
    fill(ck)
    with go() as window:
        press(window, "s[d]ay  |1")
        window.wait_for(ASKED)
        window.insist("\x03", "1 done")
        code, _ = window.wait_for_end()
    assert code == 130
    assert window.shown.endswith(
        "\n1 done: Анна Каренина snoozed\n2 left: Boris Ivanov, Ольга Ким: ck due\n"
    )


@posix
def test_the_walk_is_stopped_and_goes_on(ck: Ck) -> None:
    """After ^Z the shell has its terminal; `fg` shows the keys again, and nothing is lost."""
    from terminals import Window

    fill(ck)
    with Window("/bin/sh", "-im", environ={"PS1": "sh> ", "ENV": "", "TERM": "dumb"}) as window:
        window.wait_for("sh> ")
        usual = window.mode()
        window.type(f"'{sys.executable}' -m contactkeeper go\n")
        press(window, "s[d]ay  |1")
        window.wait_for(ASKED)
        window.insist("\x1a", "sh> ")
        window.type("fg\n")
        press(window, "x", "q")
        window.wait_for("2 done: Анна Каренина snoozed, Boris Ivanov logged\n")
        window.wait_for("sh> ")
        assert window.mode() == usual
        window.type("exit\n")


@posix
@pytest.mark.parametrize("asked", [ASKED, "-> email: "])
def test_a_window_that_is_closed_ends_the_walk(ck: Ck, asked: str) -> None:
    """What was done is done, each note is whole, and the next run has nothing to put right."""
    fill(ck)
    with go() as window:
        press(window, "s[d]ay  |1")
        if asked != ASKED:
            press(window, "l")
        window.wait_for(asked)
        window.close()
        assert window.process.wait(timeout=30) == -signal.SIGHUP
    assert "snooze_until: 2026-11-24" in ck.text(ANNA)
    assert ck.text(BORIS) == NOTES[BORIS]
    assert ck("undo").err == ""
    assert ck.text(ANNA) == NOTES[ANNA]


@posix
def test_a_walk_that_outlives_its_window_ends(ck: Ck) -> None:
    """Where the signal of a closed window is ignored, the next key is the end."""
    from terminals import Window

    fill(ck)
    command = f"trap '' HUP; exec '{sys.executable}' -m contactkeeper go"
    with Window("/bin/sh", "-c", command) as window:
        press(window, "s[d]ay  |1")
        window.wait_for(ASKED)
        window.close()
        assert window.process.wait(timeout=30) > 0
    assert "snooze_until: 2026-11-24" in ck.text(ANNA)


@posix
@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], ["Анна Каренина", "Boris Ivanov", "Ольга Ким"]),
        (["--tier", "key"], ["Анна Каренина", "Ольга Ким"]),
        (["--company", "avito"], ["Boris Ivanov"]),
        (["--limit", "1"], ["Анна Каренина"]),
        (["--all"], ["Анна Каренина", "Boris Ivanov", "Ольга Ким"]),
    ],
)
def test_whom_the_walk_is_about(ck: Ck, options: list[str], names: list[str]) -> None:
    """The people whom `ck due` shows with the same options, in its order."""
    fill(ck)
    with go(*options) as window:
        press(window, *["n"] * len(names))
        assert window.wait_for_end()[0] == 0
    heads = [line.split(" · ")[1] for line in window.shown.split("\n") if " of " in line[:7]]
    assert heads == names


@posix
def test_a_quiet_day_is_that_of_due(ck: Ck) -> None:
    """Nobody is due: the same page as `ck due`, and no key is asked for."""
    from terminals import in_terminal

    ck.note("P/Anna.md", note("- 2026-11-20 call: talked\n"))
    assert in_terminal("go") == in_terminal("due")


@pytest.mark.parametrize(
    ("options", "instead"),
    [([], "ck due"), (["--tier", "key", "--company", "A b"], "ck due --tier key --company 'A b'")],
)
def test_without_a_terminal_the_command_that_serves_is_named(
    ck: Ck, options: list[str], instead: str
) -> None:
    """Exit 2, and nothing is read from standard input."""
    fill(ck)
    result = ck("go", *options)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"ck: ck go asks for keys, and there is no terminal to ask in. Without one:\n  {instead}\n"
    )


@pytest.mark.parametrize("options", [["--limit", "-1"], ["--all", "--limit", "2"]])
def test_contradictions_are_those_of_due(ck: Ck, options: list[str]) -> None:
    """They are refused by the same sentences."""
    fill(ck)
    assert ck("go", *options) == ck("due", *options)
    assert ck("go", *options).code == 2


@posix
@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_the_screen_before_stays(ck: Ck, term: str) -> None:
    """Nothing is cleared; a dumb terminal gets no escape sequence at all."""
    fill(ck)
    with go(term=term) as window:
        press(window, "n", "l-> email: |hi\n")
        shown = end(window)
    assert not any(each in shown for each in ("\x1b[2J", "\x1b[H", "\x1b[?1049h", "\x1bc"))
    assert term != "dumb" or "\x1b" not in shown


@posix
def test_the_first_card_imports_nothing_heavy(ck: Ck) -> None:
    """No more than `ck due`, where the notes are known already: neither Typer nor Rich."""
    from terminals import Window, in_terminal

    fill(ck)
    for path in NOTES:
        os.utime(ck.vault / path, (0, 0))  # a note that was just written is read again
    in_terminal("due")
    program = (
        "import sys; before = set(sys.modules); from contactkeeper.cli.app import run; run(['go']);"
        "print('modules', *{each.partition('.')[0] for each in set(sys.modules) - before})"
    )
    with Window(sys.executable, "-c", program) as window:
        press(window, "q")
        window.wait_for("modules")
        modules = set(window.wait_for_end()[1].split())
    assert "contactkeeper" in modules
    assert modules & HEAVY <= {"json"}  # of the whole log of who is shown
