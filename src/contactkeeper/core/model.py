"""The values that all packages share: immutable named tuples with little behaviour.

No value here depends on today's date; those that do are in `agenda/model.py`.
"""

# Annotations are values here and in `settings`: as texts each would be compiled, 2 ms of a start.
from collections.abc import Sequence
from datetime import date, time
from typing import Literal, NamedTuple, Self, TypeAlias

from contactkeeper.core.introduction import Introduction

Day: TypeAlias = date
Time: TypeAlias = time

Severity = Literal["problem", "remark"]
"""A *problem* hides or misplaces somebody; a *remark* does not."""

Direction = Literal["", "->", "<-", "~"]
"""`->` I wrote, `<-` they wrote, `~` a touch of mine, empty: a conversation."""

TaskState = Literal["open", "kept", "dropped"]
TaskKind = Literal["promise", "waiting", "appointment", "reminder"]
"""Mine under an entry, theirs, a day that was agreed on, or any other task with a date."""
Tier = Literal["key", "supporting", ""]
Status = Literal["active", "paused", "do-not-contact"]
Lang = Literal["en", "ru", ""]
Address = Literal["ты", "вы", ""]
FavourKind = Literal["intro", "candidate", "info", "feedback", "help", "private", ""]
"""The kind of favour; empty where the note does not say. `private` is never passed on."""
Unit = Literal["day", "week", "month", "year", "event", "none"]
NewsKind = Literal[
    "position", "project", "award", "certificate", "course", "talk", "skill", "goal", "article",
    "search-status", "other",
]  # fmt: skip


Fact: TypeAlias = str | int | tuple[str | int, ...]
"""A word, a number, a day as `2026-11-23`, or several: what JSON can hold."""
Facts: TypeAlias = tuple[tuple[str, Fact], ...]
"""Pairs of name and value."""


class Problem(NamedTuple):
    """A fault in the user's data as facts; `text.problem_sentences` has the sentence about them."""

    path: str
    """Relative to the vault, with `/`."""
    line: int
    """Counted from 1 in lines that end in LF, CRLF or CR; 1 where the whole note is meant."""
    code: str
    severity: Severity
    case: str = ""
    """The fault, where a code has several."""
    facts: Facts = ()

    @classmethod
    def of(  # the parts of a problem
        cls,
        path: str,
        line: int,
        code: str,
        severity: Severity = "problem",
        case: str = "",
        /,
        **facts: Fact,
    ) -> Self:
        """Make a problem with its facts by name."""
        return cls(path, line, code, severity, case, tuple(facts.items()))

    def in_order(self) -> tuple[object, ...]:
        """Return the key to sort by: path, line, code; a remark may come before a problem."""
        return (self.path, self.line, self.code, self.case, self.facts)


class PartialDate(NamedTuple):
    """A day that returns every year, with the year it began where that is known."""

    month: int
    day: int
    year: int | None = None


class Cadence(NamedTuple):
    """The interval between contacts: every `count` `unit`s; `event` and `none` have no timer."""

    unit: Unit
    count: int = 1  # type: ignore[assignment]  # tuple.count is not missed

    @property
    def has_timer(self) -> bool:
        """Return whether a date follows from the last contact."""
        return self.unit not in ("event", "none")


class Task(NamedTuple):
    """A checkbox in a contact's note, by its kind; under an entry a promise or `waiting`."""

    text: str
    """Without the checkbox, the `waiting:` mark and the date."""
    due: date | None = None
    """The day of an appointment; else the day until which it is to be done."""
    state: TaskState = "open"
    kind: TaskKind = "promise"
    line: int = 0
    """Its line in the note, from 1; 0 where it is not in a note yet. Never compared."""
    time: Time | None = None
    """Of an appointment; None where it names none."""
    channel: str = ""
    """Of an appointment; the word in the note, as it is written there."""
    done: Day | None = None
    """The day on which it was ticked, where its line says so. Never compared."""

    @property
    def name(self) -> str:
        """Return its words with its day, as the note has them: `JD 📅 2026-11-20`."""
        mark = "waiting" if self.kind == "waiting" else self.channel
        due = f"📅 {self.due.isoformat()}" if self.due else ""
        return " ".join(filter(None, (f"{mark}:" if mark else "", self.text, due)))

    def without_line(self) -> Self:
        """Return the task without what is never compared, to compare one with many."""
        return self._replace(line=0, done=None)

    def same(self, other: Self) -> bool:
        """Compare everything but the line and the day on which it was ticked."""
        return self.without_line() == other.without_line()


class Entry(NamedTuple):
    """One dated interaction with its children. A named tuple: 20,000 are made in a large vault."""

    date: date
    text: str = ""
    """Without inline fields and tasks; child lines follow after LF, without their indentation."""
    direction: Direction = ""
    channel: str = ""
    """The word in the note, as it is written there."""
    time: Time | None = None
    fields: tuple[tuple[str, str], ...] = ()
    """Inline fields `[key:: value]` in the order of the line; a key may come twice."""
    tasks: tuple[Task, ...] = ()
    line: int = 0
    """Its line in the note, from 1; 0 where it is not in a note yet."""

    def field(self, key: str) -> str:
        """Return the first value of a field, empty where there is none."""
        return next((value for name, value in self.fields if name == key), "")

    def without_lines(self) -> Self:
        """Return the entry without its line numbers, to compare one with many."""
        tasks = tuple(task.without_line() for task in self.tasks)
        return self._replace(line=0, tasks=tasks)

    def same(self, other: Self) -> bool:
        """Compare everything but the line numbers."""
        mine = (self.date, self.text, self.direction, self.channel, self.time, self.fields)
        theirs = (other.date, other.text, other.direction, other.channel, other.time, other.fields)
        return (
            mine == theirs
            and len(self.tasks) == len(other.tasks)
            and all(a.same(b) for a, b in zip(self.tasks, other.tasks, strict=True))
        )


