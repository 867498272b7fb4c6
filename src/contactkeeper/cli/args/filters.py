"""Declare the filters and the period that commands share, and apply the filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.errors import UsageError
from contactkeeper.shell_words import shell_word
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contactkeeper.core.model import Contact, Entry
    from contactkeeper.core.people.audience import Audience

TierOption = Annotated[str, option("--tier TIER", "Only contacts of that tier: key or supporting.")]
FocusOption = Annotated[str, option("--focus WORD", "Only contacts with that focus.")]
TagOption = Annotated[str, option("--tag TAG", "Only contacts with that tag.")]
CompanyOption = Annotated[str, option("--company NAME", "Only contacts of that company.")]
GotOption = Annotated[str, option("--got WORDS", "Only contacts who gave you this.")]
GaveOption = Annotated[str, option("--gave WORDS", "Only contacts whom you gave this.")]
GrepOption = Annotated[str, option("--grep WORDS", "Only contacts whose log has these words.")]
UnsortedOption = Annotated[
    bool, option("--unsorted", "Only imported contacts without tier, cadence and entry.")
]
SinceOption = Annotated[
    str, option("--since DAY", "The first day to count (the first of this month, last year).")
]


def read_audience_option(typed: str, option: str = "--audience") -> Audience:
    """Read an audience that is typed for an option.

    Raises:
        UsageError: it names the spot.
    """
    from contactkeeper.core.people.audience import AudienceFault, read_audience
    from contactkeeper.text.faults import say_audience_fault

    try:
        return read_audience(typed)
    except AudienceFault as fault:
        message = Wording(
            "{option}: “{typed}”, at {fault}.",
            option=option,
            typed=typed,
            fault=say_audience_fault(fault),
        )
        raise UsageError(message) from fault


class Filter:
    """A condition on the contacts to show; an empty word is no condition."""

    def __init__(
        self,
        tier: str = "",
        focus: str = "",
        tag: str = "",
        company: str = "",
        *,
        unsorted: bool = False,
    ) -> None:
        """Read the tier as in a note; refuse one that does not exist, which would match nobody."""
        from contactkeeper.core.note.property_values import read_tier  # `ck log` filters rarely

        read = read_tier(tier) if tier else ""
        if read is None:
            raise UsageError(Wording("--tier takes key or supporting, not “{tier}”.", tier=tier))
        self.tier = read
        self.focus = focus
        self.tag = tag
        self.company = company
        self.unsorted = unsorted

    def takes(self, contact: Contact) -> bool:
        """Return whether a contact matches. No tier counts as supporting; tags nest."""
        if not self:
            return True
        from contactkeeper.core.people.matching import has_tag, holds
        from contactkeeper.core.people.unsorted import is_unsorted

        return (
            (not self.unsorted or is_unsorted(contact))
            and (not self.tier or self.tier == (contact.tier or "supporting"))
            and (not self.focus or holds(contact.focus, self.focus))
            and (not self.company or holds(contact.company, self.company))
            and (not self.tag.lstrip("#") or has_tag(contact.tags, self.tag))
        )

    def __bool__(self) -> bool:
        """Say whether anything is asked for."""
        return bool(self.tier or self.focus or self.tag or self.company or self.unsorted)

    def among(self, contacts: Sequence[Contact]) -> Sequence[Contact]:
        """Return the contacts that match."""
        return [contact for contact in contacts if self.takes(contact)] if self else contacts

    def typed(self) -> str:
        """Say the filters as they are typed, each after a blank: ` --tier key`."""
        given = {
            "--tier": self.tier, "--focus": self.focus, "--tag": self.tag,
            "--company": self.company,
        }  # fmt: skip
        return _typed(given) + (" --unsorted" if self.unsorted else "")


class Sought:
    """Words that entries have to hold, in a field or anywhere; empty ones are no condition."""

    def __init__(self, got: str = "", gave: str = "", grep: str = "") -> None:
        self.words = {"got": got, "gave": gave, "": grep}

    def __bool__(self) -> bool:
        """Say whether anything is sought."""
        return any(self.words.values())

    def among(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the entries that hold all of it."""
        return [entry for entry in entries if self._is_in(entry)]

    def _is_in(self, entry: Entry) -> bool:
        from contactkeeper.core.people.matching import holds

        for key, words in self.words.items():
            if not words:
                continue
            texts = [value for name, value in entry.fields if key in ("", name)]
            if not key:
                texts += [entry.text, *(task.text for task in entry.tasks)]
            if not any(holds(text, words) for text in texts):
                return False
        return True

    def typed(self) -> str:
        """Say what is sought as it is typed, each after a blank: ` --got intro`."""
        return _typed({f"--{key or 'grep'}": value for key, value in self.words.items()})


def _typed(given: Mapping[str, str]) -> str:
    return "".join(f" {option} {shell_word(value)}" for option, value in given.items() if value)
