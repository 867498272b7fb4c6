"""The filters that `due`, `plan` and `list` share: which contacts a person asked to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.core.note.schema import read_tier
from contactkeeper.core.people.folding import fold
from contactkeeper.errors import UsageError
from contactkeeper.text.counts import say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact

TierOption = Annotated[
    str, option("--tier", metavar="TIER", help="Only that tier: key or supporting.")
]
FocusOption = Annotated[
    str, option("--focus", metavar="WORD", help="Only those who recruit for that.")
]
TagOption = Annotated[str, option("--tag", metavar="TAG", help="Only with that tag.")]
CompanyOption = Annotated[str, option("--company", metavar="NAME", help="Only of that company.")]


class Filter:
    """What must hold of a contact to be shown; empty words ask for nothing."""

    def __init__(self, tier: str = "", focus: str = "", tag: str = "", company: str = "") -> None:
        """Read the tier as a note's is; refuse one that does not exist, which would show nobody."""
        read = read_tier(tier) if tier else ""
        if read is None:
            message = f"--tier takes key or supporting, not “{tier}”."
            raise UsageError(message)
        self.tier = read
        self.focus = focus
        self.tag = tag
        self.company = company

    def takes(self, contact: Contact) -> bool:
        """Say whether a contact is asked for. No tier counts as supporting; tags nest."""
        tag = fold(self.tag.lstrip("#"))
        return (
            (not self.tier or self.tier == (contact.tier or "supporting"))
            and (not self.focus or fold(self.focus) in fold(contact.focus))
            and (not self.company or fold(self.company) in fold(contact.company))
            and (not tag or any(f"{fold(each)}/".startswith(f"{tag}/") for each in contact.tags))
        )

    def among(self, session: Session) -> Sequence[Contact]:
        """Return those of all contacts who are asked for.

        Raises:
            NoContacts: no note is one.
        """
        contacts = session.loaded.contacts
        if not contacts:
            from contactkeeper.cli.commands.vault_overview import no_contacts

            raise no_contacts(session)
        if not (self.tier or self.focus or self.tag or self.company):
            return contacts  # of which most are never made
        return [contact for contact in contacts if self.takes(contact)]

    def say_none(self, session: Session) -> str:
        """Say that nobody is asked for: `none of 1,204 contacts fits: --tier key`."""
        return f"none of {say_count(len(session.loaded.contacts), 'contact')} fits:{self.typed()}"

    def typed(self) -> str:
        """Say the filters as they are typed, each after a blank: ` --tier key`."""
        given = {
            "--tier": self.tier, "--focus": self.focus, "--tag": self.tag,
            "--company": self.company,
        }  # fmt: skip
        if not any(given.values()):
            return ""
        from shlex import quote

        return "".join(f" {option} {quote(value)}" for option, value in given.items() if value)
