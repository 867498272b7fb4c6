"""`ck write` in a real terminal, with programs of our own as editor, clipboard and opener."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from vaults import note

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

pytestmark = pytest.mark.skipif(
    os.name == "nt" or sys.platform == "darwin", reason="the programs here are scripts of Linux"
)
LOG = """\
- 2026-09-14 call: Platform is hiring again.
- 2026-10-01 -> tg: asked
- 2026-10-02 <- tg: secret words. [got:: intro: the CTO] [reply:: none]
"""
ANNA = note(LOG, tier="key", cadence="monthly", telegram='"@anna_k"', lang="en", company="Acme")
NEWS = "---\ntype: news\ndate: 2026-11-16\nkind: position\n---\n"
FORM = """\
%% [greeting] %%
Hi Anna,

%% [cadence: monthly, spoke 2 Oct · 3 weeks over] %%
How are you, and how are things at Acme?
If there is anything I can help with, just say.

%% [news: Staff engineer, 16 Nov] %%
News of mine: Staff engineer.

%% [could be passed on: info: salaries 2026, from Boris, 20 Nov] %%
I came across something that may be useful to you. Shall I tell you more?

%% [thanks for: intro: the CTO, 2 Oct] %%
Thank you once more for your help.

%% [last talk: "Platform is hiring again.", 14 Sep] %%
How did it go with what we talked about last time?

%% [closing] %%
Have a good day!
# ------------------ >8 ------------------ nothing below this line is kept
"""
MESSAGE = """\
Hi Anna,

How are you, and how are things at Acme?
If there is anything I can help with, just say.

News of mine: Staff engineer.

I came across something that may be useful to you. Shall I tell you more?

Thank you once more for your help.

How did it go with what we talked about last time?

Have a good day!
"""


class Desk(NamedTuple):
    """The programs around `ck`: what they were given is in files."""

    folder: Path

    def write(self, name: str, script: str) -> None:
        """Put a program there."""
        place = self.folder / "bin" / name
        place.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        place.chmod(0o755)

    def edits(self, script: str) -> None:
        """Let the editor do something with the file `$1`."""
        self.write("edit", f'/bin/cp "$1" "{self.folder}/form"\n{script}')

    def text(self, name: str) -> str:
        """Return what a program was given; empty where it was not called."""
        place = self.folder / name
        return place.read_text(encoding="utf-8") if place.exists() else ""


@pytest.fixture
def desk(ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Make a vault with three people and a piece of news, and a desk that copies and opens."""
    (tmp_path / "bin").mkdir()
    desk = Desk(tmp_path)
    desk.edits("")
    desk.write("xsel", f'/bin/cat > "{tmp_path}/clipboard"')
    desk.write("xdg-open", f'printf %s "$1" > "{tmp_path}/opened"')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("EDITOR", str(tmp_path / "bin" / "edit"))
    ck.note("Anna Bell.md", ANNA)
    ck.note(
        "Boris.md",
        note("- 2026-11-20 call: talked [got:: info: salaries 2026] [got:: feedback: on my CV]\n"),
    )
    ck.note("Vera.md", note("- 2026-11-22 call: talked [got:: private: she leaves]\n"))
    ck.note("News/Staff engineer.md", NEWS)
    return desk


def write(*arguments: str, typed: str) -> tuple[int, str]:
    """Run `ck write` in a terminal, and answer its questions."""
    from terminals import in_terminal

    return in_terminal("write", *arguments, "--no-color", typed=typed)


def test_all_that_stays_is_sent_and_logged(ck: Ck, desk: Desk) -> None:
    """The form has all blocks; the message is copied, opened and logged as one line, one undo."""
    code, shown = write("anna", typed="y\n\n")
    assert code == 0
    form = desk.text("form")
    assert form.startswith(FORM)
    assert "2 Oct   <-  tg    secret words." in form.removeprefix(FORM)
    assert desk.text("clipboard") + "\n" == MESSAGE
    link = "https://t.me/anna_k"
    assert desk.text("opened").startswith(f"{link}?text=Hi%20Anna%2C%0A%0AHow%20are%20you%2C")
    entry = (
        "- 2026-11-23 -> tg: How are you, and how are things at Acme? "
        "[told:: [[Staff engineer]]] [gave:: info: salaries 2026]"
    )
    assert shown == (
        f"{MESSAGE}\nCopied.\nOpen {link}? [Y/n] Sent? [Y/n] Anna Bell, Acme\n  {entry}\n"
        "Closes: news Staff engineer\nBack Mon 14 Dec · ck undo\n"
    )
    assert ck.text("Anna Bell.md") == f"{ANNA}{entry}\n"
    assert ck("undo").code == 0
    assert ck.text("Anna Bell.md") == ANNA


