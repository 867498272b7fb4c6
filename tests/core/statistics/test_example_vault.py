"""The figures of the example vault, reckoned by hand from its notes."""

from __future__ import annotations

from pathlib import Path

from contactkeeper.config import load_settings
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.model import (
    Answers,
    Favours,
    Growth,
    Period,
    Promises,
    Share,
    Statistics,
    Trust,
)
from contactkeeper.vault.loading import load
from histories import TODAY, day

VAULT = Path(__file__).resolve().parents[3] / "examples" / "vault"
YEAR = Period(day("2025-11-01"), TODAY)

MONTHS = [
    (1, 0, 1, 0), (1, 0, 0, 0),
    (0, 0, 0, 0), (3, 3, 0, 0), (3, 1, 2, 0), (1, 1, 1, 0), (3, 1, 1, 0), (2, 2, 4, 0),
    (3, 1, 1, 0), (5, 3, 4, 0), (3, 3, 4, 0), (4, 3, 2, 0), (3, 4, 3, 1),
]  # fmt: skip
"""Messages of mine, of theirs, talks and touches, from November 2025 on."""


def test_the_figures_of_the_example_vault() -> None:
    """All of them, from November 2025 on."""
    settings = load_settings(VAULT)
    loaded = load(VAULT, settings)
    histories = [history_of(each, TODAY) for each in loaded.contacts]
    found = statistics_of(histories, YEAR, TODAY, settings, loaded.event_notes.news)
    names = tuple(each.name for each in found.only_taking)
    assert names == ("Hanna Schmidt", "Ольга Ким", "Света Лебедева")
    assert [(each.contact.name, each.outcomes) for each in found.through] == [
        ("Boris Ivanov", (("interview", 1),))
    ]
    assert [month[1:5] for month in found.months] == MONTHS
    assert found.months[-1].in_rhythm == Share(15, 17)
    assert found._replace(only_taking=(), through=()) == Statistics(
        period=YEAR,
        people=22,
        entries=65,
        formats=(("message", 41), ("call", 14), ("meeting", 6), ("touch", 1), ("other", 3)),
        talks=Share(23, 65),
        began_mine=15,
        began_theirs=2,
        their_answers=Answers(
            Share(6, 14),
            1,
            (("email", Share(4, 8)), ("telegram", Share(2, 5)), ("linkedin", Share(0, 1))),
        ),
        my_answers=Answers(Share(1, 1), 7, (("linkedin", Share(1, 1)),)),
        in_rhythm=Share(15, 17),
        in_rhythm_key=Share(5, 6),
        talked=Share(7, 17),
        talked_key=Share(3, 6),
        my_promises=Promises(Share(2, 3), Share(0, 0)),
        their_promises=Promises(Share(0, 1), Share(0, 0)),
        gave=Favours(10, (("candidate", 6), ("info", 2), ("", 1), ("intro", 1))),
        got=Favours(10, (("info", 6), ("feedback", 2), ("", 1), ("intro", 1))),
        told=Share(6, 12),
        outcomes=(("interview", 1),),
        growth=(
            Growth(day("2025-10-01"), 1, 0),
            Growth(day("2026-01-01"), 5, 0),
            Growth(day("2026-04-01"), 6, 0),
            Growth(day("2026-07-01"), 4, 0),
            Growth(day("2026-10-01"), 1, 0),
        ),
        brought_by=(),
        trust=Trust(4.0, 1, None),
        drifting=(),
        months=found.months,
    )
