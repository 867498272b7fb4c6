"""Answers of `ck check` in Russian."""

from __future__ import annotations

from contactkeeper.text.ru.phrases import NOTE, Noun, say_count

NO_SAFE_FIX = "Без догадок здесь ничего не исправить."
_PROBLEM = Noun("проблему", "проблемы", "проблем")
_CHANGES_LIST = Noun(
    "проблема, которая влияет на список",
    "проблемы, которые влияют на список",
    "проблем, которые влияют на список",
)
_REMARK = Noun("замечание", "замечания", "замечаний")
_READ = Noun("Прочитана", "Прочитаны", "Прочитано")


def say_result(problems: int, remarks: int, notes: int, *, everything: bool) -> str:
    """Count what was found: `2 проблемы, которые влияют на список · 1 замечание`."""
    said = f"{_READ.of(notes)} {say_count(notes, NOTE)}, на список ничего не влияет"
    if problems:
        said = say_count(problems, _CHANGES_LIST)
    if remarks:
        said += f" · {say_count(remarks, _REMARK)}{'' if everything else ' (ck check --all)'}"
    return said


def say_fixed(count: int) -> str:
    """Say how many problems were fixed: `Удалось исправить 1 проблему`."""
    return f"Удалось исправить {say_count(count, _PROBLEM)}"


def ask_to_fix(count: int) -> str:
    """Ask whether problems are fixed as the diff shows."""
    return f"Исправить {say_count(count, _PROBLEM)}?"


def ask_about_copy(copy: str, note: str) -> str:
    """Ask whether a note is the copy of another."""
    return f"{copy} — это копия {note}? Объединить их?"
