"""Name the people of imported files, and say of an import what needs no grammar."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from contactkeeper.core.people.folding import fold
from contactkeeper.text.phrases import flat, list_few
from contactkeeper.text.problems import say_problem
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.importing.model import Item
    from contactkeeper.core.interchange import Exported, Person
    from contactkeeper.core.model import Contact, Problem

WHICH_WORDS = Wording("Words of a title, company, category or name (Enter: none):")


def name_person(person: Person) -> str:
    """Name a person of a file: by name, else by an address."""
    known = (person.name, *person.emails, *person.handles, *person.phones)
    return next((flat(each) for each in known if each), "—")


def name_item(item: Item) -> str:
    """Name somebody as the note does, else as the file does."""
    return flat(item.contact.name) if item.contact else name_person(item.person)


def name_rivals(rivals: Sequence[Contact]) -> list[str]:
    """Name those whose notes somebody may have, with the company where two have one name."""
    counts = Counter(fold(each.name) for each in rivals)
    return [
        flat(
            f"{each.name}, {each.company}"
            if each.company and counts[fold(each.name)] > 1
            else each.name
        )
        for each in rivals
    ]


def say_unread(problems: Sequence[Problem], files: Sequence[Exported]) -> list[Wording]:
    """Say what can't be read, where, and why: `Connections.csv:418: it names nobody`.

    A file in an archive or a folder has its own name alone, unless two are called so.
    """
    sources = tuple({f"{each.file}/" for each in files})
    paths = {each.path for each in problems}
    counts = Counter(path.rpartition("/")[2] for path in paths)
    names = {path: path for path in paths}
    for path in paths:
        own = path.rpartition("/")[2]
        if path.startswith(sources) and counts[own] == 1:
            names[path] = own
    return [
        Wording.joined(
            "", [names[each.path], f":{each.line}" if each.line else "", ": ", say_problem(each)]
        )
        for each in problems
    ]


def say_ignored(people: Sequence[Person]) -> Wording:
    """Name those who were declined, or whose notes were deleted."""
    names = list_few([name_person(each) for each in people])
    return Wording(", declined or deleted before: {names}", names=names)


def say_zone(zone: str) -> Wording:
    """Say in which zone the days are counted."""
    return Wording("Days are counted in {zone}.", zone=zone)


def say_more(number: int) -> Wording:
    """Count the rows that a terminal does not show."""
    return Wording("… {number:,} more: --dry-run lists all", number=number)


def ask_what_to_take(others: int, *, everybody: bool) -> Wording:
    """Ask what to take: `Take  1 all that is certain  2 one by one  3 nothing  …`."""
    beginning = Wording("Take 1 all that is certain  2 one by one  3 nothing  4 by words")
    if everybody:
        return Wording("{beginning}  5 recruiters", beginning=beginning)
    return Wording("{beginning}  5 everybody", beginning=beginning) if others else beginning


def ask_jobs(number: int) -> Wording:
    """Ask whether the new companies and titles are taken; the old ones are kept as well."""
    return Wording.counted(
        "Take the new job above, too? The old company is kept as a former one.",
        "Take the {number:,} new jobs above, too? The old company is kept as a former one.",
        number,
    )


def ask_to_import(number: int) -> Wording:
    """Ask whether all that is certain is taken."""
    return Wording.counted(
        "Take all that is certain, of {number:,} person?",
        "Take all that is certain, of {number:,} people?",
        number,
    )
