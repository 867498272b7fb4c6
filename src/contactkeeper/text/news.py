"""News of my own: how far a campaign has come, and how it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.campaigns import last_day
from contactkeeper.text.counts import say_count
from contactkeeper.text.days import say_day, say_weekday_day
from contactkeeper.text.quotes import flat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.campaigns import Campaign, Course
    from contactkeeper.core.model import News


def say_news(news: News, today: date) -> str:
    """Say news in passing: `Staff engineer (16 Nov)`."""
    return f"{flat(news.name)} ({say_day(news.date, today)})"


def say_progress(campaigns: Sequence[Campaign]) -> str:
    """Say how far they have come: `Staff engineer, 5 of 12 reached`; the others are counted."""
    if not campaigns:
        return ""
    first, *others = campaigns
    said = f"{flat(first.news.name)}, {len(first.reached):,} of {first.total:,} reached"
    return f"{said}, and {len(others)} more" if others else said


def say_course(course: Course, today: date) -> str:
    """Say how a campaign goes on: `12 people, 4 mornings at 3 a day`."""
    campaign, per_day = course.campaign, course.per_day
    if not campaign.total:
        return "Nobody is in its audience"
    heard = f", {len(campaign.reached):,} of them reached already" if campaign.reached else ""
    said = f"{say_count(campaign.total, 'person', 'people')}{heard}"
    if not campaign.to_go:
        return said
    if not course.rest:
        return f"{said}: {say_count(course.needed, 'morning')} at {per_day} a day"
    until = say_weekday_day(last_day(campaign.news), today)
    others = "the other one hears it" if course.rest == 1 else f"the other {course.rest:,} hear it"
    return f"{said}: {per_day} a day until {until}; {others} when they come up anyway"
