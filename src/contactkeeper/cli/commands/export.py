"""`ck export`: write people as files of other programs: a phone's, a spreadsheet's, a Base."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, NamedTuple

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.args.filters import (
    CompanyOption,
    Filter,
    FocusOption,
    GaveOption,
    GotOption,
    GrepOption,
    Sought,
    TagOption,
    TierOption,
    UnsortedOption,
)
from contactkeeper.cli.json import problem_value
from contactkeeper.cli.output_file import OutputFile
from contactkeeper.cli.session import Session
from contactkeeper.core.exporting.base import base_rules
from contactkeeper.core.exporting.everything import everything_of
from contactkeeper.core.exporting.people import has_lists, is_shown, person_of, row_of, with_lists
from contactkeeper.errors import UsageError
from contactkeeper.exchange import ck_json, csv_writer, vcard_writer
from contactkeeper.exchange.base import write_base
from contactkeeper.text.export import (
    TABLES,
    ask_replace,
    say_exported,
    say_hidden,
    say_not_read,
    say_outside,
)
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.interchange import ExportKind, Person
    from contactkeeper.core.model import Contact


class _Form(NamedTuple):
    """The options for the form of a file, as typed; an empty one was not given."""

    birthdays: str
    delimiter: str
    raw: bool


class _Kind(NamedTuple):
    """A kind of file that can be written."""

    name: ExportKind
    ending: str
    write: Callable[[Session, Sequence[Contact], _Form], bytes]
    is_ours: Callable[[bytes], bool]
    """Tells a file that was written here, and that nobody has changed, from others."""
    options: tuple[str, ...] = ()
    """The fields of the form that it has."""
    takes_all: bool = False
    """Whether it is made of all contacts, also of those who are marked do-not-contact."""


def export_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    kind: Annotated[
        str, option("--as KIND", "vcard, csv, json or base; else FILE's ending says.")
    ] = "",
    out: Annotated[str, option("--out FILE", "The file; else standard output.")] = "",
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    got: GotOption = "",
    gave: GaveOption = "",
    grep: GrepOption = "",
    unsorted: UnsortedOption = False,
    birthdays: Annotated[
        str, option("--birthdays WHICH", "all, or full: those with a year (vcard).")
    ] = "",
    delimiter: Annotated[
        str, option("--delimiter SIGN", "Between cells: , or ; or tab (csv).")
    ] = "",
    raw: Annotated[
        bool, option("--raw", "No ' before what a spreadsheet would calculate (csv).")
    ] = False,
    yes: Annotated[bool, option("--yes", "Replace another file without asking.")] = False,
) -> None:
    """Write people for a phone (vcard), a spreadsheet (csv), a program (json) or Obsidian (base).

    People marked do-not-contact, and the words of notes, are in the JSON alone.

    Example: ck export --as vcard --tier key --out recruiters.vcf
    """
    chosen, sought = Filter(tier, focus, tag, company, unsorted=unsorted), Sought(got, gave, grep)
    speech = session.speech
    typed = f"{chosen.typed()}{sought.typed()}"
    form = _Form(birthdays, delimiter, raw)
    wanted = _find_kind(kind, out)
    _check(wanted, form, typed)
    output = OutputFile(session, out, wanted.ending) if out else None
    people = _choose(session.require_contacts(), chosen, sought)
    known = people if wanted.takes_all else _whose_properties_are_read(session, people)
    shown = known if wanted.takes_all else list(filter(is_shown, known))
    not_read, left_out = len(people) - len(known), len(known) - len(shown)
    data = wanted.write(session, shown, form)
    if output:
        _write(session, output, data, wanted, yes=yes)
    if not people:
        session.terminal.warn(speech.paging.say_no_match(len(session.loaded.contacts), typed))
    elif left_out:
        session.terminal.warn(say_hidden(left_out))
    if session.as_json:
        session.answer(
            "export",
            kind=wanted.name,
            file=str(output.place) if output else None,
            people=len(shown),
            left_out=left_out,
            not_read=not_read,
            problems=[problem_value(problem) for problem in session.loaded.unread],
            content=None if output else data.decode("utf-8-sig"),
        )
        return
    if not_read:
        session.terminal.warn(say_not_read(not_read))
    if unread := speech.statistics.say_unread(session.loaded.unread):
        session.terminal.warn(unread)
    if output:
        session.terminal.say(say_exported(len(shown), out, wanted.name))
        if wanted.name == "base" and not output.place.is_relative_to(session.root.resolve()):
            session.terminal.warn(say_outside(out))
    else:
        session.terminal.file(data)


def _choose(contacts: Sequence[Contact], chosen: Filter, sought: Sought) -> Sequence[Contact]:
    """Return the contacts whom the options choose."""
    people = chosen.among(contacts)
    return [each for each in people if sought.among(each.entries)] if sought else people


def _whose_properties_are_read(session: Session, people: Sequence[Contact]) -> list[Contact]:
    """Leave out those of whom the log alone is known: they may be marked do-not-contact."""
    unread = session.loaded.unread
    without = {each.path for each in unread if ("read", "log") in each.facts}
    return [contact for contact in people if contact.path not in without]


def _find_kind(typed: str, file: str) -> _Kind:
    """Return the kind of that name; without a name the one whose ending the file has.

    Raises:
        UsageError: there is none.
    """
    for kind in _KINDS:
        if kind.name == typed or (not typed and file.casefold().endswith(kind.ending)):
            return kind
    names = [kind.name for kind in _KINDS]
    if typed:
        message = Wording("--as takes one of {names}, not “{typed}”.", names=names, typed=typed)
    elif file:
        *endings, last = (kind.ending for kind in _KINDS)
        message = Wording(
            "FILE ends in {endings} or {last}, and “{file}” does not.",
            endings=endings,
            last=last,
            file=file,
        )
    else:
        message = Wording(
            "--as says what to write, one of {names}: ck export --as vcard --out people.vcf",
            names=names,
        )
    raise UsageError(message)


def _check(kind: _Kind, form: _Form, typed: str) -> None:
    """Refuse options that the kind of file does not have, and values that they don't take.

    Raises:
        UsageError: it names the option.
    """
    if kind.name == "base" and typed:
        message = Wording(
            "a Base has all contacts, and Obsidian filters them: leave out{typed}.", typed=typed
        )
        raise UsageError(message)
    for name, value in form._asdict().items():
        if value and name not in kind.options:
            other = next(each.name for each in _KINDS if name in each.options)
            message = Wording(
                "--{name} is for --as {other}, not for {kind}.",
                name=name,
                other=other,
                kind=kind.name,
            )
            raise UsageError(message)
    if form.birthdays not in ("", "all", "full"):
        message = Wording("--birthdays takes all or full, not “{typed}”.", typed=form.birthdays)
        raise UsageError(message)
    if form.delimiter and form.delimiter not in _DELIMITERS:
        message = Wording("--delimiter takes , or ; or tab, not “{typed}”.", typed=form.delimiter)
        raise UsageError(message)


def _write(session: Session, output: OutputFile, data: bytes, kind: _Kind, *, yes: bool) -> None:
    """Write a file that is another than what is there; what may be the user's is asked about."""
    if output.content == data:
        return
    output.confirm(session, kind.is_ours, ask_replace(output.typed, kind.name), yes=yes)
    for remark in output.write(data):
        session.terminal.warn(remark)


