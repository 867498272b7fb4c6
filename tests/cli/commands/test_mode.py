"""`ck mode`, and what a mode does to the other commands."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

import pytest

from contactkeeper.vault.lock import lock
from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

OTHERS = """
steady          Everybody has the rhythm of their own.
settling-in     key people monthly, supporting quarterly
changing-field  key people every 3 weeks, supporting every 2 months

Switch: ck mode NAME
"""
MEANT = """\
Key people every 2 weeks, supporting monthly; shorter rhythms of their own stay, paused stay paused.
No answer: time to try again after 7 days.
"""
SOONER = "2 people come up sooner: 1 morning at 3 a day.\n"
ADVICE = "Say what you look for, ask for introductions, and thank for each."
TELL = """\
Tell people? ck news add "Looking" --kind search-status asks whom first.
"""


def people(ck: Ck) -> None:
    """Put one key, one supporting and one weekly person into the vault."""
    ck.note("Анна.md", note("- 2026-11-02 call: x\n", tier="key", company="Ozon"))
    ck.note("Boris.md", note("- 2026-11-01 call: x\n", focus="managerial"))
    ck.note("Hanna.md", note("- 2026-11-20 call: x\n", cadence="weekly"))


def test_steady_is_shown_with_the_others(ck: Ck) -> None:
    """Without a configuration it is steady, and the other modes are named with what they do."""
    result = ck("mode")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
steady
Everybody has the rhythm of their own.

searching       key people every 2 weeks, supporting monthly
settling-in     key people monthly, supporting quarterly
changing-field  key people every 3 weeks, supporting every 2 months

Switch: ck mode NAME
"""
    )


def test_switching_says_what_it_means_and_writes(ck: Ck) -> None:
    """The file is made, the mode shown from then on, and `ck due` has more people and its name."""
    people(ck)
    assert ck("due").out == "Mon 23 November · nobody today\n\nNext: Hanna, Fri 27 Nov (weekly)\n"
    result = ck("mode", "Searching", "--until", "31 jan", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"{MEANT}{SOONER}{ADVICE}\n{TELL}"
        "Written to contactkeeper.toml: searching until Sun 31 Jan · ck undo\n"
    )
    assert ck.text("contactkeeper.toml") == '[mode]\nname = "searching"\nuntil = "2027-01-31"\n'
    assert ck("mode").out == f"searching until Sun 31 Jan\n{MEANT}{ADVICE}\n{OTHERS}"
    assert ck("due").out == (
        "Mon 23 November · searching · 1 person                                     • key\n\n"
        "reconnect • Анна Ozon every 2 weeks, spoke 2 Nov · 7 days over\n\n"
        "1 more by Friday: ck due --soon\n"
    )
    assert json.loads(ck("due", "--json").out)["items"][0]["cadence"] == "every 2 weeks"
    listed = json.loads(ck("list", "--json").out)["contacts"]
    assert [(each["name"], each["cadence"], each["next_due"]) for each in listed] == [
        ("Boris", "monthly", "2026-12-01"),
        ("Hanna", "weekly", "2026-11-27"),
        ("Анна", "every 2 weeks", "2026-11-16"),
    ]
    assert ck("log", "boris", "talked").out.endswith("Back Wed 23 Dec · ck undo\n")
    again = ck("mode", "searching", "--until", "31 jan")
    assert (again.code, again.out) == (0, "It is searching until Sun 31 Jan already.\n")


def test_after_its_last_day_it_is_steady_again(ck: Ck) -> None:
    """Nothing need be done; what ended is said."""
    people(ck)
    ck.note("contactkeeper.toml", '[mode]\nname = "searching"\nuntil = 2026-11-22\n')
    assert ck("mode").out.startswith("steady · searching ended Sun 22 Nov\nEverybody has")
    assert ck("due").out.startswith("Mon 23 November · nobody today\n")
    assert json.loads(ck("mode", "--json").out)["mode"] == "steady"
    assert ck("due", "--today", "2026-11-22").out.startswith("Sun 22 November · searching · 1 ")


