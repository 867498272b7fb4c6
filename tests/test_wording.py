"""Wordings: English by themselves, and said in another language by its catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from contactkeeper.text import speech
from contactkeeper.text.speech import CATALOGUES, ENGLISH, Speech
from contactkeeper.wording import Wording

TRANSLATED = {
    "{name} is here, with {others}": "Здесь {others} и {name}",
    "nobody": "никого",
    "{notes:,} notes": "заметок: {notes:,}",
    "{what}, {{literally}}": "{{дословно}}, {what}",
}
FORMS = ("{number:,} день", "{number:,} дня", "{number:,} дней")


class Catalogue:
    """A catalogue of a few texts."""

    def gettext(self, template: str) -> str:
        """Return the translation, else the template."""
        return TRANSLATED.get(template, template)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the form for a number."""
        assert (one, many) == ("{number:,} day", "{number:,} days")
        return FORMS[0 if number == 1 else 1 if number < 5 else 2]


@pytest.fixture
def russian() -> Speech:
    """Return a speech with that catalogue."""
    speech = Speech("ru")
    vars(speech)["_catalogue"] = Catalogue()
    return speech


@pytest.mark.parametrize(
    ("wording", "english", "said"),
    [
        (Wording(), "", ""),
        (Wording("nobody"), "nobody", "никого"),
        (Wording("a {brace} alone"), "a {brace} alone", "a {brace} alone"),
        (
            Wording("{name} is here, with {others}", name="Anna", others=["Bo", Wording("nobody")]),
            "Anna is here, with Bo, nobody",
            "Здесь Bo, никого и Anna",
        ),
        (Wording("{what}, {{literally}}", what="{x}"), "{x}, {literally}", "{дословно}, {x}"),
        (Wording("{notes:,} notes", notes=2314), "2,314 notes", "заметок: 2\u00a0314"),
        (Wording.counted("{number:,} day", "{number:,} days", 1), "1 day", "1 день"),
        (Wording.counted("{number:,} day", "{number:,} days", 3), "3 days", "3 дня"),
        (Wording.counted("{number:,} day", "{number:,} days", 0), "0 days", "0 дня"),
        (Wording.joined(": ", ["a", Wording("nobody")]), "a: nobody", "a: никого"),
    ],
)
def test_a_wording_is_english_and_has_a_translation(
    russian: Speech, wording: Wording, english: str, said: str
) -> None:
    """A program reads the English one."""
    assert str(wording) == ENGLISH.say(wording) == english
    assert russian.say(wording) == said


def test_what_is_no_wording_stays(russian: Speech) -> None:
    """The user's words are no texts of ours, even where a catalogue has them."""
    assert russian.say("nobody") == "nobody"


def test_a_language_says_in_english_what_it_does_not_have() -> None:
    """A module, or a function of one."""
    unknown = Speech("xx")
    assert unknown.phrases.say_ordinal(2) == "2nd"
    assert Speech("ru").phrases.say_ordinal(2) == "2nd"
    assert unknown.say(Wording("nobody")) == "nobody"


@pytest.mark.parametrize("damage", ["missing", "empty", "zeros", "cut", "not UTF-8", "no plurals"])
def test_a_catalogue_that_is_missing_or_damaged_leaves_english(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that no error of ours is hidden by a fault of the installation."""
    place = Path("ru/LC_MESSAGES/ck.mo")
    whole = (CATALOGUES / place).read_bytes()
    damaged = {
        "empty": b"",
        "zeros": bytes(5000),
        "cut": whole[:5000],
        "not UTF-8": whole.replace(b"\xd0", b"\xff"),
        "no plurals": whole.replace(b"plural=", b"plural?"),
    }
    if damage in damaged:
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).write_bytes(damaged[damage])
    monkeypatch.setattr(speech, "CATALOGUES", str(tmp_path))
    assert Speech("ru").say(Wording("nothing was done.")) == "nothing was done."
