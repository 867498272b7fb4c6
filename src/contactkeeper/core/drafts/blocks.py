"""Make the blocks of a message: what its kind says, and what else there is to say today.

What the log says is not meant for them: a block quotes none of it, and has it beside its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.campaigns import is_colleague
from contactkeeper.core.agenda.log_stats import unthanked
from contactkeeper.core.agenda.log_summary import counted, newest_talk
from contactkeeper.core.agenda.occasions import kind_of
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.drafts.filling import fill, greets, one_line
from contactkeeper.core.drafts.form import strip_comments
from contactkeeper.core.drafts.templates import AFTER_PAUSE
from contactkeeper.core.drafts.values import Topic
from contactkeeper.errors import BrokenTemplate
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.agenda.model import Reason
    from contactkeeper.core.drafts.offers import Offer
    from contactkeeper.core.drafts.templates import Template
    from contactkeeper.core.model import News
    from contactkeeper.core.settings import Settings

MOST_NEWS = 3
"""News beside what the message is about."""
_LATELY = 365
"""Days after which a talk is too long ago to ask about."""
_ONLY_GREETED = frozenset({"cold", "touch"})
"""Kinds that ask for nothing, the occasions apart."""
_LEFT_OUT: Mapping[str, frozenset[str]] = {
    "reply": frozenset({"question"}),
    "waiting": frozenset({"question"}),
    "retry": frozenset({"question", "ask"}),
    "silence": frozenset({"question"}),
    AFTER_PAUSE: frozenset({"question", "thanks", "ask"}),
}
"""The parts that a kind does without."""
_NOT_ON_THEIR_DAY = frozenset({"offer", "thanks", "question", "ask"})
"""The parts that congratulations do without."""


class Block(NamedTuple):
    """One block of a message."""

    part: str
    """The kind of the message, or one of `templates.PARTS`."""
    text: str = ""
    """The words that are sent."""
    reason: Reason | None = None
    """Of a kind: what there is to write about."""
    quoted: str = ""
    """The words of the notes that it is about; they are not sent."""
    day: date | None = None
    """Of what is quoted."""
    source: str = ""
    """The name of whoever gave what is offered."""
    news: News | None = None
    """The news that it tells."""
    gives: str = ""
    """The value of the field `gave` that it makes."""


class Subject(NamedTuple):
    """Something to write about, with the values that its templates need."""

    topic: Topic
    values: Mapping[str, str]
    """Of the fields of templates."""
    words: Mapping[str, int]
    """The words in names of templates that hold for it."""


class Materials(NamedTuple):
    """The parts that a message is made of."""

    brief: Brief
    subjects: Sequence[Subject]
    """The first is what it is for; on the others it congratulates too."""
    settings: Settings
    offer: Offer | None = None


def is_greeting(kind: str) -> bool:
    """Say whether a message of a kind asks for no answer: then it is a touch."""
    occasion = kind_of(kind)
    return occasion.is_greeting if occasion else kind in _ONLY_GREETED


def further_topics(brief: Brief, topic: Topic) -> list[Topic]:
    """Return on what a message congratulates besides what it is for: occasions of today."""
    kinds = {topic.kind}
    found = []
    for reason in brief.reasons:
        if reason.kind not in kinds and _congratulates(reason.kind):
            kinds.add(reason.kind)
            found.append(Topic(reason.kind, reason))
    return found


def blocks_of(
    made_of: Materials, template: Callable[[str, Mapping[str, int]], Template]
) -> list[Block]:
    """Make the blocks; a template of the kind that greets is a whole letter, and the only one.

    `template` returns that of a kind or part where some words hold; a part may have no text.

    Raises:
        BrokenTemplate: one can't be filled, or that of the kind has no text.
    """
    subject, *others = made_of.subjects
    kind = subject.topic.kind
    first = template(kind, subject.words)
    left_out = _left_out(kind)
    is_letter = greets(first)
    of_kind = {other.topic.kind: other for other in others}
    blocks = []
    for block in _wanted(made_of):
        if block.part in left_out or (is_letter and block.part != kind):
            continue
        about = of_kind.get(block.part, subject)
        found = first if block.part == kind else template(block.part, about.words)
        if about is not subject and greets(found):
            continue  # a whole letter
        named = {"occasion": one_line(block.news.name)} if block.news else {}
        if text := strip_comments(fill(found, {**about.values, **named})):
            blocks.append(block._replace(text=text))
        elif found is first:
            raise BrokenTemplate(first.path, 1, Wording("the message is empty."))
    return blocks


def _congratulates(kind: str) -> bool:
    occasion = kind_of(kind)
    return occasion is not None and occasion.suggests == "congratulations"


def _left_out(kind: str) -> frozenset[str]:
    return _NOT_ON_THEIR_DAY if _congratulates(kind) else _LEFT_OUT.get(kind, frozenset())


def _wanted(made_of: Materials) -> Iterator[Block]:
    """Give the blocks in their order, without their texts."""
    brief, offer = made_of.brief, made_of.offer
    (subject, *others), today = made_of.subjects, brief.state.today
    kind, reason = subject.topic
    about = reason.about if reason and kind == "news" else ""
    told = next((each for each in brief.tell if each.name == about), None)
    yield Block("greeting")
    yield Block(kind, reason=reason, news=told)
    for other in others:
        yield Block(other.topic.kind, reason=other.topic.reason)
    if is_greeting(kind):
        return
    for news in [each for each in brief.tell if each.name != about][:MOST_NEWS]:
        yield Block("more-news", quoted=news.name, day=news.date, news=news)
    if offer:
        quoted, source, day = offer
        yield Block("offer", quoted=quoted, day=day, source=source, gives=quoted)
    if gift := unthanked(counted(brief.contact, today)):
        yield Block("thanks", quoted=gift.field("got"), day=gift.date)
    talk = newest_talk(brief.contact, today)
    if talk and talk.text.strip() and talk.date >= add_days(today, -_LATELY):
        yield Block("question", quoted=talk.text, day=talk.date)
    if not is_colleague(brief.contact, made_of.settings):
        yield Block("ask", quoted=subject.values["mode"])
    yield Block("closing")
