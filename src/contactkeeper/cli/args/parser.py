"""Read any command line, with Typer; what is plain has been read by `quick` before.

Typer is given the one command that is called, built from what `declare` says of it, and tells what
stands for each parameter. Only its public names are used, and its exceptions end here.
"""

from __future__ import annotations

from inspect import Parameter as Place
from inspect import Signature
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from contactkeeper.cli.args.arguments import prepare, unmark, word_places, words_in
from contactkeeper.cli.args.declare import HELP, SHARED, name_of, parameters
from contactkeeper.cli.args.help import show_help
from contactkeeper.cli.args.mistakes import say_usage
from contactkeeper.cli.args.program import program_command
from contactkeeper.cli.args.quick import Call
from contactkeeper.cli.args.table import commands_named
from contactkeeper.errors import UsageError
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.cli.args.declare import Declared, Parameter
    from contactkeeper.cli.args.table import CommandLine

_NO_HELP: dict[str, Any] = {"help_option_names": []}
"""Help is written by `help`, and asked for by an option of our own."""


Choose: TypeAlias = "Callable[[str, Sequence[str]], int]"
"""Lets the user choose, as `Terminal.choose` does."""


def parse_line(arguments: Sequence[str], choose: Choose | None = None) -> Call:
    """Read a command line; help is a call too.

    `choose` asks which value holds of an option that is given twice; without it that is refused.

    Raises:
        UsageError: it can't be read; the sentence names the help to call.
    """
    words = prepare(arguments)
    path = commands_named(words_in(words))
    reading = _Reading(choose)
    program = typer.main.get_command(reading.program(path))
    try:
        program.main(_with_default(words, path), prog_name="ck", standalone_mode=False)
    except typer.TyperException as fault:
        raise UsageError(say_usage(fault, arguments)) from fault
    if reading.call is None:
        raise UsageError(Wording("the command is missing. See: ck --help"))
    return reading.call._replace(shared=tuple(reading.shared))


def _with_default(words: list[str], path: list[CommandLine]) -> list[str]:
    """Put the command that a group alone means after the group's name, unless help is asked for."""
    places = word_places(words)
    is_alone = len(places) == len(path) == 1 and path[0].commands
    if not is_alone or not {"-h", "--help"}.isdisjoint(words):
        return words
    path.append(path[0].commands[-1])
    after = places[0] + 1
    return [*words[:after], path[-1].name, *words[after:]]


