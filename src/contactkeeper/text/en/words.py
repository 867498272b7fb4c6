"""Words for what notes say in their own words: a channel, a favour, an outcome, a tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.languages import short_channel

if TYPE_CHECKING:
    from contactkeeper.core.model import NewsKind, Status


def say_channel(channel: str) -> str:
    """Name a channel in a word that a narrow column has room for: `tg`."""
    return short_channel(channel)


def say_field(key: str, value: str) -> str:
    """Say a field of an entry: `gave: salary survey`."""
    return f"{key}: {value}"


def name_property(name: str) -> str:
    """Name a known property: `last contact` for `last_contact`."""
    return name.replace("_", " ")


def say_favour_kind(kind: str) -> str:
    """Name a kind of favour: `intro`; of one that the note does not name, `other`."""
    return kind or "other"


def name_outcome(outcome: str) -> str:
    """Name an outcome before the count of it: `interview`; one that is not known as it is."""
    return outcome


def say_focus(focus: str) -> str:
    """Say a focus: the words of the note, or the name that stands for them."""
    return focus


def say_status(status: Status) -> str:
    """Say the status of somebody: `paused`."""
    return status


def name_mode(mode: str) -> str:
    """Name a mode as it is typed: `searching`."""
    return mode


def name_news_kind(kind: NewsKind) -> str:
    """Name a kind of news as it is typed: `talk`."""
    return kind


def say_tier(tier: str) -> str:
    """Say the tier of one person: `key`; without one they count as supporting."""
    return tier or "supporting"