@pytest.mark.parametrize(
    ("script", "fields"),
    [
        ("/bin/sed -i '/^%% .news/,/^$/d' \"$1\"", "[gave:: info: salaries 2026]"),
        ("/bin/sed -i '/^%% .could/,/^$/d' \"$1\"", "[told:: [[Staff engineer]]]"),
        # The words alone are deleted, and the line above them stays.
        ("/bin/sed -i '/^News of mine/d; /^I came/d' \"$1\"", ""),
        # The greeting is another, and the line is that after it all the same.
        ("/bin/sed -i 's/^Hi Anna,/Dear Anna!/' \"$1\"",
         "[told:: [[Staff engineer]]] [gave:: info: salaries 2026]"),
        # The words are changed under their line, and the line above unchanged words is gone.
        ("/bin/sed -i 's/^News of mine: .*/I am Staff now./; /^%% .could/d' \"$1\"",
         "[told:: [[Staff engineer]]] [gave:: info: salaries 2026]"),
    ],
)  # fmt: skip
def test_what_was_deleted_is_not_logged(ck: Ck, desk: Desk, script: str, fields: str) -> None:
    """An entry has the fields of exactly the blocks that stayed."""
    desk.edits(script)
    assert write("anna", typed="n\n\n")[0] == 0
    line = "- 2026-11-23 -> tg: How are you, and how are things at Acme?"
    assert ck.text("Anna Bell.md") == f"{ANNA}{f'{line} {fields}'.rstrip()}\n"
    assert "%%" not in desk.text("clipboard")
    assert not desk.text("opened")


@pytest.mark.parametrize("answer", ["n\n", "нет\n", "\x04"])
def test_what_was_not_sent_is_not_logged_and_not_lost(ck: Ck, desk: Desk, answer: str) -> None:
    """The message was shown, and is on the clipboard."""
    _, shown = write("anna", typed=f"n\n{answer}")
    assert ck.text("Anna Bell.md") == ANNA
    assert shown.startswith(f"{MESSAGE}\nCopied.\n")
    assert desk.text("clipboard") + "\n" == MESSAGE
    assert ("Nothing was logged." in shown) == (answer != "\x04")


@pytest.mark.parametrize(
    "turns", [[("Open https", "\x03")], [("Open https", "n\n"), ("Sent?", "\x03")]]
)
def test_an_interrupted_message_is_not_logged_and_not_lost(
    ck: Ck, desk: Desk, turns: list[tuple[str, str]]
) -> None:
    """After ^C at either question it was shown, and is on the clipboard."""
    from terminals import converse

    code, shown = converse("write", "anna", turns=turns)
    assert code == 130
    assert shown.startswith(MESSAGE)
    assert desk.text("clipboard") + "\n" == MESSAGE
    assert ck.text("Anna Bell.md") == ANNA


@pytest.mark.usefixtures("desk")
def test_parts_have_texts_of_ones_own(ck: Ck) -> None:
    """By mode, focus, language and address as those of kinds; an empty one leaves the part out."""
    ck.note("contactkeeper.toml", '[mode]\nname = "travelling"\n[modes.travelling]\n')
    ck.note("Templates/ck drafts/ask.travelling.en.md", "Who is in {{company}}?")
    ck.note("Templates/ck drafts/ask.searching.md", "No.")
    ck.note("Templates/ck drafts/closing.md", "---\nnone: yes\n---\n")
    shown = ck("write", "anna", "--print").out
    assert shown.endswith("last time?\n\nWho is in Acme?\n")


def test_a_greeting_is_a_touch(ck: Ck, desk: Desk) -> None:
    """It is of two blocks; `--sent` logs it as a message, and `--whole` all of it."""
    text = note("- 2026-10-02 call: говорили\n", birthday="11-23", email="olga@example.com")
    ck.note("Ольга.md", text)
    wish = "Поздравляю с днём рождения!"
    more = "Желаю здоровья, радости и времени на то, что вам дорого."
    code, shown = write("ольга", typed="y\n\n")
    assert (code, shown) == (0, (
        f"Здравствуйте, Ольга!\n\n{wish}\n{more}\n\nCopied.\n"
        "Open mailto:olga@example.com? [Y/n] Sent? [Y/n] Ольга\n"
        f"  - 2026-11-23 ~ mail: {wish}\nCloses: the birthday\n"
        "Back Sat 2 Jan · ck undo\n"
    ))  # fmt: skip
    assert ck.text("Ольга.md") == f"{text}- 2026-11-23 ~ mail: {wish}\n"
    assert desk.text("opened").startswith("mailto:olga@example.com?body=%D0%97")
    assert "%0D%0A%0D%0A" in desk.text("opened")
    ck.note("Ольга.md", text)
    write("ольга", "--sent", "--whole", "-c", "тг", typed="\n")
    assert ck.text("Ольга.md") == (
        f"{text}- 2026-11-23 -> тг: Здравствуйте, Ольга!\n\t{wish}\n\t{more}\n"
    )


