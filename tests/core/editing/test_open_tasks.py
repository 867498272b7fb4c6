from __future__ import annotations

import pytest

from contactkeeper.core.editing.open_tasks import same_task, tasks_named, the_one
from contactkeeper.core.note.note import Note
from contactkeeper.lookup_errors import NoSuchTask, SeveralTasks

LOG = "## Log\n- 2026-11-16 call: one\n\t- [ ] the CV\n\t- [ ] waiting: JD 📅 2026-11-20\n"


def test_tasks_are_named_by_their_words() -> None:
    """Exact words come first, then parts; an empty name means all that are open."""
    anna = Note.parse(LOG.replace("the CV", "JD draft"), "a.md").contact()
    named = [task.name for task in tasks_named(anna, "")]
    assert named == ["JD draft", "waiting: JD 📅 2026-11-20"]
    assert [task.kind for task in tasks_named(anna, "jd")] == ["waiting"]
    assert [task.kind for task in tasks_named(anna, " JD  DRAFT ")] == ["promise"]
    assert [task.kind for task in tasks_named(anna, "2026-11")] == ["waiting"]
    assert [task.kind for task in tasks_named(anna, "", mine=True)] == ["promise"]
    with pytest.raises(NoSuchTask, match="Open: JD draft; waiting: JD 📅 2026-11-20"):
        tasks_named(anna, "zzz")
    with pytest.raises(NoSuchTask, match="Open: JD draft"):
        tasks_named(anna, "waiting", mine=True)
    with pytest.raises(SeveralTasks):
        the_one(tasks_named(anna, ""), "", "a.md")


def test_tasks_under_no_entry_are_named_too() -> None:
    """One that repeats a promise is the promise; appointments go by their channel as well."""
    elsewhere = "## To do\n- [ ] the CV\n- [ ] ask about the team 📅 2026-12-01\n"
    appointment = "- [ ] 2026-11-27 11:00 call: about the role\n"
    anna = Note.parse(f"{LOG}{appointment}{elsewhere}").contact()
    assert [task.name for task in tasks_named(anna, "")] == [
        "the CV", "waiting: JD 📅 2026-11-20", "call: about the role 📅 2026-11-27",
        "ask about the team 📅 2026-12-01",
    ]  # fmt: skip
    assert [task.line for task in tasks_named(anna, "the cv")] == [3]
    assert [task.kind for task in tasks_named(anna, "call")] == ["appointment"]


def test_a_task_is_found_again_where_it_has_moved() -> None:
    """A task is the same one in its line, else wherever the only one like it stands."""
    task = tasks_named(Note.parse(LOG).contact(), "cv")[0]
    moved = Note.parse(f"# A\n\n{LOG}")
    assert same_task(moved, task).line == task.line + 2
    twice = Note.parse(LOG.replace("\t- [ ] the CV\n", "\t- [ ] the CV\n\t- [ ] the CV\n"))
    assert same_task(twice, task).line == task.line
    with pytest.raises(SeveralTasks):
        same_task(Note.parse(f"# A\n\n{twice.text}"), task)
    with pytest.raises(NoSuchTask):
        same_task(Note.parse(LOG.replace("[ ] the CV", "[x] the CV")), task)
