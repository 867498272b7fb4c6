"""Declare what a command takes, once in its signature, for all that read or explain it.

`who: Annotated[str, argument("WHO", …)]`, `day: Annotated[str, option("--date -d DAY", …)] = ""`.
`quick` reads plain lines by it, `parser` makes Typer's parameters of it for all others, `help`
shows it, and `cursor` completes by it. Must import nothing that a plain command does not need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable


class Declared(NamedTuple):
    """One option or argument, as the help shows it."""

    spellings: tuple[str, ...]
    """`--date`, `-d`; empty for an argument."""
    metavar: str
    """The placeholder of its value; empty for a flag."""
    help: Wording


class Parameter(NamedTuple):
    """One parameter of a command's function."""

    name: str
    kind: type[str | int | bool | list[str]]
    """`list`: it may be given several times. `bool`: a flag."""
    required: bool
    default: Any
    declared: Declared


def option(usage: str, help: str) -> Declared:  # noqa: A002  # Typer's word
    """Declare an option by its line in the help: `--date -d DAY`; a flag has no placeholder."""
    words = usage.split(" ")
    spellings = tuple(word for word in words if word.startswith("-"))
    return Declared(spellings, " ".join(words[len(spellings) :]), Wording(help))


def argument(metavar: str, help: str) -> Declared:  # noqa: A002  # Typer's word
    """Declare an argument: a value without the name of an option."""
    return Declared((), metavar, Wording(help))


SHARED = (
    option("--vault FOLDER", "The folder of notes."),
    option("--today DATE", "Answer as on that day."),
    option("--json", "One JSON document on standard output."),
    option("--no-color", "No colours and no links."),
    option("--no-cache", "Read every note, without the cache."),
)
"""The options that every command takes; each tells the session what it was given."""

HELP = option("-h --help", "Show this message and exit.")

WhoArgument = Annotated[
    str,
    argument("WHO", "A name or part of it, in either alphabet; a row of ck due; a path."),
]

DryRunOption = Annotated[bool, option("--dry-run", "Show the change, write nothing.")]
DryRunNoteOption = Annotated[bool, option("--dry-run", "Show the note, write nothing.")]


def name_of(shared: Declared) -> str:
    """Return the name by which the session is told: `no_color` of `--no-color`."""
    return shared.spellings[0][2:].replace("-", "_")


def parameters(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """Read what a command's function takes, in the order of its signature."""
    hints = get_type_hints(function, include_extras=True)
    code, plain = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    placed = names[: code.co_argcount]
    defaults = dict(zip(placed[len(placed) - len(plain) :], plain, strict=True))
    defaults |= function.__kwdefaults__ or {}
    found = []
    for name in names:
        hint = hints.get(name)
        declared = next((each for each in get_args(hint) if isinstance(each, Declared)), None)
        if declared:
            required = name not in defaults
            kind = _kind_of(get_args(hint)[0])
            found.append(Parameter(name, kind, required, defaults.get(name), declared))
    return tuple(found)


def _kind_of(hint: Any) -> type[str | int | bool | list[str]]:  # noqa: ANN401  # as typing has it
    """Return `int` of `int | None`, and `list` of `list[str] | None`."""
    wanted = next((each for each in (get_args(hint) or (hint,)) if each is not type(None)), str)
    if get_origin(hint) is list or get_origin(wanted) is list:
        return list
    kind: type[str | int | bool | list[str]] = wanted
    return kind
