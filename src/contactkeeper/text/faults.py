"""Faults of a typed audience or rule, and of YAML; each sentence ends the one of its caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.core.calendar.recurrence import RuleFault
    from contactkeeper.core.people.audience import AudienceFault
    from contactkeeper.wording import Texts

AUDIENCE_FAULTS: Texts = {
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
RULE_FAULTS: Texts = {
    "frequency": "an iCalendar rule with FREQ=YEARLY or FREQ=MONTHLY",
    "misfit": "an iCalendar rule whose parts fit each other, each once",
    "no-day": "a rule that names its day, like FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20",
    "no-name": "an iCalendar rule of days; a part can't be read",
    "parser": "an iCalendar rule: {about}",
    "part": "an iCalendar rule of days; {about} can't be read",
    "never": "a rule with a day in some year",
}


YAML_FAULTS: Texts = {
    "conflict-markers": "the block holds the marks of an unfinished merge",
    "needs-quotes": "`{words}` needs quotes",
    "no-break-space": (
        "`{words}` has a no-break space after the colon: put an ordinary space there"
    ),
    "no-keys": "these are no `key: value` lines",
    "no-space": "`{words}` needs a space after the colon",
    "not-closed": "the properties are not closed: put a line --- under them",
    "not-first": "a blank line stands above the properties, so nothing reads them: take it out",
    "open-bracket": "`{words}` has a bracket that is not closed",
    "open-quote": "`{words}` has a quote that is not closed",
    "second-document": "a second YAML document begins here",
    "tab": "a tab can't indent here: use spaces",
    "too-deep": "lists in lists are too deep to be read",
    "too-long": "the block is longer than {kib} KiB",
    "too-many-aliases": "its aliases multiply beyond measure",
    "unknown-alias": "`*{anchor}` repeats what no `&{anchor}` above it names",
    "unusual-blank": (
        "`{words}` has an unusual blank after the colon: put an ordinary space there"
    ),
}


PARSER_ERRORS: Texts = {
    "alias": "did not find expected alphabetic or numeric character",
    "block": "did not find expected '-' indicator",
    "character": "found character that cannot start any token",
    "colon": "could not find expected ':'",
    "control": "control characters are not allowed",
    "directive": "could not find expected directive name",
    "document": "did not find expected <document start>",
    "empty-rule": "Invalid rrule byxxx generates an empty set.",
    "end": "found unexpected end of stream",
    "entry": "block sequence entries are not allowed in this context",
    "escape": "found unknown escape character",
    "hexadecimal": "did not find expected hexdecimal number",
    "indentation": "found a tab character where an indentation space is expected",
    "indented": "found a tab character that violates indentation",
    "indicator": "found unexpected document indicator",
    "key": "did not find expected key",
    "keys": "mapping keys are not allowed in this context",
    "letter": "found invalid Unicode character escape code",
    "line": "did not find expected comment or line break",
    "list": "did not find expected ',' or ']'",
    "map": "did not find expected ',' or '}'",
    "nesting": "exceeded maximum nesting depth",
    "node": "did not find expected node content",
    "tag": "did not find expected tag URI",
    "tag-handle": "found undefined tag handle",
    "unknown-directive": "found unknown directive name",
    "values": "mapping values are not allowed in this context",
    "whitespace": "did not find expected whitespace or line break",
}
"""Sentences of libyaml and dateutil, for the catalogues; nothing looks a row up."""


def say_audience_fault(fault: AudienceFault) -> Wording:
    """Say what is wrong with an audience, and where: `character 4: this tag has no name`."""
    return Wording(
        "character {position}: {fault}",
        position=fault.position,
        fault=Wording(AUDIENCE_FAULTS[fault.case], about=fault.about),
    )


def say_rule_fault(fault: RuleFault) -> Wording:
    """Say what a rule must be: `a rule with a day in some year`."""
    return Wording(RULE_FAULTS[fault.case], about=Wording(fault.about))
