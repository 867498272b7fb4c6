"""`ck due`: the morning list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, NamedTuple

from contactkeeper.cli.declare import option
from contactkeeper.cli.filters import CompanyOption, Filter, FocusOption, TagOption, TierOption
from contactkeeper.cli.screens import SAY_FROM, due_lines, say_head
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import cut, one_line, width_of
from contactkeeper.core.days.wording import say_count, say_weekday, say_weekday_day
from contactkeeper.core.letters import name_in
from contactkeeper.core.morning.due import add_say, say_upcoming, upcoming
from contactkeeper.core.morning.problems import problems_on
from contactkeeper.core.morning.rows import first_of, in_order, make, rows_of
from contactkeeper.core.morning.turns import say_other_days, say_turns, split_for_screen
from contactkeeper.errors import UsageError
from contactkeeper.vault.inbox import count_waiting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, DueItem, Problem
    from contactkeeper.core.morning.rows import Row

SOON = 7
"""Days ahead that the footer counts, and that `--soon` means without a number."""


def due_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    soon: Annotated[
        int | None,
        option("--soon", metavar="[N]", help="Also who comes up in the next N days (7)."),
    ] = None,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    limit: Annotated[
        int | None,
        option("--limit", metavar="N", help="Rows to show; 0 shows everybody."),
    ] = None,
    by_plan: Annotated[
        bool, option("--plan", help="Today's share of ck plan, and nobody else.")
    ] = False,
    exit_code: Annotated[
        bool, option("--exit-code", help="Exit with 1 when somebody is due.")
    ] = False,
) -> int:
    """Show who to write to this morning, why now, and how late it is.

    Example: ck due --soon 3 --tier key
    """
    if (soon or 0) < 0 or (limit or 0) < 0:
        message = "--soon and --limit take a number from 0 up."
        raise UsageError(message)
    if by_plan and not (soon is limit is None):
        message = "--plan shows today's share, so it takes neither --soon nor --limit."
        raise UsageError(message)
    wanted = Filter(tier, focus, tag, company)
    people = wanted.among(session)
    if by_plan:
        return _show_share(Page(session, wanted, people, _problems(session, people)), exit_code)
    # One pass: whom the footer counts is found with those who are due.
    ahead = SOON if soon is None else soon
    today, rules, everybody = session.today, session.settings, session.loaded.contacts
    outlooks = session.loaded.outlooks if people is everybody else None
    rows, suspects = rows_of(everybody, outlooks, today, rules, ahead, session.happenings)
    if people is not everybody:
        rows = [row for row in make(rows, everybody, today, rules) if wanted.takes(row.contact)]
    due = [row for row in rows if row.group != "soon"]
    later = [row for row in rows if row.group == "soon"]
    problems = _problems(session, people, suspects if people is everybody else people)
    listed = due if soon is None else rows
    cap = session.settings.due_limit if limit is None and not session.as_json else limit
    cap = cap or None
    first, waiting = split_for_screen(in_order(listed, cap), cap)
    shown = _with_say(session, make(first, everybody, today, rules))
    if session.as_json:
        from contactkeeper.cli.documents import due_document

        session.terminal.document(
            due_document(session, len(listed), shown, problems, unfinished_in(session))
        )
    else:
        page = Page(session, wanted, people, problems)
        lines = page.rows(shown, len(due)) if shown else page.quiet_day(later)
        turns = say_turns(len(waiting), len(due), today, rules)
        page.show(lines, page.footer(turns, len(due), later if soon is None else []))
    return 1 if exit_code and due else 0


def _show_share(page: Page, exit_code: bool) -> int:  # noqa: FBT001  # as typed
    """Show today's share of the plan; who is due and has another day is counted."""
    from contactkeeper.core.morning.plan import make_plan

    session = page.session
    plan = make_plan(page.people, session.today, session.settings, happenings=session.happenings)
    due = [item for item in plan.items if item.group != "soon"]
    planned = {item.contact.path for item in plan.on(session.today)}
    shown = _with_say(session, [item for item in due if item.contact.path in planned])
    if session.as_json:
        from contactkeeper.cli.documents import due_document

        problems = list(page.problems)
        session.terminal.document(
            due_document(session, len(due), shown, problems, unfinished_in(session))
        )
    elif due:
        lines = page.rows(shown, len(due), by_plan=True)
        days = {item.contact.path: day.date for day in plan.days for item in day.items}
        others = [days.get(path) for item in due if (path := item.contact.path) not in planned]
        turns = say_other_days(others, session.today)
        page.show(lines if shown else lines[:1], page.footer(turns, len(due), []))
    else:
        page.show(page.quiet_day([item for item in plan.items if item.group == "soon"]), [])
    return 1 if exit_code and shown else 0


