"""My situation (mode) and how it changes cadences: the rules for a contact on a day.

The one place that decides it. A mode never makes anybody due later. Must not read logs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import caseless, lowered
from contactkeeper.core.language.cadence import cadence_of, days_in, next_date
from contactkeeper.core.language.languages import table
from contactkeeper.core.model import Cadence
from contactkeeper.core.settings import ModeChoice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.people.audience import Audience
    from contactkeeper.core.settings import ModeRules, Settings


class Mode(NamedTuple):
    """A situation: cadences that take the place of longer ones."""

    name: str
    tier: tuple[tuple[str, Cadence], ...] = ()
    """By `key` and `supporting`."""
    audience: tuple[tuple[str, Cadence], ...] = ()
    """By audience, such as `focus:managerial`; where several hold, the shortest counts."""
    retry_after: int | None = None
    """Days after a message without an answer; None leaves the rule alone."""
    advice: str | None = None
    """One line of the user's: what to do in this situation; None: `text/modes.py` says it."""

    def cadence_for(self, contact: Contact, settings: Settings) -> Cadence | None:
        """Return the mode's shortest cadence for a contact; None where it has none."""
        tier = contact.tier or "supporting"
        found = [cadence for name, cadence in self.tier if name == tier]
        found += [
            cadence for text, cadence in self.audience if _read(text).takes(contact, settings)
        ]
        return min(found, key=days_in, default=None)


class Rhythm(NamedTuple):
    """The rules for one contact on a day, the mode included."""

    cadence: Cadence
    """The one that holds."""
    retry_after: int
    """Days after a message without an answer."""
    own: Cadence | None = None
    """The contact's own cadence, where the mode's shorter one takes its place."""

    def next_after(self, day: date) -> date:
        """Return the day on which it is due if the last contact was on `day`.

        A month that holds a February can end before 30 days do: the own date is never exceeded.
        """
        due = next_date(self.cadence, day)
        return min(due, next_date(self.own, day)) if self.own else due


SEARCHING = "searching"
"""The mode of which others may be told: the news of kind `search-status`."""
STEADY = Mode("steady")

BUILT_IN = (
    STEADY,
    Mode(
        SEARCHING,
        tier=(("key", Cadence("week", 2)), ("supporting", Cadence("month"))),
        retry_after=7,
    ),
    Mode(
        "settling-in",
        tier=(("key", Cadence("month")), ("supporting", Cadence("month", 3))),
    ),
    Mode(
        "changing-field",
        tier=(("key", Cadence("week", 3)), ("supporting", Cadence("month", 2))),
        retry_after=14,
    ),
)


def mode_of(settings: Settings, today: date) -> Mode:
    """Return the mode that holds on `today`: after the last day of `until` it is steady again."""
    chosen = settings.mode
    if chosen.name == STEADY.name or (chosen.until and chosen.until < today):
        return STEADY
    return modes_in(settings.modes).get(chosen.name, STEADY)


def unusual_mode(settings: Settings, today: date) -> str:
    """Return the name of the mode that holds on `today`; empty for the usual one."""
    mode = mode_of(settings, today)
    return "" if mode == STEADY else mode.name


def held_on(settings: Settings, today: date) -> Settings:
    """Return the settings that hold on `today`: the mode is the one of that day, without an end."""
    return settings._replace(mode=ModeChoice(mode_of(settings, today).name))


@lru_cache(maxsize=8)  # asked once a contact
def modes_in(rules: tuple[tuple[str, ModeRules], ...]) -> Mapping[str, Mode]:
    """Return all modes by name: the built-in ones with what the settings change, then own ones."""
    known = {mode.name: mode for mode in BUILT_IN}
    for name, changed in rules:
        mode = known.get(name, Mode(name))
        known[name] = Mode(
            name,
            tuple((dict(mode.tier) | dict(changed.tier)).items()),
            tuple((dict(mode.audience) | dict(changed.audience)).items()),
            mode.retry_after if changed.retry_after is None else changed.retry_after,
            mode.advice if changed.advice is None else changed.advice,
        )
    return known


def find_mode(typed: str, known: Mapping[str, Mode]) -> Mode | None:
    """Find the mode that was typed, by its name in any case, else by a word for it."""
    names = {caseless(name): mode for name, mode in known.items()}
    wanted = " ".join(typed.split())
    return names.get(caseless(wanted)) or known.get(_words().get(lowered(wanted), ""))


def rhythm_of(contact: Contact, settings: Settings, mode: Mode) -> Rhythm:
    """Return the rules that hold: the shorter cadence of the contact's and the mode's."""
    own = cadence_of(contact, settings)
    retry_after = settings.clock.retry_after
    if mode.retry_after is not None:
        retry_after = min(retry_after, mode.retry_after)
    wanted = mode.cadence_for(contact, settings) if own.has_timer else None
    if wanted and days_in(wanted) < days_in(own):
        return Rhythm(wanted, retry_after, own)
    return Rhythm(own, retry_after)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    return table(lambda language: language.modes)


@lru_cache(maxsize=64)  # the same few are asked of every contact
def _read(audience: str) -> Audience:
    # Not at the top: few vaults give an audience a rhythm of its own.
    from contactkeeper.core.people.audience import read_audience

    return read_audience(audience)
