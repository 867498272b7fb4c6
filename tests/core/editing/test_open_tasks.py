from __future__ import annotations

import pytest

from contactkeeper.core.editing.open_tasks import name_of, same_task, tasks_named, the_one
from contactkeeper.core.note.note import Note
from contactkeeper.errors import NoSuchTask, SeveralTasks

LOG = "## Log\n- 2026-11-16 call: one\n\t- [ ] the CV\n\t- [ ] waiting: JD 📅 2026-11-20\n"


def test_tasks_are_named_by_their_words() -> None:
    """Exact words come first, then parts; an empty name means all that are open."""
    entries = Note.parse(LOG.replace("the CV", "JD draft")).contact().entries
    named = [name_of(task) for task in tasks_named(entries, "", "")]
    assert named == ["JD draft", "waiting: JD 📅 2026-11-20"]
    assert [task.kind == "waiting" for task in tasks_named(entries, "jd", "")] == [True]
    assert [task.kind == "waiting" for task in tasks_named(entries, " JD  DRAFT ", "")] == [False]
    assert [task.kind == "waiting" for task in tasks_named(entries, "2026-11", "")] == [True]
    with pytest.raises(NoSuchTask, match="Open: JD draft; waiting: JD 📅 2026-11-20"):
        tasks_named(entries, "zzz", "a.md")
    with pytest.raises(SeveralTasks):
        the_one(tasks_named(entries, "", ""), "", "a.md")


def test_a_task_is_found_again_where_it_has_moved() -> None:
    """A task is the same one in its line, else wherever the only one like it stands."""
    task = tasks_named(Note.parse(LOG).contact().entries, "cv", "")[0]
    moved = Note.parse(f"# A\n\n{LOG}")
    assert same_task(moved, task).line == task.line + 2
    twice = Note.parse(LOG.replace("\t- [ ] the CV\n", "\t- [ ] the CV\n\t- [ ] the CV\n"))
    assert same_task(twice, task).line == task.line
    with pytest.raises(SeveralTasks):
        same_task(Note.parse(f"# A\n\n{twice.text}"), task)
    with pytest.raises(NoSuchTask):
        same_task(Note.parse(LOG.replace("[ ] the CV", "[x] the CV")), task)
