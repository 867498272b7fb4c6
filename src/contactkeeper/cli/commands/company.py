"""`ck show COMPANY`: what the notes say of a company, where no person is called so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.json import Document, entry_value, iso
from contactkeeper.cli.layout import Text, align, fit, one_line, paint, width_of, wrap
from contactkeeper.cli.screens.brief import beside
from contactkeeper.core.agenda.company import CompanyBrief, company_brief
from contactkeeper.shell_words import shell_word

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact

RECENT = 5
"""Entries that are shown; `--all` shows every one."""


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
    words, count_outcomes = session.speech.company, session.speech.brief.count_outcomes
    label_width = max(map(width_of, words.LABELS.values())) + 1
    rows = [
        (
            "•" if each.contact.tier == "key" else "",
            each.contact.name,
            words.say_colleague(each, brief.names[0], today),
        )
        for each in brief.people
    ]
    head = wrap(one_line(words.say_company(brief)), terminal.room, indent=2)
    lines: list[Text] = [*(paint(line, "bold") for line in head), ""]
    lines += align(rows, terminal.room, flexible=(2,))
    for label, parts in (
        ("introduce", words.say_introducers(brief)),
        ("came of it", [said] if (said := count_outcomes(brief.outcomes)) else []),
    ):
        for place, part in enumerate(parts):
            left = fit("" if place else words.LABELS[label], label_width)
            lines += beside(paint(left, "dim"), one_line(part), terminal.room)
    shown = brief.said if everything else brief.said[:RECENT]
    if shown:
        say_day, say_entry = session.speech.days.say_day, session.speech.brief.say_entry
        table = [
            (say_day(each.entry.date, today), each.contact.name, say_entry(each.entry))
            for each in shown
        ]
        lines += ["", *align(table, terminal.room, flexible=(2,))]
    if left_out := len(brief.said) - len(shown):
        lines.append(paint(one_line(words.say_earlier_said(left_out, shell_word(typed))), "dim"))
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
