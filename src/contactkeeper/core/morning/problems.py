"""All that is wrong on a given day: what reading found, and entries dated after that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.morning.clock import future_entry_problems

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.model import Contact, Problem


def problems_on(today: date, read: Iterable[Problem], contacts: Iterable[Contact]) -> list[Problem]:
    """Return problems and remarks, by path and line; `read` are those of the notes."""
    found = [*read]
    for contact in contacts:
        found += future_entry_problems(contact, today)
    return sorted(found, key=lambda each: (each.path, each.line, each.code, each.message))
