from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.drafts.templates import KINDS, PARTS
from contactkeeper.core.drafts.values import VALUE_NAMES
from vaults import ANNA, TALKED, fill_morning, note

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

FOLDER = "Templates/ck drafts"
END = " Fix it, or delete the file to use the built-in text.\n"


@pytest.mark.parametrize(
    ("who", "message"),
    [
        ("boris", """\
Hi Boris,

Thank you for your message, and sorry for the slow answer.

Happy belated birthday!
I wish you a good year, and time for what you enjoy.

Have a good day!
"""),
        ("ольга", """\
Здравствуйте, Ольга!

Возвращаюсь к своему обещанию.
Простите, что не сразу.

Хорошего дня!
"""),
        ("анна", """\
Здравствуйте, Анна!

Подскажите, пожалуйста, нет ли новостей?
Если нужно ещё время или что-то от меня, просто напишите.

Хорошего дня!
"""),
        ("мария", """\
Здравствуйте, Мария!

Поздравляю с днём рождения!
Желаю здоровья, радости и времени на то, что вам дорого.
"""),
        ("dmitry", """\
Hi Dmitry,

It has been 2 years in the job that you helped me find, and I am still grateful.
How are you?

Have a good day!
"""),
        ("света", """\
Здравствуйте, Света!

Как ваши дела, что нового на работе?
Если могу чем-нибудь помочь, просто напишите.

Чем закончилось то, о чём мы говорили в прошлый раз?

Хорошего дня!
"""),
        ("igor", """\
Hi Igor,

I am writing once more in case my last message got lost.
If this is not a good time, that is quite all right: whenever it suits you.

Have a good day!
"""),
        ("елена", """\
Здравствуйте, Елена!

Короткая весточка: я по-прежнему на связи.
Отвечать не обязательно; если смогу чем-нибудь помочь, напишите.
"""),
        ("tom", """\
Hi Tom,

It has been a while, and I was wondering how you are.
If you have a minute, tell me what you are working on these days.

Have a good day!
"""),
        ("nadia", """\
Hi Nadia,

It was good to meet you. I would like to stay in touch.
If you are interested, I can say in two lines what I do.

Have a good day!
"""),
        ("вера", """\
Здравствуйте, Вера!

Как у вас дела? Пишу просто так, без повода.
Если могу чем-нибудь помочь, напишите.

Хорошего дня!
"""),
        ("глеб", """\
Здравствуйте, Глеб!

Как у вас дела? Пишу просто так, без повода.
Если могу чем-нибудь помочь, напишите.

Хорошего дня!
"""),
    ],
)  # fmt: skip
def test_the_strongest_reason_gives_the_message(ck: Ck, who: str, message: str) -> None:
    """Each reason has a message of its own; where nothing is due, or in a pause, it is a hello."""
    fill_morning(ck)
    result = ck("write", "--print", who)
    assert result.out == message
    assert (result.code, result.err) == (0, "")


def test_a_kind_a_language_and_words_may_be_given(ck: Ck) -> None:
    """`--for` takes the reason of that kind, also one to come; TEXT stands at the end."""
    ck.note("Recruiters/Анна Каренина.md", ANNA)
    assert ck("write", "--print", "анна", "До встречи!", "--for", "Birthday").out == (
        "Привет, Аня!\n\nС днём рождения!\n"
        "Желаю здоровья, радости и времени на то, что тебе дорого.\n\nДо встречи!\n"
    )
    assert ck("write", "--print", "анна", "--for", "new", "--lang", "English").out == (
        "Hi Анна,\n\nIt was good to meet you at HighLoad++ 2023. I would like to stay in touch.\n"
        "If you are interested, I can say in two lines what I do.\n\n"
        "Thank you once more for your help.\n\n"
        "How did it go with what we talked about last time?\n\nHave a good day!\n"
    )


def test_the_note_says_the_language_and_the_address(ck: Ck) -> None:
    """In either language's words, and by any spelling of the property."""
    ck.note("Igor Volkov.md", note(TALKED, Язык="русский, английский", обращение="на ты"))
    assert ck("write", "--print", "igor").out.startswith("Привет, Igor!\n")
    ck.note("Анна.md", note(TALKED, language="en", address="ул. Ленина, 5"))
    assert ck("write", "--print", "анна").out.startswith("Hi Анна,\n")
    ck.note("Ольга.md", note(TALKED, **{"на ты": "да"}))
    assert ck("write", "--print", "ольга").out.startswith("Привет, Ольга!\n")