def test_a_promise_may_be_ticked_with_its_message(ck: Ck, desk: Desk) -> None:
    """It is asked, and Enter alone is a no."""
    text = note("- 2026-11-10 call: talked\n\t- [ ] the CV 📅 2026-11-20\n")
    for typed, mark in (("\n\n", " "), ("\ny\n", "x")):
        ck.note("Tom.md", text)
        _, shown = write("tom", typed=typed)
        assert "Sent? [Y/n] Is it done: the CV? [y/N] Tom\n" in shown
        assert f"- [{mark}] the CV 📅 2026-11-20" in ck.text("Tom.md")
        assert "\n- 2026-11-23 -> I am coming back to what I promised. [" in ck.text("Tom.md")
    assert "%% [promise: you promised by Fri 20 Nov: the CV] %%" in desk.text("form")


def test_without_a_clipboard_and_an_address_the_message_is_shown(ck: Ck, desk: Desk) -> None:
    """A plain sentence says what is missing; nothing is opened that does not answer."""
    (desk.folder / "bin" / "xsel").unlink()
    code, shown = write("boris", typed="\n")
    assert code == 0
    warning = "ck: no program here takes a text for the clipboard, so copy it by hand.\n"
    assert f"\n\n{warning}Sent? [Y/n] Boris\n" in shown
    assert "- 2026-11-23 -> " in ck.text("Boris.md")
    desk.write("xdg-open", "exit 3")
    assert "no program here opens that address" in write("anna", typed="\nn\n")[1]


def test_a_failing_editor_keeps_what_was_written(ck: Ck, desk: Desk) -> None:
    """The file is named; where nothing was changed, none is left behind."""
    desk.edits('echo more >> "$1"; exit 3')
    code, shown = write("anna", typed="")
    assert code == 1
    before, _, kept = " ".join(shown.split()).rpartition(" What you wrote is kept in ")
    place = desk.folder.parent / kept.rstrip(".").replace(" ", "")
    assert before == f"ck: the editor {desk.folder}/bin/edit ended with code 3."
    assert place.read_text(encoding="utf-8").endswith("more\n")
    place.unlink()
    desk.edits("exit 3")
    assert "kept" not in write("anna", typed="")[1]
    assert ck.text("Anna Bell.md") == ANNA


def test_an_empty_message_is_no_message(ck: Ck, desk: Desk) -> None:
    """Lines that are not sent make none."""
    for script in (': > "$1"', "/bin/sed -i '/^%%/!d' \"$1\""):
        desk.edits(script)
        code, shown = write("anna", typed="")
        assert code == 1
        assert shown.startswith("ck: ")
        assert "empty" in shown
        assert not desk.text("clipboard")
    assert ck.text("Anna Bell.md") == ANNA


def test_what_came_meanwhile_stays(ck: Ck, desk: Desk) -> None:
    """The note is read again when the message is logged."""
    desk.edits(f'echo "- 2026-11-23 <- tg: hi" >> "{ck.vault}/Anna Bell.md"')
    write("anna", typed="n\n\n")
    assert ck.text("Anna Bell.md").startswith(f"{ANNA}- 2026-11-23 <- tg: hi\n- 2026-11-23 -> tg: ")


@pytest.mark.usefixtures("desk")
def test_after_a_pause_nothing_old_is_asked_for(ck: Ck) -> None:
    """Neither what they promised before it, nor the last talk; a message of theirs counts."""
    waits = "- 2026-06-01 call: talked\n\t- [ ] waiting: JD 📅 2026-06-10\n"
    ck.note("Лев.md", note(waits, status="paused", **{"paused until": "2026-11-20"}))
    assert ck("write", "лев", "--print").out == (
        "Здравствуйте, Лев!\n\n"
        "Надеюсь, у вас всё хорошо. Хочу снова быть на связи, когда вам удобно.\n"
        "Как ваши дела?\n\nЕсть информация, которая может вам пригодиться. Рассказать?\n\n"
        "Хорошего дня!\n"
    )
    ck.note("Лев.md", note(f"{waits}- 2026-11-21 <- tg: привет\n"))
    assert "Спасибо за сообщение." in ck("write", "лев", "--print").out


