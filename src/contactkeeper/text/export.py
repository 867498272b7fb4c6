"""Word what `ck export` has written, and whom it has left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.wording import Texts

TABLES: Texts = {
    "tier": "All by tier",
    "company": "By company",
    "birthday": "Birthdays",
    "paused": "Paused",
}
"""The names of the tables in a Base."""


def say_exported(people: int, file: str, kind: str) -> Wording:
    """Say who is where: `43 people are in phone.vcf.`."""
    if kind == "base":
        return Wording("Written: {file}. Obsidian 1.10 or later shows it as tables.", file=file)
    return Wording.counted(
        "{number:,} person is in {file}.", "{number:,} people are in {file}.", people, file=file
    )


def say_outside(file: str) -> Wording:
    """Say that Obsidian does not see a Base."""
    return Wording(
        "{file} is outside the vault, where Obsidian does not see it: move it in.", file=file
    )


def say_hidden(people: int) -> Wording:
    """Say how many are left out for what they asked."""
    return Wording.counted(
        "{number:,} person marked do-not-contact is left out.",
        "{number:,} people marked do-not-contact are left out.",
        people,
    )


def say_not_read(people: int) -> Wording:
    """Say how many are left out, since nobody can tell what their properties say."""
    return Wording.counted(
        "{number:,} person is left out: their properties don't parse.",
        "{number:,} people are left out: their properties don't parse.",
        people,
    )


def ask_replace(file: str, kind: str) -> Wording:
    """Ask about a file that is there already, and that may be the user's."""
    if kind == "base":
        return Wording(
            "{file} is there; what was changed in it would be lost. Replace it?", file=file
        )
    return Wording(
        "{file} is there, and is not what ck export --as {kind} has written. Replace it?",
        file=file,
        kind=kind,
    )
