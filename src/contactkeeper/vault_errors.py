"""Define the errors of a vault that can't be used: there is none, or nobody is in it."""

from __future__ import annotations

from contactkeeper.errors import CkError
from contactkeeper.wording import Wording

_RULES = Wording(
    "[contacts] in contactkeeper.toml says by which tags, types and folders a note is one."
)


class NoVault(CkError):
    """No vault was named, and none was found."""

    code = "no-vault"
    exit_code = 2


class NoContacts(CkError):
    """A vault without contacts; `people` describes the notes that look like people instead.

    `is_settled`: the vault has a file of settings, which `ck init` leaves as it is.
    """

    code = "no-contacts"
    exit_code = 2

    def __init__(
        self, notes: int, people: str = "", unreadable: str = "", *, is_settled: bool = False
    ) -> None:
        if unreadable and notes:
            found = Wording(
                "none of the {notes:,} notes here is a contact that can be read.", notes=notes
            )
        elif unreadable:
            found = Wording("no contact can be read.")
        elif notes:
            found = Wording("none of the {notes:,} notes here is a contact.", notes=notes)
        else:
            found = Wording("there are no notes here.")
        if unreadable:
            parts = [found, Wording.joined("", [unreadable, "."])]
        elif not notes:
            parts = [found, Wording("ck add NAME makes the first one.")]
        elif people:
            seen = Wording("Notes that look like people: {people}.", people=people)
            todo = _RULES if is_settled else Wording("ck init sets them up as contacts.")
            parts = [found, seen, todo]
        elif is_settled:
            parts = [found, _RULES]
        else:
            seen = Wording(
                "A contact has the tag recruiter in its properties; "
                "ck init looks at what your notes use instead."
            )
            parts = [found, seen]
        super().__init__(Wording.joined(" ", parts))
