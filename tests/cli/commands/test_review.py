"""`ck review` in a real terminal: cards, keys, what is written, and where it goes on."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from contactkeeper.cli.layout import width_of
from contactkeeper.text.en.review import HELP
from contactkeeper.text.ru.review import HELP as RUSSIAN_HELP
from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck
    from terminals import Window

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

ANNA, BORIS, OLGA = "Anna.md", "Boris.md", "Ольга Ким.md"
KEYS = """\
[k]ey [s]upporting [c]adence [t]alk [1-5] trust [p]ause [g]oal [m]eet [n]ext
[b]ack [u]ndo [q]uit [?]
"""
NARROW_KEYS = """\
[k]ey [s]upporting [c]adence [t]alk
[1-5] trust [p]ause [g]oal [m]eet [n]ext
[b]ack [u]ndo [q]uit [?]
"""


@pytest.fixture
def three(ck: Ck) -> Ck:
    """Give a vault with somebody who only gives, somebody without a tier, somebody imported."""
    ck.note(ANNA, note("- 2026-11-20 tg: hi [got:: intro]\n", company="Avito", tier="key"))
    ck.note(BORIS, note("- 2026-11-02 -> tg: hello\n", company="VK"))
    ck.note(OLGA, note(company="Ozon", imported="2026-11-20"))
    return ck


def review(*arguments: str, columns: int = 80, rows: int = 24, language: str = "en") -> Window:
    """Open a window with a review; a dumb terminal shows nothing but the text."""
    from terminals import Window

    plain = {"TERM": "dumb", "NO_COLOR": "1", "CK_LANG": language}
    return Window("review", *arguments, columns=columns, rows=rows, environ=plain, echo=False)


@posix
def test_cards_come_one_after_another(three: Ck) -> None:
    """What is decided is written at once; the end names it, and the next review asks the rest."""
    before = three.text(ANNA), three.text(OLGA)

    with review() as window:
        first = window.wait_for("[?]\n")
        window.type("n")
        second = window.wait_for("[?]\n")
        window.type("s")
        third = window.wait_for("[?]\n")
        window.type("q")
        code, end = window.wait_for_end()

    assert first == (
        "3 people to decide about\n"
        "\n"
        "Card 1 of 3 · Anna · Avito                                         key · monthly\n"
        "  you got 1 in a year, and gave nothing\n"
        "  last 20 Nov: hi · got: intro\n"
        "  12 months  · · · · · · · · · · · m   gave 0, got 1\n"
        "  What could you give?\n" + KEYS
    )
    assert second == (
        "\n"
        "Card 2 of 3 · Boris · VK                                     no tier · quarterly\n"
        "  no tier yet · 1 entry in a year\n"
        "  last -> 2 Nov: hello\n"
        "  12 months  · · · · · · · · · · · m   gave 0, got 0\n"
        "  Key or supporting?\n" + KEYS
    )
    assert third.startswith("Boris, VK\n  tier: supporting\n")
    assert "Card 3 of 3 · Ольга Ким · Ozon" in third
    assert (code, end) == (
        0,
        "\nBoris: supporting\nDecided about 1 person; 1 card left: ck review\n",
    )
    assert (three.text(ANNA), three.text(OLGA)) == before
    assert "\ntier: supporting\n" in three.text(BORIS)
    with review() as window:
        again = window.wait_for("[?]\n")
        window.type("q")
        window.wait_for_end()
    assert "1 person to decide about\n" in again
    assert "Card 1 of 1 · Ольга Ким" in again


RUSSIAN_KEYS = """\
[k] ключевой [s] поддерживающий [c] ритм [t] разговор [1-5] доверие [p] пауза
[g] цель [m] встреча [n] дальше [b] назад [u] отменить [q] выйти [?]
"""
RUSSIAN_KEYS_AT_40 = """\
[k] ключевой [s] поддерживающий [c] ритм
[t] разговор [1-5] доверие [p] пауза
[g] цель [m] встреча [n] дальше
[b] назад [u] отменить [q] выйти [?]
"""


@posix
def test_in_russian(three: Ck) -> None:
    """The letters of the keys stay; a rhythm is offered, typed and written in Russian."""
    with review(language="ru") as window:
        first = window.wait_for("[?]\n")
        window.type("n")
        second = window.wait_for("[?]\n")
        window.type("c")
        window.wait_for("ритм: ")
        window.type("\x15раз в 6 недель\r")
        window.wait_for(RUSSIAN_KEYS)
        window.type("s")
        window.wait_for(RUSSIAN_KEYS)
        window.type("q")
        code, end = window.wait_for_end()

    assert first == (
        "Решения ждут 3 человека\n"
        "\n"
        "Карточка 1 из 3 · Anna · Avito                            ключевой · раз в месяц\n"
        "  за год вам помогли 1 раз, вы пока ни разу\n"
        "  последнее 20 ноября: hi · получили: intro\n"
        "  12 месяцев  · · · · · · · · · · · с   дали 0, получили 1\n"
        "  Что вы могли бы дать?\n" + RUSSIAN_KEYS
    )
    assert second == (
        "\n"
        "Карточка 2 из 3 · Boris · VK                          без уровня · раз в квартал\n"
        "  пока без уровня · 1 запись за год\n"
        "  последнее -> 2 ноября: hello\n"
        "  12 месяцев  · · · · · · · · · · · с   дали 0, получили 0\n"
        "  Ключевой контакт или поддерживающий?\n" + RUSSIAN_KEYS
    )
    assert (code, end) == (
        0,
        (
            "\nBoris — ритм: раз в 6 недель, поддерживающий\n"
            "Решено: 1 человек; осталась 1 карточка: ck review\n"
        ),
    )
    assert "\ncadence: раз в 6 недель\n" in three.text(BORIS)


@posix
@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_help_in_russian(columns: int) -> None:
    """No line is wider than the window, and no word is lost."""
    with review(columns=columns, language="ru") as window:
        window.wait_for("[?]\n")
        window.type("b")
        window.wait_for("Перед этой карточкой других нет.\n")
        window.type("u")
        window.wait_for("\n")
        window.type("?")
        said = window.wait_for("q       закончить; ")
        window.type("q")
        _, end = window.wait_for_end()
    assert columns != 40 or RUSSIAN_KEYS_AT_40 in window.shown
    assert max(map(width_of, window.shown.split("\n"))) <= columns
    assert " ".join(" ".join(RUSSIAN_HELP).split()) in " ".join(f"{said}{end}".split())


@posix
@pytest.mark.parametrize(
    ("keys", "line", "written"),
    [
        ("k", "", "\ntier: key\n"),
        ("л", "", "\ntier: key\n"),
        ("ы", "", "\ntier: supporting\n"),
        ("c", "every 6 weeks", "\ncadence: every 6 weeks\n"),
        ("С", "every 6 weeks", "\ncadence: every 6 weeks\n"),
        ("t", "monthly", "\ntalk: monthly\n"),
        ("п", "встреча с CTO", "\ngoal: встреча с CTO\n"),
        ("p", "", "\nstatus: paused\n"),
        ("з", "2027-03-01", "\npaused_until: 2027-03-01\n"),
        ("m", "2026-12-01 11:00 call: the role", "- [ ] 2026-12-01 11:00 call: the role\n"),
        ("4", "", "- 2026-11-23: [trust:: 4]\n"),
    ],
)
def test_a_key_writes_what_its_command_writes(
    three: Ck, keys: str, line: str, written: str
) -> None:
    """In either layout; `u` takes it back, and the note is as it was."""
    before = three.text(BORIS)

    with review("--company", "VK", columns=40, rows=20) as window:
        window.wait_for(NARROW_KEYS)
        window.type(keys)
        if line or keys in "pз":
            window.wait_for(": ")
            window.type(f"\x15{line}\r")
        window.wait_for("ck undo")
        after = three.text(BORIS)
        decided = keys in "kлыpз"
        if decided:
            _, end = window.wait_for_end()
            assert "no card left" in end
        else:
            window.wait_for(NARROW_KEYS)
            window.type("г")
            window.wait_for("Undone")
            window.wait_for(NARROW_KEYS)
            window.type("q")
            _, end = window.wait_for_end()
            assert "Decided about nobody; 1 card left: ck review --company VK" in " ".join(
                end.split()
            )

    assert written in after
    if decided:
        three("undo")
    assert three.text(BORIS) == before


@posix
def test_a_line_that_is_left_as_it_is_does_nothing(three: Ck) -> None:
    """One that is emptied removes the property."""
    three.note(BORIS, note("- 2026-11-02 -> tg: hello\n", company="VK", cadence="weekly"))
    before = three.text(BORIS)

    with review("--company", "VK") as window:
        for keys, prompt in (("c\r", "cadence: "), ("t\r", "talk: "), ("m\r", "what: ")):
            window.wait_for(KEYS)
            window.type(keys[0])
            window.wait_for(prompt)
            window.type(keys[1])
        window.wait_for(KEYS)
        assert three.text(BORIS) == before
        window.type("c")
        window.wait_for("cadence: ")
        window.type("\x15\r")
        window.wait_for("ck undo")
        window.wait_for(KEYS)
        window.type("q")
        _, end = window.wait_for_end()

    assert end.startswith("\nBoris: no cadence\n")
    assert three.text(BORIS) == before.replace("cadence: weekly\n", "")


@posix
def test_back_undo_and_unknown_keys(three: Ck) -> None:
    """`b` shows the card before, `u` the one whose act it takes back; a mistake says what it is."""
    before = three.text(BORIS)

    with review() as window:
        window.wait_for(KEYS)
        window.type("b")
        window.wait_for("There is no card before.\n")
        window.type("u")
        window.wait_for("There is nothing to undo: this review has changed nothing yet.\n")
        window.type("z")
        window.wait_for("This key means nothing here; ? shows the keys.\n")
        for key in "?,":  # the same key in the Russian layout
            window.type(key)
            assert "k, s    key or supporting" in window.wait_for("come next time\n")
        window.type("n")
        window.wait_for("Card 2 of 3")
        window.wait_for(KEYS)
        window.type("b")
        window.wait_for("Card 1 of 3")
        window.wait_for(KEYS)
        window.type("n")
        window.wait_for(KEYS)
        window.type("k")
        window.wait_for("Card 3 of 3")
        window.wait_for(KEYS)
        window.type("u")
        window.wait_for("Undone: ck set")
        window.wait_for("Card 2 of 3 · Boris")
        window.wait_for(KEYS)
        assert three.text(BORIS) == before
        window.type("c")
        window.wait_for("cadence: ")
        window.type("\x15sometimes\r")
        assert "sometimes" in window.wait_for(KEYS)
        window.type("й")
        code, end = window.wait_for_end()

    assert code == 0
    assert end == "\nDecided about nobody; 2 cards left: ck review\n"
    assert three.text(BORIS) == before


@posix
@pytest.mark.usefixtures("three")
def test_a_quarter_goes_on_where_it_stopped() -> None:
    """Its cards stay until they are passed, whatever is decided, and are back with the next one."""
    with review("--quarter") as window:
        window.wait_for("Card 1 of 3 · Anna")
        window.wait_for(KEYS)
        window.type("4")
        window.wait_for("Card 1 of 3 · Anna")
        card = window.wait_for(KEYS)
        assert "key · monthly · trust 4" in card
        assert "last 20 Nov: hi" in card
        window.type("n")
        window.wait_for(KEYS)
        window.type("q")
        _, end = window.wait_for_end()
    assert end == "\nAnna: trust 4\nDecided about 1 person; 2 cards left: ck review --quarter\n"
    for day, first in (("2026-12-31", "Card 1 of 2 · Boris"), ("2027-01-01", "Card 1 of 3 · Anna")):
        with review("--quarter", "--today", day) as window:
            window.wait_for(first)
            window.wait_for(KEYS)
            window.type("q")
            window.wait_for_end()
    with review() as window:
        window.wait_for("Card 1 of 3 · Anna")
        window.wait_for(KEYS)
        window.type("q")
        window.wait_for_end()


@posix
@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("columns", [40, 60, 80])
def test_the_help_is_broken_at_its_blanks(columns: int) -> None:
    """No line is wider than the window, and no word is broken."""
    with review(columns=columns) as window:
        window.wait_for("[?]\n")
        window.type("?")
        window.wait_for("q       end; the")
        window.type("q")
        window.wait_for_end()
    _, _, said = window.shown.partition("[?]\n")
    assert max(map(len, said.split("\n"))) <= columns
    assert " ".join(" ".join(HELP).split()) in " ".join(said.split())


@posix
@pytest.mark.usefixtures("three")
def test_the_window_may_change_its_size() -> None:
    """The next card is laid out for the width that it has then."""
    with review() as window:
        window.wait_for(KEYS)
        window.resize(40, 20)
        window.type("n")
        shown = window.wait_for(NARROW_KEYS)
        window.type("q")
        window.wait_for_end()

    assert "Card 2 of 3 · Boris · VK\n  no tier · quarterly\n" in shown


@posix
def test_it_may_be_stopped_and_go_on(three: Ck) -> None:
    """After ^Z and fg the keys go on; when the window is closed, the program ends."""
    from terminals import Window

    plain = {"PS1": "sh> ", "ENV": "", "NO_COLOR": "1"}
    with Window("/bin/sh", "-im", environ=plain, echo=False) as window:
        window.wait_for("sh> ")
        window.type(f"{sys.executable} -m contactkeeper review\r")
        window.wait_for(KEYS)
        window.insist("\x1a", "sh> ")
        window.type("fg\r")
        window.wait_for("-m contactkeeper review\n")
        window.type("?")
        window.wait_for("come next time\n")
        window.type("4")
        window.wait_for("ck undo")
        window.wait_for(KEYS)
        window.close()
        window.process.wait(timeout=30)

    assert "[trust:: 4]" in three.text(ANNA)


@posix
def test_a_note_that_changes_meanwhile_is_read_anew(three: Ck) -> None:
    """A card shows the note as it is; who was decided about elsewhere has none any more."""
    with review() as window:
        window.wait_for(KEYS)
        three.note(BORIS, three.text(BORIS).replace("tags:", "tier: key\ntags:"))
        (three.vault / OLGA).unlink()
        window.type("n")
        code, end = window.wait_for_end()

    assert (code, end) == (0, "\nDecided about nobody; no card left\n")


@posix
def test_stopping_leaves_what_was_written(three: Ck) -> None:
    """^C ends the review; what was decided before is whole."""
    with review("--company", "VK") as window:
        window.wait_for(KEYS)
        window.type("4")
        window.wait_for("ck undo")
        window.wait_for(KEYS)
        window.type("\x03")
        code, _ = window.wait_for_end()

    assert code == 130
    assert "[trust:: 4]" in three.text(BORIS)


@posix
def test_slower_rhythms_are_one_change(ck: Ck) -> None:
    """After the last card the review proposes whose rhythm to slow; a no rests for four weeks."""
    for name in ("Ada", "Bea", "Cleo"):
        log = "- 2026-01-05 call: x\n- 2026-11-20 -> tg: y\n"
        ck.note(f"{name}.md", note(log, cadence="weekly", tier="supporting"))
    before = [ck.text(f"{name}.md") for name in ("Ada", "Bea", "Cleo")]
    question = "Move 2 people to every 6 months: Ada, Bea? Then it is 1 act a week. [y/N] "
    question = " ".join(question.split())

    with review() as window:
        shown = window.wait_for("[y/N]")
        window.type("n\n")
        code, end = window.wait_for_end()
    assert code == 0
    assert "Nobody to decide about\n" in shown
    assert "ask for 3 acts a week; you did 0 a week in the last 8 weeks\n" in shown
    assert question in " ".join(shown.split())
    with review() as window:
        window.wait_for_end()
        assert "[y/N]" not in window.shown
    with review("--today", "2026-12-22") as window:
        window.wait_for("[y/N]")
        window.type("y\n")
        _, end = window.wait_for_end()
    assert "Ada, Bea" in end
    assert "\ncadence: every 6 months\n" in ck.text("Ada.md")
    assert "\ncadence: every 6 months\n" in ck.text("Bea.md")
    ck("undo")
    assert [ck.text(f"{name}.md") for name in ("Ada", "Bea", "Cleo")] == before


@posix
def test_goals_stand_first(ck: Ck) -> None:
    """How far each is, in the order of the configuration."""
    ck.note("contactkeeper.toml", '[review]\ngoals = ["talks with key people: 3 a month"]\n')
    ck.note(ANNA, note("- 2026-10-20 call: x\n- 2026-11-20 call: hi\n", tier="key"))

    with review() as window:
        _, shown = window.wait_for_end()

    assert shown == (
        "Nobody to decide about\ntalks with key people: 1 of 3 this month, 1 in the one before\n"
    )


@posix
def test_what_cannot_be_read_is_said(three: Ck) -> None:
    """Before the cards; and a filter that takes nobody says so."""
    three.note("Broken.md", "---\ntags: [recruiter\ntier: key\n---\n")

    with review("--limit", "1") as window:
        shown = window.wait_for(KEYS)
        window.type("q")
        window.wait_for_end()
    with review("--company", "Nobody") as window:
        nobody = window.wait_for_end()

    assert shown.startswith(
        "4 people to decide about, 1 now\n! 1 note not read in full: ck check\n\nCard 1 of 1"
    )
    assert nobody == (0, "none of 4 contacts matches: --company Nobody\n")
    assert [each["path"] for each in json.loads(three("review", "--json").out)["problems"]] == [
        "Broken.md"
    ]


def test_without_a_terminal(three: Ck) -> None:
    """It asks nothing where nobody can answer, and names what serves."""
    found = three("review")

    assert (found.code, found.out) == (2, "")
    assert found.err == (
        "ck: ck review asks for keys, and there is no terminal to ask in. Without one:\n"
        "  ck review --json\n"
    )
    assert three("review", "--limit", "-1").code == 2


def test_json_has_all_cards(three: Ck) -> None:
    """The strongest question first; a filter and a limit leave cards out."""
    found = json.loads(three("review", "--json").out)
    one = json.loads(three("review", "--json", "--limit", "1").out)
    quarter = json.loads(three("review", "--json", "--quarter", "--company", "vk").out)

    kinds = [[each["kind"] for each in card["questions"]] for card in found["cards"]]
    assert kinds == [["one-sided"], ["no-tier"], ["unsorted"]]
    assert (one["total"], [card["name"] for card in one["cards"]]) == (3, ["Anna"])
    assert [[each["kind"] for each in card["questions"]] for card in quarter["cards"]] == [
        ["no-tier", "lately"]
    ]


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2026-11-23", "1 to sort: ck review --unsorted\n"),
        ("2026-11-27", "2 to sort or decide: ck review\n"),
    ],
)
def test_it_starts_itself_on_fridays(three: Ck, today: str, last: str) -> None:
    """Then `ck due` counts those of its list who are cold or have no tier, too."""
    assert three("due", "--today", today, "--all").out.endswith(last)


def test_the_unsorted_have_a_review_of_their_own(three: Ck) -> None:
    """Their question is the weakest, so that a few cards of a week need not have them."""
    document = json.loads(three("review", "--unsorted", "--json").out)
    assert [[each["kind"] for each in card["questions"]] for card in document["cards"]] == [
        ["unsorted"]
    ]
    assert "no terminal" in (refused := three("review", "--unsorted")).err
    assert refused.err.endswith("ck review --unsorted --json\n")


@posix
def test_whose_card_was_passed_does_not_count_on_fridays(three: Ck) -> None:
    """Until it is shown again, four weeks later."""
    friday = ("--today", "2026-11-27")
    with review(*friday) as window:
        for _ in range(3):
            window.wait_for(KEYS)
            window.type("n")
        window.wait_for_end()

    assert three("due", *friday, "--all").out.endswith("1 to sort: ck review --unsorted\n")
    late = three("due", "--today", "2026-12-25", "--all").out
    assert late.endswith("2 to sort or decide: ck review\n")