@pytest.mark.usefixtures("desk")
def test_the_mode_asks_and_my_employer_is_not_asked(ck: Ck) -> None:
    """Nobody at my employer hears that I look for a job."""
    asked = "I am looking for a new position at the moment."
    ck.note("contactkeeper.toml", '[mode]\nname = "searching"\n')
    assert asked in ck("write", "anna", "--print").out
    ck.note("contactkeeper.toml", '[mode]\nname = "searching"\n[me]\nemployer = "Acme"\n')
    assert asked not in ck("write", "anna", "--print").out


@pytest.mark.parametrize(
    "arguments", [["anna"], ["anna", "- hello"], ["anna", "--for", "birthday"], ["--list"]]
)
@pytest.mark.usefixtures("desk")
def test_draft_is_write_print(ck: Ck, arguments: list[str]) -> None:
    """The name that the command had goes on; what it prints is printed."""
    result = ck("draft", *arguments)
    assert result.code == 0
    assert result == ck("write", *arguments, "--print")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["write", "anna bell"], ("there is no terminal to write in. "
         "To print the message: ck write 'anna bell' --print")),
        (["write", "anna", "--json"], ("there is no terminal to write in. "
         "To print the message: ck write anna --print")),
        (["write", "anna", "--copy"],
         "--copy goes with --print: without it the message is put on the clipboard anyway."),
    ],
)  # fmt: skip
def test_what_can_not_be_done_names_what_can(
    ck: Ck, desk: Desk, arguments: list[str], sentence: str
) -> None:
    """Exit code 2, and the command that is named works as it stands."""
    result = ck(*arguments)
    said = result.out if "--json" in arguments else result.err
    assert result.code == 2
    assert sentence in said
    assert not desk.text("form")
    if "ck write" in sentence:
        named = sentence.rpartition("ck write ")[2].replace("'anna bell'", "anna")
        assert ck("write", *named.split()).code == 0


def test_who_is_not_to_be_contacted_gets_no_message(ck: Ck, desk: Desk) -> None:
    """The editor is not opened."""
    ck.note("Victor.md", note(LOG, status="do-not-contact"))
    assert write("victor", typed="") == (
        1, "ck: Victor is marked do-not-contact, so there is no message.\n"
    )  # fmt: skip
    assert not desk.text("form")


@pytest.mark.usefixtures("ck", "desk")
def test_a_person_sees_what_the_blocks_are_about() -> None:
    """On standard error, since it is not to be sent."""
    assert write("anna", "--print", typed="") == (0, (
        "Anna Bell, Acme · monthly, spoke 2 Oct · 3 weeks over\ncadence · in English · built in\n"
        "news: Staff engineer, 16 Nov\n"
        "could be passed on: info: salaries 2026, from Boris, 20 Nov\n"
        "thanks for: intro: the CTO, 2 Oct\n"
        f'last talk: "Platform is hiring again.", 14 Sep\n{MESSAGE}'
    ))  # fmt: skip


FORM_IN_RUSSIAN = """\
%% [приветствие] %%
Hi Anna,

%% [по графику: раз в месяц, общались 2 октября · 3 недели как пора] %%
How are you, and how are things at Acme?
If there is anything I can help with, just say.

%% [новость: Staff engineer, 16 ноября] %%
News of mine: Staff engineer.

%% [можно передать: info: salaries 2026, источник: Boris, 20 ноября] %%
I came across something that may be useful to you. Shall I tell you more?

%% [поблагодарить: intro: the CTO, 2 октября] %%
Thank you once more for your help.

%% [последний разговор: «Platform is hiring again.», 14 сентября] %%
How did it go with what we talked about last time?

%% [прощание] %%
Have a good day!
# ------------------ >8 ------------------ всё, что ниже, не сохраняется
Удалите лишнее: что останется, то и есть сообщение. Строки с %% не отправляются.
Пустой текст не отправляется и не записывается.

Anna Bell · Acme """


def test_a_message_is_written_in_a_russian_run(
    ck: Ck, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message has the language of the note; all around it is Russian, and is not sent."""
    monkeypatch.setenv("CK_LANG", "ru")
    code, shown = write("anna", typed="д\nд\n")
    assert code == 0
    assert desk.text("form").startswith(FORM_IN_RUSSIAN)
    assert desk.text("clipboard") + "\n" == MESSAGE
    assert shown.startswith(
        f"{MESSAGE}\nСкопировано.\nОткрыть https://t.me/anna_k? [Д/н] Отправлено? [Д/н] Anna Bell,"
    )
    assert ck.text("Anna Bell.md") == (
        f"{ANNA}- 2026-11-23 -> tg: How are you, and how are things at Acme? "
        "[told:: [[Staff engineer]]] [gave:: info: salaries 2026]\n"
    )
    desk.edits(': > "$1"')
    assert write("anna", typed="")[1] == "ck: текст пуст, поэтому ничего не записано.\n"