def _with_say(session: Session, items: list[DueItem]) -> list[DueItem]:
    """Say what to do where there is room for it; it asks for more of a log than all else."""
    if not (session.as_json or session.terminal.width >= SAY_FROM):
        return items
    loaded = session.loaded
    keys = loaded.directory.keys if loaded.directory else ()
    return add_say(items, loaded.contacts, session.today, session.settings, keys)


def unfinished_in(session: Session) -> str:
    """Name the merge or rebase that is unfinished around the vault, by git's files alone."""
    from contactkeeper.vault.worktree import find_work_tree

    tree = find_work_tree(session.root)
    return tree.unfinished() if tree else ""


def _problems(
    session: Session, people: Sequence[Contact], suspects: Sequence[Contact] | None = None
) -> list[Problem]:
    """Gather what hides or misplaces one of these people, or a note that could not be read.

    Entries after today have only the `suspects`, where those are known.
    """
    everybody = session.loaded.contacts
    left_out: set[str] = set()
    if people is not everybody:
        left_out = set(everybody.paths) - {contact.path for contact in people}
    suspects = people if suspects is None else suspects
    return [
        problem
        for problem in problems_on(session.today, session.faults, suspects)
        if problem.severity == "problem" and problem.path not in left_out
    ]


class Page(NamedTuple):
    """The screen of a morning: the rows or the quiet day, the footer, the line about problems."""

    session: Session
    wanted: Filter
    people: Sequence[Contact]
    """Those whom the filters take."""
    problems: Sequence[Problem]

    def show(self, lines: Sequence[str], footer: Sequence[str]) -> None:
        """Print the page, with its footer and the line about problems where there are such."""
        head, *rows = lines
        below = [*footer, *self.inbox_line(), *self.problem_line()]
        page = [head, *self.merge_line(), *rows, *([""] if below else []), *below]
        self.session.terminal.out("\n".join(page))

    def merge_line(self) -> list[str]:
        """Say below the head that a merge is unfinished, or that notes hold its marks."""
        operation = unfinished_in(self.session)
        problems = self.session.loaded.faults
        marked = {each.path for each in problems if each.code == "conflict-markers"}
        said = [f"a {operation} is unfinished"] if operation else []
        if marked:
            verb = "holds" if len(marked) == 1 else "hold"
            said.append(f"{say_count(len(marked), 'note')} {verb} conflict markers")
        if not said:
            return []
        line = f"! {' and '.join(said)}: {'ck git status' if operation else 'ck check'}"
        return [self.session.terminal.paint(cut(line, self.session.terminal.width), "yellow")]

    def rows(self, shown: Sequence[DueItem], total: int, *, by_plan: bool = False) -> list[str]:
        """Lay out the rows; `total` are due, shown or not."""
        return due_lines(
            self.session.terminal,
            self.session.today,
            shown,
            total,
            broken={problem.path for problem in self.problems},
            link=self.session.link_to,
            by_plan=by_plan,
            mode=self.session.mode,
        )

    def quiet_day(self, later: Sequence[Row]) -> list[str]:
        """Say that nobody is due, and who is next; where the filters take nobody, say that."""
        today = self.session.today
        if not self.people:
            return self._cut(
                f"{say_head(today, self.session.mode)} · {self.wanted.say_none(self.session)}"
            )
        lines = [f"{say_head(today, self.session.mode)} · nobody today"]
        rules, happenings = self.session.settings, self.session.happenings
        found = make(first_of(later), self.session.loaded.contacts, today, rules)
        following = found[0] if found else upcoming(self.people, today, rules, happenings)
        if following:
            lines += ["", *self._cut(say_upcoming(following, today))]
        return lines

    def footer(self, turns: str, total: int, later: Sequence[Row]) -> list[str]:
        """Count what is not shown: who has another day, and who comes up within a week."""
        today, command = self.session.today, f"ck due{self.wanted.typed()}"
        said = []
        if turns:
            said.append((turns, f"ck plan{self.wanted.typed()}"))
        if later and total:
            last = max(item.due for item in later)
            said.append((f"{len(later):,} more by {_by(last, today)}", f"{command} --soon"))
        if progress := self.progress():
            said.append((progress, "ck news"))
        whole = " · ".join(f"{text}: {what}" for text, what in said)
        if width_of(whole) <= self.session.terminal.width:
            return [whole] if whole else []
        return [line for text, what in said for line in self._in_lines(text, what)]

    def progress(self) -> str:
        """Say how far the news has come that ends first, and how much more there is to tell."""
        news, today = self.session.happenings.news, self.session.today
        if not news:
            return ""
        from contactkeeper.core.morning.campaigns import running, say_progress

        people, settings = self.session.loaded.contacts, self.session.settings
        return say_progress(running(news, people, today, settings))

    def inbox_line(self) -> list[str]:
        """Count the thoughts that wait to be filed, by the listing of their folder alone."""
        folder = self.session.settings.inbox_folder
        waiting = count_waiting(self.session.root, folder)
        if not waiting:
            return []
        verb = "waits" if waiting == 1 else "wait"
        return self._cut(f"{say_count(waiting, 'thought')} {verb} in {folder}: ck inbox")

    def problem_line(self) -> list[str]:
        """Name in one line whom the problems hide or misplace."""
        if not self.problems:
            return []
        paths = set(self.session.loaded.contacts.paths)
        names = {each.path: name_in(each.path) for each in self.problems if each.path in paths}
        # Whom no row shows, comes first.
        problems = sorted(self.problems, key=lambda each: each.path in names)
        first = problems[0]
        tail = ": ck check"
        room = self.session.terminal.width - len(tail)
        if len(problems) == 1:
            where = names.get(first.path, first.path)
            text = f"! {where}: line {first.line}: {first.message}"
            if width_of(one_line(text).rstrip(".")) > room:
                text = text.partition(". ")[0]
        else:
            who = list(dict.fromkeys(names.get(each.path, each.path) for each in problems))
            head = f"! {say_count(len(problems), 'problem')} in "
            text = head + _name_as_many(who, room - len(head))
        line = cut(one_line(text).rstrip("."), room) + tail
        return [self.session.terminal.paint(line, "yellow")]

    def _in_lines(self, text: str, command: str) -> list[str]:
        """Say a count and its command in one line; where it is too long, what else in another."""
        if width_of(f"{text}: {command}") <= self.session.terminal.width:
            return [f"{text}: {command}"]
        count, _, rest = text.partition("; ")
        lines = [f"{count}: {command}", f"{rest[:1].upper()}{rest[1:]}"]
        return [each for line in lines if line for each in self._cut(line)]

    def _cut(self, text: str) -> list[str]:
        return [cut(one_line(text), self.session.terminal.width)]


def _by(day: date, today: date) -> str:
    """Say a day within a week by its name alone."""
    said = say_weekday_day(day, today)
    return say_weekday(day) if day - today < timedelta(days=SOON) else said


def _name_as_many(names: Sequence[str], room: int) -> str:
    """Name people as far as the room goes, and count the others."""
    shown = list(names[: max(room // 3, 0) + 1])  # no name and comma take less
    while True:
        more = len(names) - len(shown)
        text = one_line(", ".join(shown)) + (f" and {more} more" if more else "")
        if len(shown) == 1 or width_of(text) <= room:
            return text
        shown.pop()