def test_a_quiet_day_names_the_mode_too(ck: Ck) -> None:
    """Where nobody is due the head is the same."""
    ck.note("Анна.md", note("- 2026-11-20 call: x\n"))
    ck.note("contactkeeper.toml", 'mode.name = "searching"\n')
    assert ck("due").out == (
        "Mon 23 November · searching · nobody today\n\nNext: Анна, Sun 20 Dec (monthly)\n"
    )
    assert ck("due", "--tag", "x").out.startswith("Mon 23 November · searching · none of 1 contact")


def test_without_a_terminal_it_takes_a_yes(ck: Ck) -> None:
    """What it means is shown, nothing is written, and the code is 2."""
    people(ck)
    result = ck("mode", "searching")
    assert result.code == 2
    assert result.out == f"{MEANT}{SOONER}{ADVICE}\n{TELL}"
    assert result.err == "ck: Switch? There is no terminal to ask in: --yes answers.\n"
    document = json.loads(ck("mode", "searching", "--json").out)
    assert document["error"]["code"] == "needs-yes"
    assert not (ck.vault / "contactkeeper.toml").exists()


def test_the_employer_is_left_out_of_what_is_told(ck: Ck) -> None:
    """Who searches does not tell those who must not know, and is told so."""
    people(ck)
    (ck.vault / "contactkeeper.toml").write_text('[me]\nemployer = "Контур"\n', encoding="utf-8")
    said = " ".join(ck("mode", "searching").out.split())
    assert "asks whom first, and leaves out Контур, your employer." in said
    assert "Tell people?" not in ck("mode", "settling-in").out


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Поиск", "searching"), ("новая  работа", "settling-in"), ("смена сферы", "changing-field")],
)
def test_a_mode_is_typed_in_russian(ck: Ck, typed: str, name: str) -> None:
    """The configuration and JSON have its English name."""
    people(ck)
    result = ck("mode", typed, "--yes", "--json")
    assert (result.code, json.loads(result.out)["mode"]) == (0, name)
    assert ck.text("contactkeeper.toml") == f'[mode]\nname = "{name}"\n'


def test_the_name_of_a_mode_of_ones_own_goes_before_a_word_for_another(ck: Ck) -> None:
    """`поиск` is the user's own mode where they have one of that name."""
    ck.note("contactkeeper.toml", '[modes."поиск"]\nretry_after = 5\n')
    assert json.loads(ck("mode", "поиск", "--yes", "--json").out)["mode"] == "поиск"


@posix
@pytest.mark.parametrize(("typed", "is_written"), [("y\n", True), ("\n", False), ("n\n", False)])
def test_in_a_terminal_it_asks(ck: Ck, typed: str, is_written: bool) -> None:  # noqa: FBT001
    """Enter alone changes nothing."""
    from terminals import in_terminal

    people(ck)
    code, shown = in_terminal("mode", "searching", typed=typed)
    assert f"{ADVICE}\n{TELL}Switch? [y/N] " in shown
    assert (ck.vault / "contactkeeper.toml").exists() is is_written
    assert code == (0 if is_written else 1)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["serching"],
            "there is no mode “serching”. Did you mean searching? There are: steady, searching, ",
        ),
        (
            ["searching", "--until", "2026-11-23"],
            "--until needs a day in the future; 2026-11-23 is",
        ),
        (["steady", "--until", "fri"], "--until goes with another mode: steady is what comes"),
        (["--yes"], "--until and --yes go with the name of a mode: ck mode searching --until DAY."),
    ],
)
def test_a_mistake_is_named(ck: Ck, arguments: list[str], sentence: str) -> None:
    """A mode that there is not, and a day that is over, are usage errors; nothing is written."""
    result = ck("mode", *arguments)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err
    assert not (ck.vault / "contactkeeper.toml").exists()


def test_a_mode_of_ones_own(ck: Ck) -> None:
    """It is shown with its audience, and switched to like any other; JSON has its advice."""
    people(ck)
    own = '[modes.ищу.audience]\n"focus:managerial" = "weekly"\n'.replace("ищу", '"ищу"')
    ck.note("contactkeeper.toml", own)
    assert ck("mode").out.split("\n")[6] == "ищу             focus:managerial weekly"
    result = ck("mode", "Ищу", "--yes")
    assert result.out.split("\n")[0].startswith("Focus:managerial weekly; shorter rhythms")
    assert ck.text("contactkeeper.toml") == f'{own}\n[mode]\nname = "ищу"\n'
    answer = json.loads(ck("mode", "--json").out)
    assert (answer["mode"], answer["until"], answer["advice"]) == ("ищу", None, None)
    assert ck("due").out.startswith("Mon 23 November · ищу · 1 person\n")


