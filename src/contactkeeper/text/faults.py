"""Faults of a typed audience or rule, and of YAML; each sentence ends the one of its caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from contactkeeper.core.calendar.recurrence import RuleFault
    from contactkeeper.core.people.audience import AudienceFault

AUDIENCE_FAULTS = {
    "bad-link": "a link is written as [[name of the note]]",
    "empty-link": "this link leads nowhere",
    "empty-quotes": "there is nothing in these quotes",
    "missing": "something is missing here: all, tier:key, a name or the like",
    "no-cadence": 'a cadence is monthly, event, "every 6 weeks" or the like',
    "no-tag": "this tag has no name",
    "no-tier": "a tier is key or supporting",
    "nothing-before": 'something has to stand before "{about}"',
    "stray": '"{about}" can\'t stand here',
    "too-deep": "so many parentheses in each other are not read",
    "two-terms": 'put "and" or "or" before this, or quotes around a name of several words',
    "unclosed": "this parenthesis is never closed",
    "unclosed-quote": "this quote is never closed",
    "unknown-key": '"{about}" is none of tier, focus, tag, company and cadence',
    "unopened": "this parenthesis was never opened",
}
RULE_FAULTS = {
    "frequency": "an iCalendar rule with FREQ=YEARLY or FREQ=MONTHLY",
    "misfit": "an iCalendar rule whose parts fit each other, each once",
    "no-day": "a rule that names its day, like FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20",
    "no-name": "an iCalendar rule of days; a part can't be read",
    "parser": "an iCalendar rule: {about}",
    "part": "an iCalendar rule of days; {about} can't be read",
    "never": "a rule with a day in some year",
}


def _unparsed(sentence: str) -> Callable[..., str]:
    """Return the function that says a fault of YAML, with the words of its line where known."""

    def say(*, words: str = "", why: str = "", read: str = "") -> str:  # noqa: ARG001
        said = sentence.format(why=why)
        return f"`{words}` can't be read: {said}" if words else said

    return say


YAML_FAULTS: Mapping[str, str | Callable[..., str]] = {
    "conflict-markers": "the block holds the marks of an unfinished merge",
    "needs-quotes": "`{words}` needs quotes",
    "no-break-space": (
        "`{words}` has a no-break space after the colon: put an ordinary space there"
    ),
    "no-keys": _unparsed("these are no `key: value` lines"),
    "no-space": "`{words}` needs a space after the colon",
    "not-closed": "the properties are not closed: put a line --- under them",
    "not-first": "a blank line stands above the properties, so nothing reads them: take it out",
    "open-bracket": "`{words}` has a bracket that is not closed",
    "open-quote": "`{words}` has a quote that is not closed",
    "parser": _unparsed("{why}"),
    "second-document": _unparsed("a second YAML document begins here"),
    "tab": "a tab can't indent here: use spaces",
    "too-deep": "lists in lists are too deep to be read",
    "too-long": "the block is longer than {kib} KiB",
    "too-many-aliases": "its aliases multiply beyond measure",
    "unknown-alias": "`*{anchor}` repeats what no `&{anchor}` above it names",
    "unusual-blank": (
        "`{words}` has an unusual blank after the colon: put an ordinary space there"
    ),
}


def say_audience_fault(fault: AudienceFault) -> str:
    """Say what is wrong with an audience, and where: `character 4: this tag has no name`."""
    said = AUDIENCE_FAULTS[fault.case].format(about=fault.about)
    return f"character {fault.position}: {said}"


def say_rule_fault(fault: RuleFault) -> str:
    """Say what a rule must be: `a rule with a day in some year`."""
    return RULE_FAULTS[fault.case].format(about=fault.about)