def test_a_name_in_the_place_of_the_form_of_address_greets(ck: Ck) -> None:
    """On вы and in Russian; nothing is found fault with, and `ck show` says so."""
    ck.note("Sergey Petrov.md", note(TALKED, обращение="Сергей Петрович"))
    ck.note("Анна Ли.md", note(TALKED, обращение="ты, Нюша"))
    assert ck("write", "--print", "сергею петровичу").out.startswith(
        "Здравствуйте, Сергей Петрович!\n"
    )
    assert ck("write", "--print", "анна").out.startswith("Привет, Нюша!\n")
    assert "на «вы», Сергей Петрович\n" in ck("show", "сергея петровича").out
    assert ck("check", "--all").out == "2 notes read, nothing changes the list\n"


def test_what_can_not_be_read_is_a_remark(ck: Ck) -> None:
    """It misplaces nobody; the address of a house is no fault at all."""
    ck.note("A.md", note(TALKED, lang="Klingon", address="сударь"))
    ck.note("B.md", note(TALKED, address="221B Baker Street"))
    assert ck("check", "--all").out == (
        "A.md:3  lang  `Klingon` is no language that ck writes in: write en or ru\n"
        "A.md:4  address  `сударь` is no form of address: write ты, вы or `вы, Сергей Петрович`\n"
        "2 notes read, nothing changes the list · 2 remarks\n"
    )


def test_a_template_of_ones_own_takes_the_place(ck: Ck) -> None:
    """By kind and language, in any case, from the folder that the configuration names."""
    fill_morning(ck)
    ck.note(f"{FOLDER}/Reply.md", "---\nmine: yes\n---\nDear {{first_name}} of {{company}}")
    ck.note(f"{FOLDER}/reply.ru.md", "Дорогой")
    assert ck("write", "--print", "boris", "--for", "reply").out == "Dear Boris of Avito\n"
    assert ck("write", "--print", "boris", "--for", "reply", "--lang", "ru").out == (
        "Здравствуйте, Boris!\n\nДорогой\n\nХорошего дня!\n"
    )
    ck.note("contactkeeper.toml", '[draft]\nfolder = "Тексты/Мои"\n')
    assert ck("write", "--print", "boris").out.startswith("Hi Boris,\n")
    ck.note("Тексты/Мои/reply.md", "{{kind}}: {{ reason }}, {{due}}")
    message = ck("write", "--print", "boris").out.split("\n")
    assert message[2] == 'reply: wrote 12 Nov: "two references, please", 2026-11-12'


