"""The values of an import: who of the files is whom in the vault, and what is new about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.interchange import Exported, Interaction, LeftOut, Person
    from contactkeeper.core.model import Contact, Day, Entry, Problem, Task

Standing: TypeAlias = Literal["new", "known", "changed", "unsure"]
"""`new`: no note is theirs. `known`: one is. `changed`: one is, and their company or role is
another there. `unsure`: several may be theirs, or one may be by no more than a guess."""

MatchedBy: TypeAlias = Literal["linkedin", "email", "phone", "handle", "name", ""]
"""The kinds of what somebody is recognised by, surest first; empty: not at all."""


class Difference(NamedTuple):
    """A property that the note and the files say differently. The note's stays."""

    key: str
    """The canonical name of the property."""
    in_note: str
    in_file: str


class NewJob(NamedTuple):
    """A company or role that is another in a file than in the note."""

    company: str
    """As the file has it; where that is no news, as in the note."""
    role: str
    """Likewise."""
    old_company: str
    old_role: str
    since: Day | None = None
    """The day since which it is so, where a file says so."""
    is_newer: bool = False
    """Whether the file was made after `company_since`: only then may it be taken."""


class Item(NamedTuple):
    """One person of the files, and what is to be written about them."""

    standing: Standing
    person: Person
    """The person, with all that the files say of them."""
    interactions: tuple[Interaction, ...] = ()
    """All of them, oldest first, those that the note has already included."""
    contact: Contact | None = None
    """The contact whose note it is; None: new or unsure."""
    by: MatchedBy = ""
    rivals: tuple[Contact, ...] = ()
    """The contacts whose note it may be, best first, where that is unsure."""
    properties: tuple[tuple[str, PropertyValue], ...] = ()
    """Properties that the note lacks, by canonical name; of somebody new, all."""
    differences: tuple[Difference, ...] = ()
    """From the note, or from the one that may be theirs; then between the files."""
    job: NewJob | None = None
    entries: tuple[Entry, ...] = ()
    """Those that the log lacks, oldest first."""
    tasks: tuple[Task, ...] = ()
    """Appointments and open tasks that the note lacks."""
    owed: tuple[Day, ...] = ()
    """Days of their messages among `entries` that nothing answers and that are older than the
    reply window: it is asked once whether an answer is owed to any of them."""
    made: Day | None = None
    """The day of the file that says their company and role, where it says its day."""
    is_complete: bool = False
    """Whether an export of `ck` has them: properties, entries and tasks are those of a note."""

    @property
    def says_nothing_new(self) -> bool:
        """Say whether the note has all of it already."""
        job = self.job and self.job.is_newer
        news = (self.properties, self.entries, self.tasks, job)
        return self.standing in ("known", "changed") and not any(news)


class Preview(NamedTuple):
    """The whole of what an import would do, before anything is written."""

    files: tuple[Exported, ...]
    items: tuple[Item, ...]
    """Everybody who is taken into account, by standing, then by name; each person once."""
    others: tuple[Person, ...] = ()
    """People left out since they are no recruiters and no note is theirs."""
    ignored: tuple[Person, ...] = ()
    """People left out since the owner declined them or deleted their notes."""
    left_out: tuple[LeftOut, ...] = ()
    """Of all files together, by reason."""
    problems: tuple[Problem, ...] = ()

    def of(self, standing: Standing) -> list[Item]:
        """Return the items of one standing."""
        return [item for item in self.items if item.standing == standing]


class Wanted(NamedTuple):
    """A choice among the people of the files."""

    everybody: bool = False
    """Not recruiters alone, where a file may hold people of all kinds."""
    only: tuple[str, ...] = ()
    """Words of which a name, a company, a title or a category has one; in place of recruiters."""
    ignored: Collection[str] = ()
    """Profiles, e-mails, phones, handles and names of people who are left out."""


class Decision(NamedTuple):
    """The answer of the user about one item."""

    item: Item
    take: bool = True
    """Take what is certain: a new note, missing properties, entries, tasks."""
    contact: Contact | None = None
    """Of somebody unsure: whose note it is; None with `take`: a new note is made."""
    job: bool = False
    """Whether company and role are replaced."""
    decline: bool = False
    """Whether they are to be left out of later imports too."""
    none_owed: bool = False
    """Whether no answer is owed to what is older than the reply window: `[reply:: none]`."""

    @property
    def target(self) -> Contact | None:
        """Return the contact whose note gets it; None: a new note is made, if it is taken."""
        return self.item.contact or self.contact

    @property
    def makes_note(self) -> bool:
        """Say whether a new note is made."""
        return self.take and not self.decline and self.target is None


class Outcome(NamedTuple):
    """The numbers of what an import wrote."""

    notes: int = 0
    """New ones."""
    to_sort: int = 0
    """New ones without history: they have no timer until they are sorted."""
    folder: str = ""
    """The folder of all new notes; empty where there are several."""
    entries: int = 0
    """Of new and old notes."""
    entry_notes: int = 0
    others: int = 0
    """Old notes that got something, but no entry and no new job."""
    jobs: int = 0
    """New companies and titles."""
    declined: int = 0
    """People who are left out of later imports."""
