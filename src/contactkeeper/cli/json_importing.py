"""Make the JSON of an import: the files, each person in them, and what is new about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from contactkeeper.cli.json import entry_value, iso, problem_value, task_value
from contactkeeper.core.casefolding import note_name
from contactkeeper.core.importing.model import Standing
from contactkeeper.exchange.ck_json import details_of
from contactkeeper.text.importing import name_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.importing.model import Item, NewJob, Outcome, Preview
    from contactkeeper.core.interchange import Exported, Interaction, LeftOut, Person, Place
    from contactkeeper.core.model import Contact
    from contactkeeper.vault.operations import Change

Document = dict[str, Any]


def preview_value(preview: Preview) -> Document:
    """Describe a preview: the files, everybody in them, and what is left out, with the numbers."""
    return {
        "files": [file_value(each) for each in preview.files],
        "counts": {
            **{standing: len(preview.of(standing)) for standing in get_args(Standing)},
            "others": len(preview.others),
            "ignored": len(preview.ignored),
            "not_read": sum(each.severity == "problem" for each in preview.problems),
        },
        "people": (item_value(each) for each in preview.items),
        "ignored": [name_person(each) for each in preview.ignored],
        "left_out": _left_out(preview.left_out),
        "problems": [problem_value(each) for each in preview.problems],
    }


def written_value(
    outcome: Outcome, changes: Sequence[Change], refused: Sequence[tuple[str, str]]
) -> Document:
    """Say how much was taken, which notes were made or changed, and whose can't be."""
    written = {each.path: each for each in changes if each.is_written and each.note}
    return {
        "taken": {
            "notes": outcome.notes,
            "entries": outcome.entries,
            "others": outcome.others,
            "jobs": outcome.jobs,
            "declined": outcome.declined,
        },
        "changes": [
            {"name": note_name(path), "path": path, "new": change.old is None}
            for path, change in written.items()
        ],
        "refused": [{"name": name, "why": why.rstrip(".")} for name, why in refused],
    }


def file_value(exported: Exported) -> Document:
    """Describe a file: its kind, whose it is, and what it holds."""
    return {
        "file": exported.file,
        "kind": exported.kind,
        "owner": exported.owner or None,
        "owner_name": exported.owner_name or None,
        "made": iso(exported.made),
        "holds": dict(exported.counts),
        "left_out": _left_out(exported.left_out),
    }


def _left_out(left_out: tuple[LeftOut, ...]) -> dict[str, int]:
    return {each.reason: each.number for each in left_out}


def item_value(item: Item) -> Document:
    """Describe a person of the files, whose note is theirs, and what is new about them."""
    return {
        "standing": item.standing,
        "name": item.contact.name if item.contact else item.person.name,
        "path": item.contact.path if item.contact else None,
        "by": item.by or None,
        "rivals": [_named(each) for each in item.rivals],
        "person": person_value(item.person),
        "interactions": [interaction_value(each) for each in item.interactions],
        "adds": {
            "properties": dict(item.properties),
            "entries": [entry_value(each) for each in item.entries],
            "tasks": [task_value(each) for each in item.tasks],
        },
        "differences": [each._asdict() for each in item.differences],
        "job": _job_value(item.job) if item.job else None,
        "owed": [day.isoformat() for day in item.owed],
    }


def _named(contact: Contact) -> Document:
    return {"name": contact.name, "path": contact.path}


def _job_value(job: NewJob) -> Document:
    return {
        "company": job.company or None,
        "role": job.role or None,
        "old_company": job.old_company or None,
        "old_role": job.old_role or None,
        "since": iso(job.since),
        "newer": job.is_newer,
    }


def person_value(person: Person) -> Document:
    """Describe a person as the files have them."""
    return {
        "name": person.name,
        **details_of(person),
        "categories": person.categories,
        "links": person.links,
        "addresses": person.addresses,
        "note": person.note or None,
        "doubts": person.doubts,
        "place": _place_value(person.place),
        "properties": dict(person.properties),
        "entries": [entry_value(each) for each in person.entries],
        "tasks": [task_value(each) for each in person.tasks],
    }


def interaction_value(one: Interaction) -> Document:
    """Describe an interaction: a talk, or the messages of a day in one direction."""
    return {
        "date": one.day.isoformat(),
        "time": one.time.isoformat("minutes") if one.time else None,
        "direction": one.direction,
        "channel": one.channel or None,
        "title": one.title or None,
        "words": one.words or None,
        "place": _place_value(one.place),
    }


def _place_value(place: Place) -> Document:
    return {"file": place.file or None, "line": place.line or None}
