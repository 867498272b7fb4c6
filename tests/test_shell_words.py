from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.shell_words import shell_word


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")))
def test_a_shell_reads_the_word_back(text: str) -> None:
    """Whatever stands in it is one word of a command line."""
    assert shlex.split(shell_word(text)) == [text]


@pytest.mark.parametrize("word", ["анна", "anna", "т-банк", "Recruiters/Ян.md", "@anna", "23.11"])
def test_letters_of_any_alphabet_stand_without_quotes(word: str) -> None:
    """As people type them."""
    assert shell_word(word) == word
