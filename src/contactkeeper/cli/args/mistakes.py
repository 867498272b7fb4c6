"""Say what can't be read in a command line, with the command that was meant where that is clear."""

from __future__ import annotations

from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from contactkeeper.cli.args.arguments import looks_like_option, unmark, words_in
from contactkeeper.cli.args.declare import SHARED, parameters
from contactkeeper.cli.args.table import COMMANDS, commands_named
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.languages import word_table
from contactkeeper.core.people.keyboard_layouts import other_layout
from contactkeeper.shell_words import shell_word
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import typer

    from contactkeeper.cli.args.declare import Parameter
    from contactkeeper.cli.args.table import CommandLine

_LONG = 8
"""Letters of the shortest word in which two mistakes are allowed, not one."""

_MEANINGFUL = 4
"""Letters of the shortest word that may be a mistyped other word for a command."""

_ANY_DAY = date(2026, 11, 23)
"""The day from which words are read that only have to be those of a day."""

_ASKS_ABOUT = {"due": "show", "plan": "show", "list": "find", "check": "show"}
"""Commands that take no words, and the one that takes those that are typed after them."""

_NEEDS_WORDS = ("log", "set", "write", "import", "export")
"""Commands of which each argument may be left out, but not all of them."""

_MEANT = word_table(lambda language: language.commands)
"""Other words for commands, each with the name and the options of the command that it means."""


def say_usage(error: typer.TyperException, arguments: Sequence[str]) -> Wording:
    """Say in a sentence what can't be read in a command line, and which help to call."""
    words = words_in(arguments)
    path = commands_named(words)
    commands = path[-1].commands if path else COMMANDS
    called = " ".join(["ck", *(line.name for line in path)])
    unknown = words[len(path)] if commands and len(words) > len(path) else ""
    see = Wording("See: {command} --help", command=called)
    if unknown and not hasattr(error, "option_name"):
        said = f"{called.removeprefix('ck')} {unknown}".strip()
        meant = _command_meant(unknown, [line.name for line in commands], {} if path else _MEANT)
        rest = arguments[list(arguments).index(unknown) + 1 :]
        hint = Wording("Did you mean: {line}", line=_line(called, meant, rest)) if meant else see
        return Wording("there is no command “{typed}”. {hint}", typed=said, hint=hint)
    if "unexpected extra argument" in error.message and path:
        return _say_extra(path[-1], called, arguments)
    return Wording.joined(" ", [_sentence(error), see])


def _command_meant(typed: str, commands: Sequence[str], meant: Mapping[str, str]) -> str:
    typed = lowered(typed)
    for word in (typed, other_layout(typed)):
        if word in meant:
            return meant[word]
        if word in commands:
            return word
    others = [word for word in meant if meant[word]] if len(typed) >= _MEANINGFUL else []
    found = _alike(typed, commands) or _alike(typed, others)
    return meant.get(found[0], found[0]) if found else ""


def _line(called: str, meant: str, rest: Sequence[str]) -> str:
    """Write the line that was meant, so that it works as it stands."""
    line = commands_named([*called.split()[1:], *meant.split()[:1]])[-1]
    takes = parameters(line.function) if line.calls else ()
    if rest and not looks_like_option(rest[0]) and not _takes_word(line, takes, rest[0]):
        meant = _ASKS_ABOUT.get(meant, meant)
        words = takewhile(lambda word: not looks_like_option(word), rest)
        rest = [" ".join(map(unmark, words))] if meant in _ASKS_ABOUT.values() else []
    if rest or meant.count(" "):
        command, *flags = meant.split()
        return " ".join([called, command, *map(_quoted, rest), *flags])
    needs = meant in _NEEDS_WORDS or any(each.required for each in takes)
    return f"{called} {meant}{' --help' if needs else ''}"


def _takes_word(line: CommandLine, takes: Iterable[Parameter], word: str) -> bool:
    """Return whether a command, or a group, can be called with a word behind its name."""
    if line.commands:
        return word in [each.name for each in line.commands]
    return any(not each.declared.spellings for each in takes)


