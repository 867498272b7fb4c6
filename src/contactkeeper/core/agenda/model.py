"""The values of the agenda: who is due and why. All of them hold for one given day."""

# Annotations are values here, as in `core.model`: as texts each would be compiled, 2 ms of a start.
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from contactkeeper.core.calendar.days import add_months
from contactkeeper.core.model import Cadence, Contact, News, Time

Group = Literal[
    "meet", "reply", "promise", "waiting", "occasion", "overdue", "circle", "today", "new", "soon"
]
"""The groups of the morning list, the strongest first; `ranking` says where each row stands."""

Turn = Literal["", "today", "later"]
"""`today`: one of the few of its sort this morning; `later`: another morning; empty: no turns."""

ReasonKind: TypeAlias = str
"""One of `agenda.ranking.REASON_KINDS`: a reply, a task, an occasion or a timer."""


class LogSummary(NamedTuple):
    """The summary of a contact's log on a given day."""

    last_contact: date | None = None
    """The newest conversation or `<-`."""
    last_entry: date | None = None
    """The newest entry that is no record, or the `last_contact` property."""
    last_sent: date | None = None
    """The newest message of mine since the last contact, my reply included."""
    last_touch: date | None = None
    """The newest touch since the last contact."""
    last_attempt: date | None = None
    """The newest message of mine that is unanswered; my reply to theirs is not."""
    first_attempt: date | None = None
    """The first message of mine that is unanswered."""
    attempts: int = 0
    """Unanswered attempts in a row; those of one day count once."""
    cold: bool = False
    owed_since: date | None = None
    """The day of the `<-` that waits for my answer."""


class Occasion(NamedTuple):
    """One return of a dated reason to write. It holds facts, no sentence."""

    kind: str
    """The name of its kind."""
    name: str
    """The name of the event, news, holiday or date, or the company; empty: it has none."""
    day: date
    """The day itself."""
    first: date
    """The first day on which it is shown."""
    last: date
    """The last day on which it is shown."""
    begins: date | None = None
    """The first day of an event, or of what an anniversary counts from."""
    ends: date | None = None
    """The last day of an event."""
    served_from: date | None = None
    """The day from which my word serves it; None: `day`."""
    shared: bool = False
    """Whether many people have it at once; then the quota of its kind limits it."""
    outcome: str = ""
    """The outcome of an introduction: `interview`."""


class TimerFacts(NamedTuple):
    """The facts of the log and the note about a contact whose timer is due."""

    cadence: Cadence
    """The one that holds."""
    spoke: date | None = None
    """The last contact."""
    tried: date | None = None
    """The newest attempt that is unanswered."""
    tried_by: str = ""
    """The folded channel of that attempt; empty where the note does not say."""
    tried_first: date | None = None
    """The first attempt that is unanswered; of a cold contact only."""
    attempts: int = 0
    """Unanswered attempts in a row."""
    met: date | None = None
    met_at: str = ""
    added: date | None = None
    """The day the note was made."""
    logged: bool = False
    """Whether the log has an entry, be it no contact."""
    touched: date | None = None
    """The last touch; of somebody new only."""
    touch: str = ""
    """Its words."""
    held_by: Literal["", "snooze", "pause", "do-not-contact"] = ""
    """The cause of the day, where it is not the cadence."""
    paused_why: str = ""
    """The reason of the last pause, where the note gives one."""

    def is_a_year_ago(self, today: date) -> bool:
        """Return whether the last contact was 12 to 15 months ago."""
        spoke = self.spoke or today
        return add_months(spoke, 12) <= today < add_months(spoke, 15)

    def lateness(self, due: date, today: date) -> int:
        """Return the days of lateness that are said; 0: none.

        Past a year the month of the last contact says enough; a count would only shame.
        """
        is_old = add_months(self.spoke or today, 12) <= today
        return 0 if self.held_by or is_old else max((today - due).days, 0)


