"""What a decision writes into a known note adds what the note lacks, and nothing else."""

from __future__ import annotations

from datetime import date
from functools import partial

from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.habits import Habits
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.importing.model import Decision, Item, NewJob
from contactkeeper.core.importing.writing import plan_known
from contactkeeper.core.interchange import Person
from contactkeeper.core.model import Entry, Task
from contactkeeper.core.note.note import Note
from contactkeeper.errors import CkError
from core.editing.test_log_edits import TEXTS
from hypothesis_profiles import examples

TODAY = date(2026, 12, 1)
BLOCKS = st.sampled_from(
    [
        "",
        "---\ntags: recruiter\n---\n",
        "---\ntags: [recruiter]\ncompany: '[[Яндекс]]' # why\nпочта:\n  - a@b.c\n---\n",
        "---\ncompany: Ozon\nrole: HR\nsnooze_until: 2027-01-01\nsnoozed: 2026-10-10\n---\n",
        "---\ncompany: [Ozon, Avito]\nprevious: VK\nemail: old@b.c\n...\n---\n",
        "---\r\ncompany: Ozon\r\n---\r\n",
        "---\ncompany: {{company}}\n---\n",
        "---\ncompany: [Ozon\n---\n",
    ]
)
ENTRIES = st.lists(
    st.builds(
        partial(Entry),
        st.dates(date(2026, 9, 1), date(2026, 11, 30)),
        st.sampled_from(["", "hello", "## no heading", "- [ ] no task", "[x:: y] <!-- %% ```"]),
        direction=st.sampled_from(["->", "<-", ""]),
        channel=st.sampled_from(["linkedin", "почта"]),
    ),
    max_size=5,
    unique=True,
)
VALUES = st.sampled_from(["a@b.c", "x: y # z", "---", "@anna", "1984", "'", "[[x", "ё\u2028ё"])


def decide(entries: list[Entry], value: str, *, job: bool) -> Decision:
    """Return a decision about somebody known."""
    item = Item(
        "changed",
        Person("Anna"),
        properties=(("email", ("a@b.c", "new@b.c")), ("birthday", "04-12"), ("phone", value)),
        job=NewJob(value, "Head of HR", "Ozon", "HR"),
        entries=tuple(sorted(entries)),
        tasks=(Task("the call", date(2026, 12, 8), kind="appointment", channel="call"),),
        owed=(date(2026, 10, 1),),
    )
    return Decision(item, job=job, none_owed=True)


@settings(max_examples=examples(400), deadline=None)
@given(BLOCKS, TEXTS, ENTRIES, VALUES, st.sampled_from([(), ("job",)]))
@example("---\ncompany: Ozon\n---\n", "## Log\n- 2026-01-01: x", [], "Avito", ("job",))
def test_a_second_time_nothing_is_new(
    block: str, body: str, entries: list[Entry], value: str, takes: tuple[str, ...]
) -> None:
    """A note is left alone or gets all of it, and the same decision then adds no more."""
    note = Note.parse(block + body, "note.md")
    decision = decide(entries, value, job="job" in takes)
    try:
        plan = plan_known(note, decision, Habits(), TODAY)
        after = verify(note, plan)
    except CkError:
        return
    assert apply(note.text, plan.edits) == after.text
    if not takes:
        removed = sum(edit.end - edit.start for edit in plan.edits)
        assert removed <= len(block)
    again = decision._replace(item=decision.item._replace(job=None))
    assert plan_known(after, again, Habits(), TODAY).edits == ()