def test_a_mode_in_the_users_own_file_is_not_written_over(ck: Ck) -> None:
    """It would go over the vault's, so switching there would change nothing: it is said."""
    place = ck.vault.parent / "config/contactkeeper/config.toml"
    place.parent.mkdir(parents=True)
    place.write_text('[mode]\nname = "settling-in"\n')
    result = ck("mode", "searching", "--yes")
    assert result.code == 2
    assert "[mode]: goes over the vault's, so switching has to be done here." in result.err
    assert not (ck.vault / "contactkeeper.toml").exists()


def test_it_takes_turns_with_whoever_writes_to_the_vault(ck: Ck) -> None:
    """The vault's lock is held while the file is edited: another `ck` is waited for."""
    ck("mode", "searching", "--yes")
    (place,) = (ck.vault.parent / "state").rglob("lock")
    text = ck.text("contactkeeper.toml")
    with lock(str(place)), pytest.MonkeyPatch.context() as patch:
        ticks = iter(range(0, 1000, 30))
        patch.setattr(time, "monotonic", lambda: next(ticks))
        result = ck("mode", "steady", "--yes")
    assert (result.code, ck.text("contactkeeper.toml")) == (4, text)
    assert "another ck is still writing to this vault" in result.err


RUSSIAN = """\
обычный
У каждого свой ритм.

поиск          ключевые раз в 2 недели, поддерживающие раз в месяц
новая работа   ключевые раз в месяц, поддерживающие раз в квартал
смена области  ключевые раз в 3 недели, поддерживающие раз в 2 месяца

Сменить: ck mode ИМЯ
"""
MEANT_IN_RUSSIAN = """\
Ключевые раз в 2 недели, поддерживающие раз в месяц; собственные более частые ритмы и паузы остаются.
Нет ответа: напомнить о себе можно через 7 дней.
2 человека появятся раньше: за 1 день, по 3 в день.
Говорите, что ищете, просите познакомить и благодарите за каждое знакомство.
Рассказать об этом? ck news add "Ищу работу" --kind поиск сначала спросит, кому.
"""  # noqa: E501


def test_modes_are_shown_and_switched_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the words that can be typed; the configuration and JSON have the English name."""
    monkeypatch.setenv("CK_LANG", "ru")
    people(ck)
    assert ck("mode").out == RUSSIAN
    refused = ck("mode", "поиск")
    assert (refused.code, refused.out) == (2, MEANT_IN_RUSSIAN)
    assert refused.err.startswith("ck: Сменить? ")
    switched = ck("mode", "поиск", "--until", "31.01", "--yes")
    assert (switched.code, switched.err) == (0, "")
    assert switched.out == (
        f"{MEANT_IN_RUSSIAN}"
        "Записано в contactkeeper.toml: поиск до воскресенья 31 января · ck undo\n"
    )
    assert ck.text("contactkeeper.toml") == '[mode]\nname = "searching"\nuntil = "2027-01-31"\n'
    again = ck("mode", "searching", "--until", "31.01")
    assert again.out == "Это и так действует: поиск до воскресенья 31 января.\n"
    answer = json.loads(ck("mode", "--json").out)
    assert (answer["mode"], answer["advice"]) == ("searching", ADVICE)
    over = ck("mode", "--today", "2027-02-01").out.split("\n")[0]
    assert over == "обычный · режим «поиск» закончился в воскресенье 31 января"
    for arguments, sentence in {
        ("поик",): "режима «поик» нет. Возможно, поиск? Есть: обычный, поиск, новая работа, "
        "смена области.",
        ("nope",): "режима «nope» нет. Есть: обычный, поиск, новая работа, смена области.",
        ("обычный", "--until", "2026-12-01"): "--until указывают вместе с другим режимом: обычный "
        "наступает после него.",
        ("--yes",): "--until и --yes указывают вместе с режимом: ck mode поиск --until ДАТА.",
    }.items():
        assert ck("mode", *arguments).err == f"ck: {sentence}\n"