class Reason(NamedTuple):
    """A reason to be on the list: facts, of which `contactkeeper.text` makes a sentence."""

    kind: ReasonKind
    group: Group
    due: date
    """The day from which it holds."""
    last_day: date | None = None
    """The last day on which it makes sense; None where it stays until settled."""
    about: str = ""
    """The event, news, holiday or date of theirs that it is about, by its name."""
    day: date | None = None
    """Of an occasion the day itself, which may be after `due`; of an appointment, its day."""
    shared: bool = False
    """Shared by many people: without another reason only some of them are listed each day."""
    occasion: Occasion | None = None
    """Of an occasion, its facts."""
    ahead: bool = False
    """Whether it is told as what lies ahead, up to a year before it."""
    words: str = ""
    """The words of the message that waits for a reply, or of the promise."""
    noted: date | None = None
    """The day of the entry that the words are from."""
    time: Time | None = None
    """Of an appointment that names one."""
    channel: str = ""
    """Of an appointment; the word in the note."""
    deadline: date | None = None
    """The day that a task was promised for; None where none was named."""
    asked: date | None = None
    """The day I last wrote since what I wait for was to come."""
    timer: TimerFacts | None = None
    """Of a timer that is due."""
    further: bool = False
    """Whether it is told only because the row stands for another reason."""
    paused_why: str = ""
    """The reason of a pause that has just ended, if this is the first reason."""

    @property
    def to_confirm(self) -> bool:
        """Return whether it is an appointment of which I should say whether it took place."""
        return self.kind == "meet" and self.day is not None and self.day < self.due

    def holds_on(self, day: date) -> bool:
        """Return whether it is a reason on a day: it has begun, and its last day is not over."""
        return self.due <= day and (self.last_day is None or day <= self.last_day)


class AnsweredOn(NamedTuple):
    """The count of my messages on a channel, and of those that were answered."""

    channel: str
    """Folded: `telegram`."""
    answered: int
    of: int


class BetterChannel(NamedTuple):
    """A channel on which clearly more of my messages are answered than on another."""

    on: AnsweredOn
    than: AnsweredOn


class Advice(NamedTuple):
    """A suggestion for a row, for wide windows."""

    kind: Literal[
        "pause", "touch", "done", "ticked", "took-place", "other-channel", "better-channel",
        "never-talked", "met",
        "news", "thanks", "last", "",
    ]  # fmt: skip
    """Empty: nothing but the channel is known."""
    channel: str = ""
    """The one they answer on, in short: `tg`; empty where it is not told."""
    words: str = ""
    """The name to type, the channel without an answer, the kind of talk, or the user's words."""
    day: date | None = None
    """Of the talk, the news, or what they gave."""
    theirs: bool = False
    """Whether they wrote the words."""
    better: BetterChannel | None = None
    """The channel to write on, and the one that I wrote on last."""
    task: str = ""
    """The name of the task to type after the person's; empty where nothing else is meant."""


class DueItem(NamedTuple):
    """One row of the morning list on a given day."""

    contact: Contact
    group: Group
    due: date
    days_overdue: int
    """From 0."""
    cadence: Cadence
    """The one that holds."""
    last_contact: date | None
    cold: bool
    reasons: tuple[Reason, ...]
    """Strongest first; `group` and `due` follow the first."""
    say: Advice | None = None
    """A suggestion; None where the note gives nothing to go by."""
    tell: tuple[News, ...] = ()
    """News of mine that they have not heard, that of the last day first."""
    last_talk: date | None = None
    """The day of the last call, video or meeting."""
    turn: Turn = ""
    """Whether today is their turn, if only some of their sort have one each morning."""
    later: tuple[Reason, ...] = ()
    """Of a folded row, the person's own reasons that come up after today, the strongest first."""

    @property
    def is_folded(self) -> bool:
        """Say whether a line below the list stands for this row: for many people at once."""
        return self.group == "circle" and self.turn == "later"

    @property
    def unfolded(self) -> "DueItem | None":
        """Return the row without what many share today; None where nothing else comes up."""
        if not self.is_folded:
            return self
        if not self.later:
            return None
        first = self.later[0]
        return self._replace(
            group=first.group, due=first.due, reasons=self.later, turn="", later=()
        )
