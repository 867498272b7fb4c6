"""Many entries at once are written as one after the other would be."""

from __future__ import annotations

from datetime import date, time
from functools import partial

from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.editing.many_entries import append_entries
from contactkeeper.core.editing.new_tasks import add_task
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Entry, Task
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import LogRules, Settings
from contactkeeper.errors import UnknownLog, WriteRefused
from core.editing.test_log_edits import ENTRIES, TEXTS
from hypothesis_profiles import examples

DAYS = st.dates(date(2026, 10, 1), date(2026, 11, 5))
HANDS = st.sampled_from(
    [
        "- {d}: {t}",
        "- {d} <- email: {t}",
        "* {d} — {t}",
        "- [[{d}]] call: {t}",
        "  - **{d}**: {t}",
        "3. {d}: {t}",
        "- {d} 10:30 call: {t}",
        "- {d}: {t}\n\t- [ ] CV",
        "- {d}: {t}\n\n  more",
        "### {d} {t}",
        "### {d}\n{t}",
        "\n### {d} call: {t}\n",
        "| {d} | call | {t} |",
        "{d}: {t}\n",
        "**{d}** {t}\n",
        "- [x] {d} call: {t}",
    ]
)


@st.composite
def logs(draw: st.DrawFn) -> str:
    """Draw a note whose log is in one hand and mostly in order."""
    hand = draw(HANDS)
    days = draw(st.lists(DAYS, max_size=7))
    order = draw(st.sampled_from(["up", "down", "any"]))
    if order != "any":
        days.sort(reverse=order == "down")
    items = [hand.format(d=day, t=draw(st.sampled_from(["x", "one two", "<b>y"]))) for day in days]
    gap = draw(st.sampled_from(["\n", "\n", "\n\n"]))
    head = "| Date | Channel | Text |\n| --- | --- | --- |\n" if hand.startswith("|") else ""
    after = draw(st.sampled_from(["", "\n", "\n\n## Next\n", "\n---\n", "\n<!-- x", "\n\n\nend\n"]))
    before = draw(st.sampled_from(["", "---\nlast_contact: 2026-10-03\n---\n", "\ufeff"]))
    text = f"{before}## Log\n{head}{gap.join(items)}{after}"
    return draw(st.sampled_from([text, text.replace("\n", "\r\n")]))


PLAIN = st.builds(
    partial(Entry),
    DAYS,
    st.sampled_from(["", "", "hello", "two\nlines", "2026-10-03: no", "[x:: y]"]),
    direction=st.sampled_from(["", "->", "<-"]),
    channel=st.sampled_from(["", "call", "почта"]),
    time=st.none() | st.sampled_from([time(9, 30), time(18)]),
    fields=st.sampled_from([(), (("reply", "none"),)]),
)
RULES = st.sampled_from(
    [
        Settings(log=LogRules(order=order, update_last_contact=update))
        for order in ("oldest-first", "newest-first")
        for update in (False, True)
    ]
)


def one_by_one(note: Note, entries: list[Entry], tasks: list[Task]) -> Note | None:
    """Add one after the other, oldest first; None where one is refused."""
    plans = [partial(append_entry, entry=each) for each in sorted(entries, key=lambda e: e.date)]
    try:
        for plan in [*plans, *(partial(add_task, task=task) for task in tasks)]:
            note = verify(note, plan(note))
    except (WriteRefused, UnknownLog):
        return None
    return note


@settings(max_examples=examples(600), deadline=None)
@given(logs() | TEXTS, st.lists(PLAIN | ENTRIES, max_size=6) | st.lists(PLAIN, max_size=12), RULES)
@example(
    "## Log\n- 2026-10-01 — x\n- 2026-10-02 — x\n- 2026-10-03 — x\n",
    [Entry(date(2026, 11, 1), direction="<-"), Entry(date(2026, 11, 2), "y")],
    Settings(),
)
def test_many_at_once_are_one_after_the_other(
    text: str, entries: list[Entry], rules: Settings
) -> None:
    """The note is the same to the character as after adding each by itself, oldest first."""
    note = Note.parse(text, "note.md", rules)
    tasks = [Task("the call", date(2026, 12, 1), kind="appointment", time=time(11))]
    wanted = one_by_one(note, entries, tasks)
    try:
        after = verify(note, append_entries(note, entries, tasks))
    except (WriteRefused, UnknownLog):
        assert wanted is None
    else:
        assert wanted is None or after.text == wanted.text
