"""Answers of `ck check`: how many problems there are, how many were fixed, and what is asked."""

from __future__ import annotations

from contactkeeper.text.en.phrases import say_count

NO_SAFE_FIX = "Nothing here can be fixed without a guess."


def say_result(problems: int, remarks: int, notes: int, *, everything: bool) -> str:
    """Count what was found: `2 problems that change the list · 1 remark (ck check --all)`."""
    said = f"{say_count(notes, 'note')} read, nothing changes the list"
    if problems:
        what = ("problem that changes the list", "problems that change the list")
        said = say_count(problems, *what)
    if remarks:
        said += f" · {say_count(remarks, 'remark')}{'' if everything else ' (ck check --all)'}"
    return said


def say_fixed(count: int) -> str:
    """Say how many problems were fixed."""
    return f"Fixed {say_count(count, 'problem')}"


def ask_to_fix(count: int) -> str:
    """Ask whether problems are fixed as the diff shows."""
    return f"Fix {say_count(count, 'problem')}?"


def ask_about_copy(copy: str, note: str) -> str:
    """Ask whether a note is the copy of another."""
    return f"Is {copy} a copy of {note}, to be merged?"