class _Reading:
    """One command line as Typer reads it: what is to be called, and what the session is told."""

    def __init__(self, choose: Choose | None) -> None:
        self.call: Call | None = None
        self._choose = choose
        self.shared: list[tuple[str, Any]] = []

    def program(self, path: Sequence[CommandLine]) -> typer.Typer:
        """Build `ck` with all that a path names; a group has its commands."""
        program = self._group((), parameters(program_command), self._read_program)
        if path and path[0].commands:
            group = self._group((path[0].name,), (), self._read_shared)
            program.add_typer(group, name=path[0].name)
            for line in path[0].commands:
                self._add_command(group, (path[0].name,), line)
        elif path:
            self._add_command(program, (), path[0])
        return program

    def _group(
        self, path: tuple[str, ...], takes: Sequence[Parameter], read: Callable[..., None]
    ) -> typer.Typer:
        group = typer.Typer(
            add_completion=False,
            rich_markup_mode=None,
            context_settings=_NO_HELP,
        )
        # What can't be missing for Typer is found missing here, in words of our own.
        group.callback(invoke_without_command=not path)(self._as_typer_has_it(path, takes, read))
        return group

    def _add_command(self, group: typer.Typer, path: tuple[str, ...], line: CommandLine) -> None:
        takes = parameters(line.function)

        def read(**given: Any) -> None:  # noqa: ANN401
            self._read_shared(**given)
            values = {
                each.name: _value_of(each, self._one_of(each, given[each.name])) for each in takes
            }
            missing = (each for each in takes if each.required and values[each.name] is None)
            if first := next(missing, None):
                named = first.declared.metavar.removesuffix("…")
                raise typer.TyperException(Wording("{argument} is missing.", argument=named))
            self.call = Call(line.function, values, ())

        function = self._as_typer_has_it((*path, line.name), takes, read)
        group.command(line.name, context_settings=_NO_HELP)(function)

    def _one_of(self, parameter: Parameter, value: Any) -> Any:  # noqa: ANN401
        """Return the one value of an option that takes one, though Typer reads several."""
        if parameter.kind in (list, bool) or not isinstance(value, list):
            return value
        known = list(dict.fromkeys(value))
        if len(known) < 2:  # noqa: PLR2004  # two are one too many
            return known[0] if known else None
        name = _name_of(parameter)
        values = list(map(unmark, known))
        if self._choose is None:
            message = Wording(
                "{option} is given twice. It takes one of these: {values}.",
                option=name,
                values=values,
            )
            raise typer.TyperException(message)
        question = Wording("{option} is given twice. Which one?", option=name)
        return known[self._choose(question, values)]

    def _read_shared(self, **given: Any) -> None:  # noqa: ANN401
        """Keep what the session is to be told."""
        for each in SHARED:
            value = given[_shared_name(each)]
            if value is not None and value is not False:
                self.shared.append((name_of(each), unmark(value)))

    def _read_program(self, **given: Any) -> None:  # noqa: ANN401
        self._read_shared(**given)
        takes = parameters(program_command)
        own = {each.name: unmark(self._one_of(each, given[each.name])) for each in takes}
        if any(value is not None and value is not False for value in own.values()):
            self.call = Call(program_command, own, ())
            raise typer.Exit

    def _as_typer_has_it(
        self, path: tuple[str, ...], takes: Sequence[Parameter], read: Callable[..., None]
    ) -> Callable[..., None]:
        """Give a function the signature that Typer reads: all options are words or flags.

        Whole numbers and what is required are seen to by `_value_of`, in words of our own.
        """

        def help_asked(value: bool) -> None:  # noqa: FBT001  # as Typer calls it
            if value:
                self.call = Call(show_help, {"path": path}, ())
                raise typer.Exit

        asked = typer.Option(*HELP.spellings, is_eager=True, callback=help_asked)
        places = [_place(each.name, each.declared, _kind_for_typer(each)) for each in takes]
        shared = ((each, str if each.metavar else bool) for each in SHARED)
        places += [_place(_shared_name(each), each, kind) for each, kind in shared]
        places.append(_annotated("help_asked", Annotated[bool, asked], default=False))

        def function(**given: Any) -> None:  # noqa: ANN401
            given.pop("help_asked")
            read(**given)

        function.__signature__ = Signature(places)  # type: ignore[attr-defined]
        function.__annotations__ = {each.name: each.annotation for each in places}
        return function


def _kind_for_typer(parameter: Parameter) -> type:
    """Return `list` for an option with a value: of two values Typer would keep the last alone."""
    is_option = bool(parameter.declared.spellings) and parameter.declared.metavar
    return list if is_option else parameter.kind


def _place(name: str, declared: Declared, kind: type) -> Place:
    """Make the parameter of a signature as Typer reads it."""
    if not declared.spellings:
        info: Any = typer.Argument(metavar=declared.metavar)
    else:
        info = typer.Option(*declared.spellings, metavar=declared.metavar or None)
    if kind is bool:
        return _annotated(name, Annotated[bool, info], default=False)
    if kind is list:
        return _annotated(name, Annotated[list[str] | None, info], default=None)
    return _annotated(name, Annotated[str | None, info], default=None)


def _annotated(name: str, annotation: Any, *, default: bool | None) -> Place:  # noqa: ANN401
    return Place(name, Place.KEYWORD_ONLY, default=default, annotation=annotation)


def _shared_name(declared: Declared) -> str:
    """Return a name that no parameter of a command has."""
    return f"shared_{name_of(declared)}"


def _value_of(parameter: Parameter, value: Any) -> Any:  # noqa: ANN401
    """Return the value for a parameter of a command; its default where none was typed.

    An unset variable in a script (`--date "$day"`) must not mean today, nobody or everybody.

    Raises: TyperException: the value is blank, though the option may be left out, or is no whole
    number.
    """
    name = _name_of(parameter)
    if value is None or value == []:
        return parameter.default
    if parameter.kind is int:
        try:
            return int(unmark(value))
        except ValueError:
            message = Wording("{option} takes a whole number.", option=name)
            raise typer.TyperException(message) from None
    given = value if isinstance(value, list) else [value]
    if not parameter.required and any(isinstance(each, str) and not each.strip() for each in given):
        message = Wording("{option} is empty: give it a value, or leave it out.", option=name)
        raise typer.TyperException(message)
    return unmark(value)


def _name_of(parameter: Parameter) -> str:
    declared = parameter.declared
    return max(declared.spellings, key=len, default=declared.metavar.strip("[]"))
