"""`ck show COMPANY`: what the notes say of a company, where no person is called so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.json import Document, entry_value, iso
from contactkeeper.cli.layout import Text, align, fit, one_line, paint
from contactkeeper.core.agenda.company import CompanyBrief, company_brief
from contactkeeper.shell_words import shell_word
from contactkeeper.text.en.brief import count_outcomes
from contactkeeper.text.en.company import (
    say_colleague,
    say_company,
    say_earlier_said,
    say_introducers,
    say_said,
)

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact

RECENT = 5
"""Entries that are shown; `--all` shows every one."""
_LABEL_WIDTH = 11


def show_company(session: Session, typed: str, *, everything: bool) -> bool:
    """Show what is known of a company; False where nobody is or was at one of that name."""
    brief = company_brief(session.loaded.contacts, typed, session.today, session.settings)
    if brief is None:
        return False
    if session.as_json:
        session.answer("show", company=_value(brief))
    else:
        session.terminal.out(*_lines(session, brief, typed, everything=everything))
    return True


def _lines(session: Session, brief: CompanyBrief, typed: str, *, everything: bool) -> list[Text]:
    today, terminal = session.today, session.terminal
    rows = [
        (
            "•" if each.contact.tier == "key" else "",
            each.contact.name,
            say_colleague(each, brief.names[0], today),
        )
        for each in brief.people
    ]
    lines: list[Text] = [paint(one_line(say_company(brief)), "bold"), ""]
    lines += align(rows, terminal.room, flexible=(2,))
    for label, parts in (
        ("Introduce", say_introducers(brief)),
        ("Came of it", [said] if (said := count_outcomes(brief.outcomes)) else []),
    ):
        for place, part in enumerate(parts):
            left = fit("" if place else label, _LABEL_WIDTH)
            lines.append(paint(left, "dim") + one_line(part))
    shown = brief.said if everything else brief.said[:RECENT]
    if shown:
        table = [say_said(each, today) for each in shown]
        lines += ["", *align(table, terminal.room, flexible=(2,))]
    if left_out := len(brief.said) - len(shown):
        lines.append(paint(one_line(say_earlier_said(left_out, shell_word(typed))), "dim"))
    return lines


def _value(brief: CompanyBrief) -> Document:
    return {
        "names": list(brief.names),
        "people": [
            _person(each.contact)
            | {
                "tier": each.contact.tier or "supporting",
                "role": each.contact.role or None,
                "last_contact": iso(each.last_contact),
                "through": each.through or None,
            }
            for each in brief.people
        ],
        "formerly": [_person(each) for each in brief.formerly],
        "outcomes": dict(brief.outcomes),
        "said": [_person(each.contact) | {"entry": entry_value(each.entry)} for each in brief.said],
    }


def _person(contact: Contact) -> Document:
    return {"name": contact.name, "path": contact.path, "company": contact.company or None}