def _person(session: Session, contact: Contact) -> Person:
    person = person_of(contact)
    return with_lists(person, session.vault.note(contact.path)) if has_lists(contact) else person


def _vcard(session: Session, people: Sequence[Contact], form: _Form) -> bytes:
    revised = {}
    for contact in people:
        try:
            seconds = session.root.joinpath(*contact.path.split("/")).stat().st_mtime
            revised[contact.path] = datetime.fromtimestamp(seconds, UTC)
        except (OSError, OverflowError, ValueError):
            continue  # it is gone, or of a time that no calendar has: the card has no REV
    persons = (_person(session, contact) for contact in people)
    return vcard_writer.write_vcards(persons, revised, only_full_birthdays=form.birthdays == "full")


def _csv(session: Session, people: Sequence[Contact], form: _Form) -> bytes:
    rows = (row_of(_person(session, each), each, session.settings) for each in people)
    delimiter = _DELIMITERS.get(form.delimiter, ",")
    return csv_writer.write_csv(rows, delimiter=delimiter, raw=form.raw)


def _json(session: Session, people: Sequence[Contact], form: _Form) -> bytes:  # noqa: ARG001
    notes = (session.vault.note(contact.path) for contact in people)
    everything = map(everything_of, people, notes)
    return b"".join(ck_json.write_json(everything, session.today))


def _base(session: Session, people: Sequence[Contact], form: _Form) -> bytes:  # noqa: ARG001
    rules = base_rules(people, session.loaded.template_folders, session.settings)
    names = {key: session.speech.say(Wording(name)) for key, name in TABLES.items()}
    return write_base(rules, names)


_DELIMITERS = {",": ",", ";": ";", "tab": "\t", "\t": "\t"}
_KINDS = (
    _Kind("vcard", ".vcf", _vcard, vcard_writer.is_ours, ("birthdays",)),
    _Kind("csv", ".csv", _csv, csv_writer.is_ours, ("delimiter", "raw")),
    _Kind("json", ".json", _json, ck_json.is_ours, takes_all=True),
    # What was changed in Obsidian can't be told from what was written here.
    _Kind("base", ".base", _base, lambda _content: False, takes_all=True),
)
