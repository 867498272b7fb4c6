"""Word what `ck export` has written, and whom it has left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.en.phrases import say_count

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES: Mapping[str, str] = {
    "tier": "All by tier",
    "company": "By company",
    "birthday": "Birthdays",
    "paused": "Paused",
}
"""The names of the tables in a Base."""


def say_exported(people: int, file: str, kind: str) -> str:
    """Say who is where: `43 people are in phone.vcf`."""
    if kind == "base":
        return f"Written: {file}. Obsidian 1.10 or later shows it as tables."
    verb = "is" if people == 1 else "are"
    return f"{say_count(people, 'person', 'people')} {verb} in {file}."


def say_outside(file: str) -> str:
    """Say that Obsidian does not see a Base."""
    return f"{file} is outside the vault, where Obsidian does not see it: move it in."


def say_hidden(people: int) -> str:
    """Say how many are left out for what they asked."""
    verb = "is" if people == 1 else "are"
    return f"{say_count(people, 'person', 'people')} marked do-not-contact {verb} left out."


def say_not_read(people: int) -> str:
    """Say how many are left out, since nobody can tell what their properties say."""
    verb = "is" if people == 1 else "are"
    return f"{say_count(people, 'person', 'people')} {verb} left out: their properties don't parse."


def ask_replace(file: str, kind: str) -> str:
    """Ask about a file that is there already, and that may be the user's."""
    if kind == "base":
        return f"{file} is there; what was changed in it would be lost. Replace it?"
    return f"{file} is there, and is not what ck export --as {kind} has written. Replace it?"