def _say_extra(line: CommandLine, called: str, arguments: Sequence[str]) -> Wording:
    """Say that there are too many words, with the line that was meant."""
    takes = parameters(line.function) if line.calls else ()
    places = [each for each in takes if not each.declared.spellings]
    words, options = _split(line, takes, arguments)
    if not places:
        hint = Wording("See: {command} --help", command=called)
        if command := _ASKS_ABOUT.get(line.name):
            hint = Wording("Did you mean: {line}", line=f"ck {command} {_joined(words)}")
        return Wording("{command} takes no name or text. {hint}", command=called, hint=hint)
    if _takes(takes, "--with") and _is_text(words[-1]) and not any(map(_is_text, words[:-1])):
        who, *others, text = words
        meant = [_quoted(who), *(f"--with {_quoted(each)}" for each in others), _quoted(text)]
        why = Wording("the others are named by --with")
    elif _takes(takes, "--until") and (day := _day_at_end(words)):
        meant = [_joined(words[: -len(day)]), "--until", _joined(day)]
        why = Wording("a day stands behind --until")
    else:
        kept = words[: len(places) - 1]
        meant = [*map(_quoted, kept), _joined(words[len(kept) :])]
        why = Wording("a name of several words stands in quotes")
        if len(places) > 1:
            why = Wording("a text of several words stands in quotes")
    right = " ".join([called, *meant, *options])
    return Wording("these are too many words: {why}: {line}", why=why, line=right)


def _takes(parameters: Iterable[Parameter], option: str) -> bool:
    return any(option in each.declared.spellings for each in parameters)


def _day_at_end(words: Sequence[str]) -> Sequence[str]:
    """Return the words at the end, as many as make a day: `until monday`; none where none do."""
    from contactkeeper.core.calendar.days import ImpossibleDate
    from contactkeeper.core.language.date_words import read_words
    from contactkeeper.core.language.dates import TwoDays

    for start in range(1, len(words)):
        try:
            if read_words(" ".join(map(unmark, words[start:])), _ANY_DAY, ahead=True):
                return words[start:]
        except (ImpossibleDate, TwoDays):
            return words[start:]
    return ()


def _split(
    line: CommandLine, takes: Iterable[Parameter], arguments: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Separate the words after a command's name from its options, which have their values.

    `--json` is left out: the line is for somebody who reads it.
    """
    declared = (*(each.declared for each in takes), *SHARED)
    valued = {spelling for each in declared if each.metavar for spelling in each.spellings}
    words: list[str] = []
    options: list[str] = []
    awaits = False
    for argument in arguments:
        if argument == "--json":
            continue
        if awaits or looks_like_option(argument):
            options.append(_quoted(argument))
            awaits = not awaits and argument in valued
        else:
            words.append(argument)
    return words[1 if line in COMMANDS else 2 :], options


def _is_text(word: str) -> bool:
    return " " in word.strip() or ":" in word


def _joined(words: Iterable[str]) -> str:
    return _quoted(" ".join(words))


def _quoted(word: str) -> str:
    return shell_word(unmark(word))


def _sentence(error: typer.TyperException) -> str:
    """Say a fault; Typer tells what it is by the attributes of its exception alone."""
    option = getattr(error, "option_name", "")
    if option and hasattr(error, "possibilities"):
        if near := _alike(option, error.possibilities or ()):
            return Wording(
                "there is no option {option}. Did you mean {near}?", option=option, near=near[0]
            )
        return Wording("there is no option {option}.", option=option)
    if option and "does not take" in error.message:
        return Wording("{option} takes no value.", option=option)
    if option:
        return Wording("{option} needs a value.", option=option)
    return error.message if isinstance(error.message, Wording) else f"{error.message.rstrip('.')}."


def _alike(typed: str, known: Iterable[str]) -> list[str]:
    """Return the known words that differ by a mistake in typing, the likeliest first."""
    from rapidfuzz.distance import OSA

    most = 1 if len(typed) < _LONG else 2
    found = [
        # Of two, letters in another order are likelier than one that is missing.
        (OSA.distance(typed, word, score_cutoff=most), sorted(word) != sorted(typed), word)
        for word in known
    ]
    return [word for distance, _, word in sorted(found) if distance <= most]
