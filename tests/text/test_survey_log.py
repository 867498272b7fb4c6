"""`ck init` says of a heading's notes only what they have."""

from __future__ import annotations

from contactkeeper.text.init import ask_log, say_log_taken


def test_dated_lines_are_said_of_notes_that_have_some() -> None:
    """A section without a dated line is called a section."""
    assert say_log_taken("Logs", 3, 0) == "3 notes have a section “Logs”: that is the log."
    assert ask_log("Calls", 3, 1) == "1 note has dated lines under “Calls”: is that the log?"
