"""Choose with the user which notes are contacts, and what is read as entries; for `ck init`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from contactkeeper.cli.layout import one_line
from contactkeeper.core.note.log import HEADINGS, fold_title
from contactkeeper.core.survey.marks import find_marks, marks_of, rules_with
from contactkeeper.core.survey.survey import Chosen, Survey, survey
from contactkeeper.core.survey.unmarked import find_strangers, find_unmarked, with_tags
from contactkeeper.text.init import (
    ask_holidays,
    ask_log,
    ask_mentions,
    say_holidays,
    say_log_taken,
    say_mentions_taken,
)
from contactkeeper.text.marks import (
    NO_RECRUITER,
    WHICH_MARK,
    ask_to_take,
    say_first_taken,
    say_marked,
)
from contactkeeper.text.survey import say_some

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.settings import Settings
    from contactkeeper.core.survey.layers import Layers
    from contactkeeper.core.survey.marks import Mark
    from contactkeeper.core.survey.sighting import Sighting
    from contactkeeper.core.survey.unmarked import Unmarked
    from contactkeeper.vault.overview import VaultOverview


def survey_with_user(
    session: Session, look: VaultOverview, layers: Layers, *, yes: bool
) -> tuple[Survey, bool]:
    """Survey the vault by its marks; also say whether the choice of a mark is still open."""
    fixed, in_force = layers.fixed, layers.in_force
    asks = session.terminal.can_ask and not (yes or fixed)
    is_open = False
    not_taken: tuple[Mark, ...] = ()
    marks = marks_of(look.sights, in_force) if fixed else find_marks(look.sights)
    if marks and not fixed and not marks[0].of_recruiters:
        if marks_of(look.sights, in_force):
            marks = ()
        elif _are_told(look, marks):
            marks, not_taken = (), marks
        else:
            is_open = len(marks) > 1 and not yes and not asks
            marks = _choose_mark(session, marks, asks=asks)
    marks, overruled = _under_own(look.sights, marks, layers)
    marked = {path for mark in marks for path in mark.paths}
    unmarked = find_unmarked(look.sights, marked, in_force)
    tagged = () if fixed else unmarked
    if asks:
        tagged = tuple(each for each in tagged if _take(session, each))
    texts, refused = with_tags(look.texts, tagged, in_force)
    strangers = find_strangers(look.sights, marked)
    chosen = Chosen(
        marks,
        tagged,
        refused,
        not_taken,
        untagged=unmarked if fixed else (),
        strangers=strangers,
        mentions=tuple(look.mentions),
        overruled=overruled,
    )
    return survey(texts, look.notes, chosen, layers), is_open


def _under_own(
    sights: Sequence[Sighting], marks: tuple[Mark, ...], layers: Layers
) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return the marks that hold, and those that the user's own settings leave out."""
    proposed = rules_with(layers.vault, marks)
    settings = layers.own(proposed)
    if settings.contacts == proposed.contacts:
        return marks, ()
    held = marks_of(sights, settings)
    taken = {path for mark in held for path in mark.paths}
    rest = {mark: tuple(path for path in mark.paths if path not in taken) for mark in marks}
    return held, tuple(mark._replace(paths=paths) for mark, paths in rest.items() if paths)


def _are_told(look: VaultOverview, marks: tuple[Mark, ...]) -> bool:
    """Say whether tags in the text or roles tell recruiters from other people with these marks."""
    marked = {path for mark in marks for path in mark.paths}
    people = [sight for sight in look.sights if sight.is_person]
    return any(sight.text_tags for sight in people) or (
        any(sight.role == "recruiter" for sight in people)
        and any(sight.role == "other" for sight in people if sight.path in marked)
    )


def _choose_mark(session: Session, marks: tuple[Mark, ...], *, asks: bool) -> tuple[Mark, ...]:
    """Choose one of several marks of people; where nobody can be asked, the first."""
    if len(marks) == 1:
        return marks
    if asks:
        session.terminal.error(NO_RECRUITER)
        return (marks[session.terminal.choose(WHICH_MARK, list(map(say_marked, marks)))],)
    if not session.as_json:
        session.terminal.error(say_first_taken(marks))
    return marks[:1]


def _take(session: Session, unmarked: Unmarked) -> bool:
    named = session.speech.say(say_some(unmarked.paths))
    session.terminal.error(f"    {one_line(named)}")
    return session.terminal.agrees(ask_to_take(unmarked), unless_no=True)


def settle(session: Session, found: Survey, base: Settings, *, ask: bool) -> Survey:
    """Ask, or say, what an unknown heading and the holidays of a Russian vault come to."""
    terminal, settings = session.terminal, found.settings
    title = settings.log.heading
    if title != base.log.heading and fold_title(title) not in HEADINGS:
        uses = [use for use in found.headings if use.title.strip("#* ") == title]
        facts = title, sum(use.notes for use in uses), sum(use.dated for use in uses)
        if not ask:
            terminal.say(say_log_taken(*facts))
        elif not terminal.agrees(ask_log(*facts), unless_no=True):
            settings = settings._replace(log=settings.log._replace(heading=base.log.heading))
    meetings = _settle_mentions(session, found, "meeting", ask=ask)
    mentions = _settle_mentions(session, found, "daily", ask=ask)
    log = settings.log._replace(meetings=meetings, mentions=mentions)
    settings = settings._replace(log=log)
    if settings.plan_blackout != base.plan_blackout:
        if not ask:
            terminal.say(say_holidays())
        elif not terminal.agrees(ask_holidays(), unless_no=True):
            settings = settings._replace(plan_blackout=base.plan_blackout)
    return found.propose(settings)


def _settle_mentions(
    session: Session, found: Survey, kind: Literal["meeting", "daily"], *, ask: bool
) -> bool:
    """Ask, or say, whether what notes of a kind say of contacts are entries."""
    notes, people = found.mentions(kind)
    is_proposed = kind == "meeting" and notes > 0
    if notes and ask:
        return session.terminal.agrees(ask_mentions(kind, notes, people), unless_no=is_proposed)
    if notes:
        session.terminal.say(say_mentions_taken(kind, notes, people))
    return is_proposed