def test_a_reason_has_the_language_of_the_message(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not that of `ck`: it is sent."""
    fill_morning(ck)
    ck.note(f"{FOLDER}/reply.md", "{{reason}}")
    for language in ("en", "ru"):
        monkeypatch.setenv("CK_LANG", language)
        assert 'wrote 12 Nov: "two references, please"\n' in ck("write", "--print", "boris").out
        russian = ck("write", "--print", "boris", "--lang", "ru").out
        assert "сообщение от 12 ноября: «two references, please»\n" in russian


def test_the_templates_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list, a fault of a template with its line, a built-in text; JSON stays as it is."""
    monkeypatch.setenv("CK_LANG", "ru")
    ck.note("Анна.md", note(TALKED, focus="technical"))
    ck.note(f"{FOLDER}/reply.md", "Hi\n{{ frist_name }}")
    ck.note(f"{FOLDER}/reply.tecnical.md", "x")
    ck.note(f"{FOLDER}/other.md", "x")
    result = ck("write", "--list")
    assert result.code == 1
    assert result.out.startswith(
        "              по-английски                 по-русски\n"
        "meet          встроенный                   встроенный\n"
        "reply         reply.md, reply.tecnical.md  reply.md, reply.tecnical.md\n"
    )
    assert result.out.endswith(
        "\nclosing       встроенный                   встроенный\n\n"
        f"Ваши лежат здесь: {FOLDER}. Начать свой: ck write --show-template reply.ru\n"
        f"{FOLDER}/other.md: так не называется ни вид, ни часть сообщения.\n"
        f"{FOLDER}/reply.tecnical.md: «tecnical» — не обращение, не язык, не режим и не ситуация, "
        "и ни в одной заметке нет такого фокуса.\n"
    )
    assert result.err.startswith(
        f"ck: {FOLDER}/reply.md:2: нет поля «frist_name». Возможно, first_name? Есть: address, "
    )
    assert result.err.endswith(
        " today. Исправьте шаблон; если его удалить, подойдёт встроенный текст.\n"
    )
    template = ck("write", "--show-template", "reply.ru")
    assert template.out.startswith("---\nполя: name, first_name, ")
    answer = json.loads(ck("write", "--show-template", "reply.ru", "--json").out)
    assert answer["template"]["text"].startswith("---\nfields: name, first_name, ")
    assert json.loads(ck("write", "--list", "--json").out)["templates"][2]["error"].startswith(
        "there is no field “frist_name”."
    )


def test_the_file_with_the_most_words_that_hold_is_used(ck: Ck) -> None:
    """Address, language, mode, focus and situation, in any order."""
    ck.note("Анна.md", note(TALKED, focus="technical", address="ты"))
    for words in ("", ".ru", ".technical.ru", ".вы.ru", ".ru.searching.technical",
                  ".managerial.ru.ty.late"):  # fmt: skip
        name = f"cadence{words}.md"
        ck.note(f"{FOLDER}/{name}", name)

    def used(*options: str) -> str:
        return ck("write", "--print", "анна", "--for", "cadence", *options).out.split("\n")[2]

    assert used() == "cadence.technical.ru.md"
    assert used("--lang", "en") == "cadence.md"
    ck.note("contactkeeper.toml", '[mode]\nname = "searching"\n')
    assert used() == "cadence.ru.searching.technical.md"
    (ck.vault / FOLDER / "cadence.ru.searching.technical.md").unlink()
    ck.note(f"{FOLDER}/cadence.ty.ru.md", "ty")
    assert used() == "ty"


def test_a_word_that_holds_for_nobody_is_named(ck: Ck) -> None:
    """A slip in the name of a file would leave it unused without a sign."""
    ck.note("Анна.md", note(TALKED, focus="technical"))
    ck.note(f"{FOLDER}/reply.technical.ru.md", "x")
    ck.note(f"{FOLDER}/reply.tecnical.md", "x")
    result = ck("write", "--print", "--list")
    assert result.code == 0
    assert " ".join(result.out.split()).endswith(
        f"{FOLDER}/reply.tecnical.md: “tecnical” is no form of address, language, mode or "
        "situation, and no note has it as its focus."
    )
    assert "“technical”" not in result.out


def test_a_broken_template_is_an_error_with_its_line(ck: Ck) -> None:
    """Nothing else is printed, and no other message is given in its place."""
    fill_morning(ck)
    ck.note(f"{FOLDER}/reply.md", "Hi\n{{ frist_name }}")
    result = ck("write", "--print", "boris")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(
        f"ck: {FOLDER}/reply.md:2: there is no field “frist_name”. Did you mean first_name? There"
    )
    assert result.err.endswith(f" today.{END}")
    answer = json.loads(ck("write", "--print", "boris", "--json").out)
    assert answer["error"]["code"] == "template"


def test_text_from_notes_is_text(ck: Ck) -> None:
    """A name that looks like a template is a name, and nothing in a note is obeyed."""
    ck.note("{{ 7 * 7 }}.md", note(TALKED, company='"a\\e[31m\\u202Eb"'))
    result = ck("write", "--print", "{{ 7 * 7 }}.md", "x\x1b[2Jy")
    assert result.out == (
        "Hi,\n\nHow are you, and how are things at a [31m b?\n"
        "If there is anything I can help with, just say.\n\nx [2Jy\n\n"
        "How did it go with what we talked about last time?\n\nHave a good day!\n"
    )


def test_who_is_not_to_be_contacted_gets_no_draft(ck: Ck) -> None:
    """Whatever is asked for."""
    fill_morning(ck)
    result = ck("write", "--print", "victor", "--for", "check-in")
    assert (result.code, result.out) == (1, "")
    assert result.err == "ck: Victor Stone is marked do-not-contact, so there is no message.\n"


OWN = {"reply": "built in  Reply.ru.md", "news": "news.md   news.md"}
LINES = "".join(f"{kind:<14}{OWN.get(kind, 'built in  built in')}\n" for kind in (*KINDS, *PARTS))
LIST = f"""\
              English   Russian
{LINES}
Yours are in Templates/ck drafts. To start one: ck write --show-template reply.ru
Templates/ck drafts/regards.md: no kind or part of a message has this name.
"""


def test_the_list_shows_which_are_ones_own(ck: Ck) -> None:
    """Files that serve for nothing are named, and so is one that can't be filled: exit 1."""
    ck.note(f"{FOLDER}/Reply.ru.md", "x")
    ck.note(f"{FOLDER}/news.md", "x")
    ck.note(f"{FOLDER}/regards.md", "x")
    result = ck("write", "--print", "--list")
    assert result.out == LIST
    assert (result.code, result.err) == (0, "")
    ck.note(f"{FOLDER}/news.md", "x\n{{ nmae }}")
    result = ck("write", "--print", "--list")
    assert (result.code, result.out) == (1, LIST)
    why = (
        f"there is no field “nmae”. Did you mean name? There are: {', '.join(sorted(VALUE_NAMES))}."
    )
    assert result.err == (f"ck: {FOLDER}/news.md:2: {why}{END}")
    answer = json.loads(ck("write", "--print", "--list", "--json").out)
    assert answer["templates"][2 * KINDS.index("news")] == {
        "kind": "news",
        "lang": "en",
        "path": f"{FOLDER}/news.md",
        "line": 2,
        "error": why,
        "variants": [],
    }
    assert answer["unused"] == [f"{FOLDER}/regards.md"]


def test_without_ones_own_the_list_says_where_they_go(ck: Ck) -> None:
    """The folder need not exist."""
    assert ck("write", "--print", "--list").out.endswith(
        "\nYours go into Templates/ck drafts. To start one: ck write --show-template reply.ru\n"
    )


@pytest.mark.parametrize(
    "kind", ["reply.late", "placed.plain.ru", "holiday.plain.RU.md", "check-in.en"]
)
def test_a_built_in_text_serves_as_ones_own(ck: Ck, kind: str) -> None:
    """What `--show-template` prints makes the same message from a file."""
    fill_morning(ck)
    name = kind.partition(".")[0]
    lang = "ru" if "ru" in kind.casefold() else "en"
    arguments = ("write", "--print", "boris", "Words.", "--for", name, "--lang", lang)
    built_in = ck(*arguments).out
    shown = ck("write", "--print", "--show-template", kind)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("---\nfields: name, first_name, ")
    ck.note(f"{FOLDER}/{name}.{lang}.md", shown.out)
    assert json.loads(ck(*arguments, "--json").out)["message"]["template"]
    assert ck(*arguments).out == built_in


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("День рождения", "birthday"),
        ("Ещё раз", "retry"),
        ("новая работа", "new-job"),
        ("новая работа.ru", "new-job.ru"),
        ("после паузы.md", "after-pause"),
        ("приветствие", "greeting"),
    ],
)
def test_a_kind_is_typed_in_russian(ck: Ck, typed: str, name: str) -> None:
    """It is the same as its English name, for the text and for the message."""
    ck.note("Анна.md", "---\ntags: recruiter\n---\n\n## Log\n- 2026-11-20: talked\n")
    shown = ck("write", "--show-template", typed)
    assert shown == ck("write", "--show-template", name)
    assert shown.code == 0
    message = ck("write", "анна", "--print", "--for", typed)
    expected = ck("write", "анна", "--print", "--for", name)
    assert message.code == expected.code == (2 if name == "greeting" else 0)
    assert message.out == expected.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "for whom? ck write WHO; ck write --list shows the templates."),
        (["анна", "--list"],
         "--list and --show-template KIND stand alone; with --lang, the latter."),
        (["--list", "--show-template", "new"],
         "--list and --show-template KIND stand alone; with --lang, the latter."),
        (["--show-template", "replay"], ("--show-template: there is no kind “replay”. Did you mean "
         f"reply? There are: {', '.join((*KINDS, *PARTS))}.")),
        (["анна", "--lang", "de"], "--lang takes en or ru, not “de”."),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_said(ck: Ck, arguments: list[str], sentence: str) -> None:
    """Exit code 2, before any note is read."""
    result = ck("write", "--print", *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {sentence}\n")


@pytest.mark.skipif(os.name == "nt", reason="the program here is a shell script")
@pytest.mark.skipif(sys.platform == "darwin", reason="xsel is asked on other systems")
def test_the_message_goes_to_the_clipboard_where_there_is_one(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Printed all the same; without a program a plain sentence, and exit 1."""
    ck.note("Anna Bell.md", note(TALKED))
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    message = ck("write", "--print", "anna").out
    result = ck("write", "--print", "anna", "--copy")
    assert (result.code, result.out) == (1, message)
    assert result.err == "ck: no program here takes a text for the clipboard, so copy it by hand.\n"
    answer = ck("write", "--print", "anna", "--copy", "--json")
    assert json.loads(answer.out)["message"]["copied"] is False
    assert answer.code == 1
    script = folder / "xsel"
    script.write_text(f"#!/bin/sh\n/bin/cat > '{tmp_path}/kept'\n")
    script.chmod(0o755)
    result = ck("write", "--print", "anna", "--copy")
    assert (result.code, result.out, result.err) == (0, message, "Copied.\n")
    assert (tmp_path / "kept").read_text() == message.rstrip("\n")
    assert (
        json.loads(ck("write", "--print", "anna", "--copy", "--json").out)["message"]["copied"]
        is True
    )


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    ("who", "options", "about"),
    [
        ("анна", (), ("Анна Каренина, Яндекс · the JD was to come by Fri 20 Nov\n"
         "waiting · in Russian, на вы · built in\n")),
        ("boris", ("--for", "news"), ("Boris Ivanov, Avito · nothing of that kind is due\n"
         "news · in English · built in\n")),
        ("вера", (), ("Вера Ситник, Wildberries · nothing is due\n"
         "check-in · in Russian, на вы · Templates/ck drafts/check-in.md\n")),
        ("глеб", (), ("Глеб Руднев · paused\n"
         "check-in · in Russian, на вы · Templates/ck drafts/check-in.md\n")),
    ],
)  # fmt: skip
def test_a_person_is_told_what_it_is_about(
    ck: Ck, who: str, options: tuple[str, ...], about: str
) -> None:
    """In a terminal, on standard error: whom, why, the kind, the language and the template."""
    from terminals import in_terminal

    fill_morning(ck)
    ck.note(f"{FOLDER}/check-in.md", "Hello!")
    code, shown = in_terminal("write", "--print", who, *options, "--no-color")
    assert (code, shown) == (0, about + ck("write", "--print", who, *options).out)


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_a_person_is_told_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is that of an English run."""
    from terminals import in_terminal

    fill_morning(ck)
    message = ck("write", "--print", "мария").out
    monkeypatch.setenv("CK_LANG", "ru")
    about = (
        "Мария Соколова, Контур · день рождения сегодня\n"
        "день рождения · по-русски, на вы · встроенный текст\n"
    )
    assert in_terminal("write", "--print", "мария", "--no-color") == (0, about + message)


def test_it_writes_nothing(ck: Ck) -> None:
    """No file of the vault or beside it is made or changed, but for the index."""
    fill_morning(ck)
    ck.note(f"{FOLDER}/reply.md", "x")

    def files() -> dict[str, bytes]:
        return {
            str(each): each.read_bytes()
            for each in ck.vault.parent.rglob("*")
            if each.is_file() and not each.match("cache/contactkeeper/*.sqlite*")
        }

    before = files()
    for arguments in (["boris"], ["анна"], ["--list"], ["--show-template", "new"]):
        assert ck("write", "--print", *arguments).code == 0
    assert files() == before


def test_what_many_people_have_in_common_is_a_reason_too(ck: Ck) -> None:
    """A conference and news of mine are written about as the list has them, and by their names."""
    ck.note("Anna.md", note("- 2026-11-01: talked\n", tier="key", cadence="quarterly"))
    ck.note("News/Staff engineer.md", "---\ntype: news\ndate: 2026-11-16\nkind: position\n---\n")
    told = "I have some news, and would like you to hear it from me: Staff engineer."
    assert told in ck("write", "--print", "anna").out
    ck.note("Events/JPoint.md", "---\ntype: event\ndate: 2026-11-20\npeople: Anna\n---\n")
    assert (
        json.loads(ck("write", "--print", "anna", "--json").out)["message"]["kind"] == "event-after"
    )
    assert "JPoint" in ck("write", "--print", "anna").out
    assert told in ck("write", "--print", "anna", "--for", "news").out


def test_news_that_lists_nobody_today_is_drafted_where_it_is_asked_for(ck: Ck) -> None:
    """Who comes up before its last day is not listed for news, so a draft is a check-in."""
    ck.note("Anna.md", note("- 2026-11-01: talked\n", tier="key"))
    ck.note("News/Staff engineer.md", "---\ntype: news\ndate: 2026-11-16\nkind: position\n---\n")
    assert json.loads(ck("write", "--print", "anna", "--json").out)["message"]["kind"] == "check-in"
    assert "Staff engineer" in ck("write", "--print", "anna", "--for", "news").out
