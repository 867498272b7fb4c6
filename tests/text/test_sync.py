"""What a sync has moved, and how far two machines are apart."""

from __future__ import annotations

import pytest

from contactkeeper.text.speech import Speech
from contactkeeper.text.sync import say_distance, say_left_out, say_moved


@pytest.mark.parametrize(
    ("behind", "ahead", "english", "russian"),
    [
        (0, 0, "level with", "не отличается от origin/main"),
        (2, 0, "2 commits behind", "отстаёт от origin/main на 2 коммита"),
        (0, 1, "1 commit ahead of", "опережает origin/main на 1 коммит"),
        (
            21,
            5,
            "21 commits behind and 5 commits ahead of",
            "отстаёт от origin/main на 21 коммит и опережает её на 5 коммитов",
        ),
    ],
)
def test_a_distance_reads_as_a_sentence(
    behind: int, ahead: int, english: str, russian: str
) -> None:
    """Each of the four has its own preposition."""
    said = say_distance("main", "origin/main", behind, ahead)
    assert said == f"On main, {english} origin/main as it was last fetched."
    expected = f"Ветка main {russian} (по данным последнего получения)."
    assert Speech("ru").say(said) == expected


def test_what_was_moved_is_counted() -> None:
    """Only what there is, and in a dry run what would be."""
    assert say_moved(0, 0, dry_run=False) == ""
    assert say_moved(2, 0, dry_run=False) == "Pulled 2 commits."
    assert say_moved(0, 1, dry_run=True) == "To push 1 commit, as last fetched."
    both = say_moved(21, 2, dry_run=False)
    assert both == "Pulled 21 commits, pushed 2 commits."
    assert Speech("ru").say(both) == "Получено: 21 коммит, отправлено: 2 коммита."


def test_a_command_for_a_missing_note_can_be_typed() -> None:
    """The folder and the note are quoted where a shell needs it; braces are no field."""
    said = say_left_out("link", "{a} b.md", 1, "/v/It's")
    assert said.startswith("{a} b.md is reached by a link now: not committed as deleted.")
    assert """git -C '/v/It'"'"'s' rm -rq -- '{a} b.md', then ck sync.""" in said
