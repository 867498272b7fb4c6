"""Events and news in lists: when they are, whom they bring up, and who has heard them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.campaigns import last_day
from contactkeeper.core.calendar.days import WORKING_WEEK
from contactkeeper.text.en.days import say_day, say_weekday_day
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.phrases import flat, upper_first

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.campaigns import Campaign
    from contactkeeper.core.agenda.course import Course
    from contactkeeper.core.agenda.events import EventReach
    from contactkeeper.core.model import Contact, Event, News

NO_EVENT = "No event yet: ck event add NAME --date DAY makes a note for one."
NO_NEWS = "No news yet: ck news add NAME makes a note of some."
WHO_HEARS = "Who should hear it?"
WHICH_AUDIENCE = "Whom? Such as focus:technical and not company:Ozon:"


def say_reach(reach: EventReach, today: date) -> str:
    """Say whom an event brings onto the list, and when: before it, and after it."""
    said = []
    if reach.opens:
        when = "now" if reach.opens <= today else f"from {say_weekday_day(reach.opens, today)}"
        said.append(f"{say_count(reach.asked, 'person', 'people')} to ask {when}")
    met = reach.met
    who = say_count(met, "person", "people") if met else "whoever your log names it for"
    said.append(f"follow-up with {who} from {say_weekday_day(reach.follow_up, today)}")
    if reach.left_out:
        said.append(f"without {', '.join(reach.left_out)} (paused, or no occasions)")
    whole = ", ".join(said)
    return upper_first(whole)


def say_days(first: date, last: date, today: date) -> str:
    """Say when an event is: `Fri 14 May to Sun 16 May`."""
    said = say_weekday_day(first, today)
    return said if first == last else f"{said} to {say_weekday_day(last, today)}"


def say_guests(event: Event, asked: Sequence[Contact], named: Sequence[Contact]) -> str:
    """Name those in an event's `people`, and count whom its audience adds."""
    said = [contact.name for contact in named]
    more = len(asked) - len(named)
    if more > 0:
        said.append(f"{more} more of {event.audience}" if said else f"{more} of {event.audience}")
    if event.attending is False:
        said.append("you are not there")
    return ", ".join(said)


def say_events_over(count: int) -> str:
    """Count the events that are not listed any more."""
    return f"{say_count(count, 'event is', 'events are')} long over: ck event list --all"


def say_campaign(campaign: Campaign, today: date) -> str:
    """Say what is told and until when: `PyCon talk · talk, Mon 9 Nov to Wed 9 Dec`."""
    news = campaign.news
    days = f"{say_weekday_day(news.date, today)} to {say_weekday_day(last_day(news), today)}"
    return f"{news.name} · {news.kind}, {days}"


def say_reached(campaign: Campaign) -> str:
    """Say who has heard the news, and who has not: `reached 5 of 12, to go: Anna, Boris`."""
    if not campaign.total:
        return f"nobody is in its audience: {campaign.news.audience or 'none is named'}"
    said = f"reached {len(campaign.told):,} of {campaign.total:,}"
    if campaign.to_go:
        return f"{said}, to go: {', '.join(contact.name for contact in campaign.to_go)}"
    return f"{said}: all have heard it"


def say_campaigns_over(count: int) -> str:
    """Count the news that is not told any more."""
    return f"{say_count(count, 'campaign is', 'campaigns are')} over: ck news list --all"


def name_audiences(key: int, everyone: int) -> list[str]:
    """Name the audiences to choose from, with how many are in each."""
    return [f"key tier ({key:,})", f"everyone ({everyone:,})", "write an audience"]


def say_employer(employer: str) -> str:
    """Say that the user's own employer hears nothing of a search, or how to make it so."""
    if employer:
        return f"{employer}, your employer, is left out."
    return "[me] employer in contactkeeper.toml leaves out the people of your employer."


def say_news(news: News, today: date) -> str:
    """Say news in passing: `Staff engineer (16 Nov)`."""
    return f"{flat(news.name)} ({say_day(news.date, today)})"


def say_progress(campaigns: Sequence[Campaign]) -> str:
    """Say how far the first campaign has come, and count the others."""
    if not campaigns:
        return ""
    first, *others = campaigns
    said = f"{flat(first.news.name)}, {len(first.told):,} of {first.total:,} reached"
    return f"{said}, and {len(others)} more" if others else said


def say_course(course: Course, today: date) -> str:
    """Say how a campaign goes on: `12 people: about 3 weeks`."""
    campaign = course.campaign
    if not campaign.total:
        return "Nobody is in its audience"
    heard = f", {len(campaign.told):,} of them reached already" if campaign.told else ""
    said = f"{say_count(campaign.total, 'person', 'people')}{heard}"
    if not campaign.to_go:
        return said
    if not course.rest:
        weeks = -(-course.needed // WORKING_WEEK)
        span = say_count(weeks, "week") if weeks > 1 else say_count(course.needed, "morning")
        return f"{said}: about {span}"
    until = say_weekday_day(last_day(campaign.news), today)
    told = len(campaign.to_go) - course.rest
    return f"{said}: about {told:,} by {until}; there are not enough mornings for {course.rest:,}"
