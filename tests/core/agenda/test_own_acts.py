"""What I did in a period, against a second reading of the same entries."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.own_acts import count_acts, own_acts
from contactkeeper.core.model import Contact, Entry, Task
from contactkeeper.core.note.note import Note, sort_entries
from contactkeeper.core.settings import Settings
from hypothesis_profiles import examples

MONDAY = date(2026, 11, 23)

days = st.integers(-10, 10).map(lambda number: MONDAY + timedelta(number))
tasks = st.builds(
    Task,
    text=st.sampled_from(["CV", "JD"]),
    state=st.sampled_from(["open", "kept", "dropped"]),
    kind=st.sampled_from(["promise", "waiting"]),
    done=st.none() | days,
)
entries = st.builds(
    Entry,
    date=days,
    text=st.sampled_from(["", "talked"]),
    direction=st.sampled_from(["", "->", "<-", "~"]),
    channel=st.sampled_from(["", "call", "tg"]),
    fields=st.lists(
        st.sampled_from([("gave", "x"), ("told", "y"), ("trust", "4"), ("got", "z")]), max_size=2
    ).map(tuple),
    tasks=st.lists(tasks, max_size=2).map(tuple),
)
people = st.lists(
    st.tuples(st.sampled_from(["Anna", "Борис"]), st.lists(entries, max_size=5)), max_size=3
).map(
    lambda found: [
        Contact(f"{number}.md", name, entries=tuple(sort_entries(each, newest_first=False)))
        for number, (name, each) in enumerate(found)
    ]
)


@settings(max_examples=examples(300))
@given(people, days, days)
def test_all_that_i_did_is_listed_once_and_nothing_else(
    contacts: list[Contact], first: date, last: date
) -> None:
    """Entries that are not theirs and not only about them, and promises ticked in the period."""
    expected: list[tuple[str, date, Entry, Task | None]] = []
    for contact in contacts:
        for entry in contact.entries:
            if entry.date > last:
                continue
            keys = {key for key, _ in entry.fields}
            bare = not (entry.direction or entry.text or entry.channel)
            silent = bare and (entry.tasks or keys) and "got" not in keys
            if entry.direction != "<-" and (not silent or keys & {"gave", "told"}):
                expected.append((contact.path, entry.date, entry, None))
            expected += [
                (contact.path, task.done, entry, task)
                for task in entry.tasks
                if task.state == "kept" and task.kind == "promise" and task.done
            ]
    expected = [each for each in expected if first <= each[1] <= last]
    acts = own_acts(contacts, first, last)
    found = [(act.contact.path, act.day, act.entry, act.task) for act in acts]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
    order = [(-act.day.toordinal(), act.contact.name.casefold(), act.contact.path) for act in acts]
    assert order == sorted(order)
    assert sum(count_acts(acts).values()) <= len(acts)


def test_the_talk_that_was_agreed_on_and_logged_counts_once() -> None:
    """Both lines are listed; a talk of another day, or a message of that day, is another act."""
    text = (
        "---\ntags: recruiter\n---\n## Log\n- 2026-11-22 call: earlier\n"
        "- [x] 2026-11-23 11:00 call: about the role\n- 2026-11-23 call: she sends the JD\n"
        "- 2026-11-23 -> tg: thanks\n"
    )
    contact = Note.parse(text, "Anna.md", Settings()).contact()
    acts = own_acts([contact], date(2026, 11, 1), MONDAY)
    assert len(acts) == 4
    assert count_acts(acts) == {"conversation": 2, "sent": 1}
