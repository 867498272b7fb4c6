from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from contactkeeper.core.agenda.modes import BUILT_IN
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.drafts.templates import KINDS, PARTS
from contactkeeper.core.language.cadence import read_cadence
from contactkeeper.core.language.date_words import read_words
from contactkeeper.core.language.languages import LANGUAGES, fold_channel, pattern, phrases_in
from contactkeeper.core.model import NewsKind, Status, Tier
from contactkeeper.core.note.log import fold_title
from contactkeeper.core.people.spellings import given_names, other_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.language.language import Language


def texts_in(value: object) -> Iterator[str]:
    """Yield all texts of a language."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_written_as_they_are_compared(language: Language) -> None:
    """What is read is in lower case with е for ё; a word in another form would never be found."""
    for text in texts_in(language):
        assert text == lowered(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_has_half_a_calendar(language: Language) -> None:
    """A month or weekday that is left out would shift all that follow it; or it has none."""
    assert len(language.months) in {0, 12}
    assert len(language.weekdays) in {0, 7}
    assert len(language.numbers) in {0, 12}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_means_one_thing(language: Language) -> None:
    """No phrase stands for two channels, two cadences or two values of a property."""
    for field in (
        "channels",
        "cadences",
        "tiers",
        "statuses",
        "focuses",
        "langs",
        "news_kinds",
        "modes",
        "drafts",
    ):
        phrases = [each for text in getattr(language, field).values() for each in phrases_in(text)]
        doubled = {each for each in phrases if phrases.count(each) > 1}
        assert not doubled, f"core/language: `{field}` has two meanings for {doubled}"


def test_values_are_those_of_the_model() -> None:
    """A misspelt tier or status in a table would be read and then mean nothing."""
    for language in LANGUAGES:
        assert set(language.modes) <= {mode.name for mode in BUILT_IN}
        assert set(language.drafts) <= {*KINDS, *PARTS}
        assert set(language.tiers) <= set(get_args(Tier))
        assert set(language.statuses) <= set(get_args(Status))
        assert set(language.news_kinds) <= set(get_args(NewsKind))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_tables_is_read(language: Language) -> None:
    """A row that is added here is read at once, with nothing else to change."""
    from datetime import date

    for distance, text in language.days.items():
        for phrase in phrases_in(text):
            day = read_words(phrase, date(2026, 11, 23), ahead=True)
            assert day is not None, f"core/language/date_words.py does not read {phrase!r}"
            assert (day - date(2026, 11, 23)).days == distance
    for cadence, text in language.cadences.items():
        assert {read_cadence(phrase) for phrase in phrases_in(text)} == {cadence}
    for channel, text in language.channels.items():
        assert {fold_channel(phrase) for phrase in phrases_in(text)} == {channel}
    for channel, word in language.short_channels.items():
        assert fold_channel(word) == channel
    for heading in phrases_in(language.log_headings):
        assert fold_title(f"📅 {heading.upper()}:") == heading


def test_a_pattern_prefers_the_longest_text() -> None:
    """Of `week` and `weeks` the longer one is tried first, and signs stand for themselves."""
    assert pattern(["a", "a.b", "ab"]) == r"(?:a\.b|ab|a)"


def test_names_are_read_from_the_package() -> None:
    """Both alphabets are there, with short forms and without."""
    assert {"lars", "азамат"} <= given_names()
    assert "саша" in other_forms("александр")
    assert "bob" in other_forms("robert")