class Contact(NamedTuple):
    """A contact as read from its note. Depends on the text and the settings, never on today."""

    path: str
    """Relative to the vault, with `/`, as it is on disk."""
    name: str
    """The file's name without `.md`, NFC."""
    aliases: tuple[str, ...] = ()
    """Other names: `aliases`, `title`, `name`, the first H1; NFC, each once, without the name."""
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    """`telegram: @anna` and the like, as `anna` with the key before it: `telegram:anna`."""
    company: str = ""
    """Without the brackets of a link."""
    company_since: date | None = None
    """The day they began there, where it is known."""
    previous: tuple[str, ...] = ()
    """The companies before it, in the order of the note, without the brackets of links."""
    role: str = ""
    focus: str = ""
    tier: Tier = ""
    tags: tuple[str, ...] = ()
    cadence: Cadence | None = None
    """The note's own; None where it has none or it can't be read."""
    talk: Cadence | None = None
    """The rhythm of talks; None where the note does not say or it can't be read."""
    status: Status = "active"
    paused_until: date | None = None
    paused_why: str = ""
    snooze_until: date | None = None
    snoozed: date | None = None
    """The day the snooze was set; a later entry voids it."""
    follow_up: date | None = None
    """A reminder in the properties; an entry of that day or later settles it."""
    last_contact: date | None = None
    """The note's property, which counts as a conversation before all entries of that day."""
    met: date | None = None
    met_at: str = ""
    """`met` where it is words ("at JPoint 2026")."""
    through: str = ""
    """The name of whoever introduced us, without the brackets of a link."""
    created: date | None = None
    imported: date | None = None
    """The day on which an import made the note."""
    birthday: PartialDate | None = None
    placed_me: date | None = None
    left: date | None = None
    dates: tuple[tuple[str, PartialDate], ...] = ()
    trust: int | None = None
    properties: Sequence[tuple[str, str]] = ()
    """All properties in the order of the note, key and value as words, for `ck show` and JSON.
    Immutable, and equal to the tuple of them."""
    entries: Sequence[Entry] = ()
    """Oldest first, those of one day as `note.note.sort_entries` has it; future ones included.
    Immutable, and equal to the tuple of its entries."""
    tasks: tuple[Task, ...] = ()
    """The open tasks outside entries, in the order of the note."""
    problems: tuple[Problem, ...] = ()
    newest_first: bool = False
    """Whether the newest entry of the note's log comes first."""
    lang: Lang = ""
    """The language in which I write to them; empty where the note does not say."""
    address: Address = ""
    """The Russian form of address; empty where the note does not say."""
    greeting: str = ""
    """The name to greet them by, where the note has one: `обращение: Сергей Петрович`."""
    introductions: tuple[Introduction, ...] = ()
    """Of others: put together of all notes, and never kept with this one."""


class Elsewhere(NamedTuple):
    """The entries of a note that is about others: a meeting's, or a daily note."""

    path: str
    """Of that note, relative to the vault, with `/`."""
    entries: tuple[tuple[str, Entry], ...]
    """A link as `[[target]]`, or a name, with the entry of whoever is called so."""


class Event(NamedTuple):
    """A conference or the like, as read from its note. The people it names are not looked up."""

    path: str
    """Relative to the vault, with `/`."""
    name: str
    """The file's name without `.md`, NFC."""
    date: date
    """Its first day; where a rule makes it recur, that of the first time."""
    end: Day
    """Its last day; `date` where the note has none."""
    place: str = ""
    people: tuple[str, ...] = ()
    """As they stand in the note: `[[Анна Каренина]]`, or a name."""
    audience: str = ""
    """As `people.audience.read_audience` reads it; empty: nobody but `people`."""
    attending: bool | None = None
    """Whether I am there; None where the note does not say."""
    rule: str = ""
    """As `calendar.recurrence.read_rule` returns it; empty: it takes place once."""
    lines: tuple[tuple[str, int], ...] = ()
    """The lines of `people` and `audience` in the note."""
    problems: tuple[Problem, ...] = ()


class News(NamedTuple):
    """News of my own and the people who should hear it, as read from its note."""

    path: str
    """Relative to the vault, with `/`."""
    name: str
    """The file's name without `.md`, NFC."""
    date: date
    """The day since which it is so."""
    kind: NewsKind = "other"
    audience: str = ""
    """As `people.audience.read_audience` reads it, the default included. Empty: nobody."""
    strict: bool = False
    """As the note has it; without effect."""
    until: Day | None = None
    """The last day of the campaign, where the note names one."""
    lines: tuple[tuple[str, int], ...] = ()
    """The line of `audience` in the note."""
    aliases: tuple[str, ...] = ()
    """Other names of the news, NFC."""
    problems: tuple[Problem, ...] = ()


class EventNotes(NamedTuple):
    """All event notes and news notes, in the order of their paths."""

    events: tuple[Event, ...] = ()
    news: tuple[News, ...] = ()


NO_EVENT_NOTES = EventNotes()
