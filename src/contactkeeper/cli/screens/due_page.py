"""The page of a morning: the rows or the quiet day, what stands below them, and the warnings.

Takes rows that are decided and in order; which those are is `due`'s affair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.layout import Text, cut, one_line, paint, width_of, wrap
from contactkeeper.cli.screens.due import due_lines, link_to, say_head
from contactkeeper.core.agenda.due import upcoming
from contactkeeper.core.agenda.modes import unusual_mode
from contactkeeper.core.casefolding import note_name
from contactkeeper.text.problems import say_problem
from contactkeeper.vault.inbox import count_waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.cli.args.filters import Filter
    from contactkeeper.cli.session import Session
    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.core.agenda.paging import Shared
    from contactkeeper.core.model import Problem
    from contactkeeper.text.speech import Speech

_OLD_TASK = "old-task"
"""The code of problems that the footer counts."""
SOON = 7
"""Days ahead that the footer counts, and that `--soon` means without a number."""


def unfinished_in(session: Session) -> str:
    """Name the merge or rebase that is unfinished around the vault, by git's files alone."""
    from contactkeeper.sync.worktree import find_work_tree

    tree = find_work_tree(session.root)
    return tree.unfinished() if tree else ""


class Page(NamedTuple):
    """The screen of a morning: the rows or the quiet day, the footer, the line about problems."""

    session: Session
    wanted: Filter
    problems: Sequence[Problem]

    @property
    def speech(self) -> Speech:
        """Return what is said in the language of the user."""
        return self.session.speech

    def show(self, lines: Sequence[Text], footer: Sequence[str]) -> None:
        """Print the page, with its footer and the line about problems where there are such."""
        head, *rows = lines
        below = [*footer, *self.inbox_line(), *self.problem_line()]
        page = [head, *self.merge_line(), *rows, *([""] if below else []), *below]
        self.session.terminal.out(*page)

    def merge_line(self) -> list[Text]:
        """Say below the head that a merge is unfinished, or that notes hold its marks."""
        operation = unfinished_in(self.session)
        problems = self.session.loaded.faults
        marked = {each.path for each in problems if each.code == "conflict-markers"}
        said = self.speech.paging.say_unfinished_merge(operation, len(marked))
        if not said:
            return []
        line = f"! {said}: {'ck git status' if operation else 'ck check'}"
        return [paint(cut(line, self.session.terminal.room), "yellow")]

    def rows(self, shown: Sequence[DueItem], total: int, *, by_plan: bool = False) -> list[Text]:
        """Lay out the rows, and remember what their numbers mean; `total` are due, shown or not."""
        self._remember(item.contact.path for item in shown)
        return due_lines(
            self.session.terminal,
            self.session.today,
            shown,
            total,
            broken={problem.path for problem in self.problems if problem.code != _OLD_TASK},
            link=link_to(self.session),
            by_plan=by_plan,
            mode=unusual_mode(self.session.settings, self.session.today),
        )

    def quiet_day(self, later: Sequence[DueItem]) -> Sequence[Text]:
        """Say that nobody is due, and who is next; where the filters take nobody, say that."""
        self._remember(())
        speech, today = self.speech, self.session.today
        contacts, rules = self.session.loaded.contacts, self.session.settings
        mode, width = unusual_mode(rules, today), self.session.terminal.room
        if not (people := self.wanted.among(contacts)):
            none = one_line(speech.paging.say_no_match(len(contacts), self.wanted.typed()))
            return [say_head(speech, today, mode, none, width)]
        nobody = speech.paging.say_due_count(0, 0, by_plan=False)
        lines = [say_head(speech, today, mode, nobody, width)]
        following = later[0] if later else upcoming(people, today, rules, self.session.event_notes)
        if following:
            lines += ["", *self._cut(speech.next_due.say_upcoming(following, today))]
        return lines

    def _remember(self, paths: Iterable[str]) -> None:
        if self.session.terminal.is_terminal:
            from contactkeeper.cli.rows import remember_rows  # a pipe has no numbers

            remember_rows(self.session, paths)

    def footer(
        self,
        cut: str,
        shared: Sequence[Shared],
        later: Sequence[DueItem],
        more: str = "",
        to_review: str = "",
    ) -> list[str]:
        """Count what is not shown.

        Args:
            cut: how many are due and have no row.
            shared: what many people share, for whom no row stands.
            later: who comes up within a week.
            more: the command that shows who is cut; empty: `ck due --all`.
            to_review: how many people wait to be sorted or decided about, and the command for that.
        """
        today, command = self.session.today, f"ck due{self.wanted.typed()}"
        text = self.speech.paging
        said = [f"{cut}: {more or f'{command} --all'}"] if cut else []
        for each in shared:
            by_note = each.reason.kind.startswith("event")
            said.append(
                f"{text.say_shared(each, today)}: {'ck event' if by_note else f'{command} --all'}"
            )
        if later:
            last = max(item.due for item in later)
            said.append(f"{text.say_later(len(later), last, today)}: {command} --soon")
        if to_review:
            said.append(to_review)
        if progress := self.progress():
            said.append(f"{progress}: ck news")
        said += self.old_tasks()
        return self._in_lines(said)

    def old_tasks(self) -> list[str]:
        """Count the tasks that are too old to make a row."""
        count = sum(each.code == _OLD_TASK for each in self.problems)
        return [f"{self.speech.paging.say_old_tasks(count)}: ck check"] if count else []

    def progress(self) -> str:
        """Say how far the news has come that ends first, and how much more there is to tell."""
        news, today = self.session.event_notes.news, self.session.today
        if not news:
            return ""
        from contactkeeper.core.agenda.campaigns import running

        people, settings = self.session.loaded.contacts, self.session.settings
        return self.speech.events.say_progress(running(news, people, today, settings))

    def inbox_line(self) -> list[str]:
        """Count the thoughts that wait to be filed, by the listing of their folder alone."""
        folder = self.session.settings.inbox_folder
        waiting = count_waiting(self.session.root, folder)
        if not waiting:
            return []
        return self._cut(f"{self.speech.paging.say_inbox(waiting, folder)}: ck inbox")

    def problem_line(self) -> list[Text]:
        """Name in one line whom the problems hide or misplace."""
        problems = [each for each in self.problems if each.code != _OLD_TASK]
        if not problems:
            return []
        paths = set(self.session.loaded.contacts.paths)
        names = {each.path: note_name(each.path) for each in problems if each.path in paths}
        # Whom no row shows, comes first.
        problems = sorted(problems, key=lambda each: each.path in names)
        first = problems[0]
        tail = ": ck check"
        room = self.session.terminal.room - len(tail)
        if len(problems) == 1:
            where = names.get(first.path, first.path)
            said = self.speech.say(say_problem(first))
            text = f"! {self.speech.paging.say_line(where, first.line, said)}"
            if width_of(one_line(text)) > room:
                text = text.partition(". ")[0]
        else:
            who = list(dict.fromkeys(names.get(each.path, each.path) for each in problems))
            text = self._count_problems(len(problems), who, room)
        line = cut(one_line(text), room) + tail
        return [paint(line, "yellow")]

    def _count_problems(self, count: int, who: Sequence[str], room: int) -> str:
        """Count problems, and name as many people as fit; where not even one does, count them."""
        text = self.speech.paging
        for shown in range(min(len(who), max(room // 3, 0) + 1), 0, -1):  # a name takes 3 cells
            names = text.say_more(one_line(", ".join(who[:shown])), len(who) - shown)
            said = f"! {text.say_problems(count, names, len(who))}"
            if width_of(said) <= room:
                return said
        return f"! {text.say_problems(count, '', len(who))}"

    def _in_lines(self, parts: Iterable[str]) -> list[str]:
        """Put as many parts into a line as fit; what no line holds is broken, never cut."""
        room = self.session.terminal.room
        lines: list[str] = []
        for part in map(one_line, parts):
            beside = f"{lines[-1]} · {part}" if lines else part
            if lines and width_of(beside) <= room:
                lines[-1] = beside
            else:
                lines += wrap(part, room, indent=4)
        return lines

    def _cut(self, text: str) -> list[str]:
        return [cut(one_line(text), self.session.terminal.room)]
