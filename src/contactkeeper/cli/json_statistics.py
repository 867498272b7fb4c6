"""Make JSON values of the statistics: every figure, as docs/json.md has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact
    from contactkeeper.core.statistics.model import (
        Answers,
        Favours,
        Group,
        Month,
        PersonStatistics,
        Promises,
        Share,
        Statistics,
    )

Document = dict[str, Any]


def statistics_value(found: Statistics) -> Document:
    """Describe the figures of some people in a period."""
    trust = found.trust
    return {
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "people": found.people,
        "entries": found.entries,
        "rhythm": {"all": _share(found.in_rhythm), "key": _share(found.in_rhythm_key)},
        "answers": {"mine": _answers(found.my_answers), "theirs": _answers(found.their_answers)},
        "began": {"mine": found.began_mine, "theirs": found.began_theirs},
        "formats": dict(found.formats),
        "talks": _share(found.talks),
        "talked": {"all": _share(found.talked), "key": _share(found.talked_key)},
        "promises": {
            "mine": _promises(found.my_promises),
            "theirs": _promises(found.their_promises),
        },
        "gave": _favours(found.gave),
        "got": _favours(found.got),
        "only_taking": [_person(contact) for contact in found.only_taking],
        "told": _share(found.told),
        "outcomes": dict(found.outcomes),
        "through": [
            _person(each.contact) | {"outcomes": dict(each.outcomes)} for each in found.through
        ],
        "new": [
            {
                "quarter": each.first.isoformat(),
                "people": each.people,
                "introduced": each.introduced,
            }
            for each in found.growth
        ],
        "brought_by": dict(found.brought_by),
        "drifting": [_person(contact) for contact in found.drifting],
        "trust": {"mean": trust.mean, "judged": trust.judged, "year_before": trust.before},
        "months": [_month(month) for month in found.months],
    }


def person_value(person: PersonStatistics) -> Document:
    """Describe what is counted of one person besides: rhythm, gaps, months, judgements."""
    gap = person.gap
    return _person(person.contact) | {
        "rhythm_months": _share(person.rhythm_months),
        "gap": {
            "usual": gap.usual,
            "cadence": gap.cadence,
            "now": gap.now,
            "drifting": gap.drifting,
        },
        "months": [_month(month) for month in person.months],
        "trust": [{"date": day.isoformat(), "trust": value} for day, value in person.trust],
    }


def group_value(group: Group) -> Document:
    """Describe one group: its name, and its figures."""
    return {"name": group.name, **statistics_value(group.statistics)}


def _share(share: Share) -> Document:
    return {"count": share.count, "of": share.of, "percent": share.percent}


def _answers(answers: Answers) -> Document:
    return _share(answers.share) | {
        "usual_days": answers.median_days,
        "by_channel": [
            {"channel": channel or None, **_share(share)} for channel, share in answers.by_channel
        ],
    }


def _promises(promises: Promises) -> Document:
    return {"kept": _share(promises.kept), "on_time": _share(promises.on_time)}


def _favours(favours: Favours) -> Document:
    return {"total": favours.total, "by_kind": dict(favours.by_kind)}


def _month(month: Month) -> Document:
    return {
        "first": month.first.isoformat(),
        "sent": month.sent,
        "received": month.received,
        "talks": month.talks,
        "touches": month.touches,
        "rhythm": _share(month.in_rhythm),
    }


def _person(contact: Contact) -> Document:
    return {"name": contact.name, "path": contact.path}
