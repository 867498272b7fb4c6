"""Decide what of a preview is certain, and count what decisions come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.importing.model import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.core.importing.model import Item


def certain(items: Iterable[Item]) -> list[Decision]:
    """Return the decisions that need no word of the user: never about somebody unsure, or a job."""
    return [
        Decision(item)
        for item in items
        if item.standing != "unsure" and not (item._replace(job=None).says_nothing_new)
    ]


def with_jobs(decisions: Iterable[Decision]) -> list[Decision]:
    """Take the new jobs, too, where the file is newer than what the note says."""
    return [
        each._replace(job=each.item.job is not None and each.item.job.is_newer)
        for each in decisions
    ]


def without_owed(decisions: Iterable[Decision]) -> list[Decision]:
    """Say that no answer is owed to messages that are older than the reply window."""
    return [each._replace(none_owed=True) for each in decisions]


def left_open(items: Iterable[Item], decisions: Iterable[Decision]) -> tuple[int, int]:
    """Count the unsure people, and the new jobs, about which nothing was decided."""
    decided = {id(each.item): each for each in decisions if each.take or each.decline}
    unsure = jobs = 0
    for item in items:
        decision = decided.get(id(item))
        unsure += item.standing == "unsure" and decision is None
        jobs += bool(item.job and item.job.is_newer and not (decision and decision.job))
    return unsure, jobs
