"""Find options of one machine in the vault's file, and move them to the user's own file.

What makes `ck` run a program or reach the network must not come with a vault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.config import kinds
from contactkeeper.config.options import EDITOR, find_option
from contactkeeper.config.render import say_toml
from contactkeeper.config.toml_file import line_of, parse_toml, read_bytes, read_toml, say_value
from contactkeeper.config.write import replace_toml
from contactkeeper.core.model import Problem
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from contactkeeper.config.toml_file import ConfigText

_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


class Misplaced(NamedTuple):
    """A key that is ignored in the vault's file."""

    section: str
    """Empty at the top of the file."""
    key: str
    value: object
    line: int

    @property
    def is_program(self) -> bool:
        """Return whether it names a program."""
        return self.key == EDITOR

    def assignment(self) -> str:
        """Return the line of TOML that sets it."""
        return f"{self.key} = {_written(self.value)}"


def find_misplaced(vault: Path) -> tuple[Misplaced, ...]:
    """Find the keys in a vault's file that belong to a machine; raises ConfigError."""
    source = read_toml(vault / CONFIG_NAME)
    if source is None:
        return ()
    found = []
    for name, value in source.values.items():
        if name == EDITOR:
            found.append(_misplaced(source, "", name, value))
        elif isinstance(value, dict):
            for key, each in value.items():
                option = find_option(name, key)
                if option and option.of_machine:
                    found.append(_misplaced(source, name, key, each))
    return tuple(found)


def move_to_user(vault: Path, user: Path, misplaced: Iterable[Misplaced]) -> None:
    """Move these keys to the user's own file; a key that it has already is only removed here.

    Raises:
        ConfigError: a file can't be read or written, leads out of the vault, can't be edited
            safely, or a value is not allowed.
        NoteChanged: somebody else has written one of them meanwhile.
    """
    keys = tuple(misplaced)
    target = (vault / CONFIG_NAME).resolve()
    if not target.is_relative_to(vault.resolve()):
        raise ConfigError(str(vault / CONFIG_NAME), "", f"leads out of the vault, to {target}.")
    for each in keys:
        _check(each, str(target))
    before = read_bytes(target) or b""
    left = _without(before.decode("utf-8"), keys)
    values = dict(parse_toml(before, str(target)).values)
    for each in keys:
        if each.section:
            section = dict(values[each.section])  # type: ignore[call-overload]
            del section[each.key]
            values[each.section] = section
        else:
            del values[each.key]
    # An empty section and none are the same; which one is left depends on how it was written.
    try:
        there = parse_toml(left.encode(), str(target)).values
    except ConfigError:
        there = {}
    values = {name: value for name, value in values.items() if value != {} or name in there}
    if there != values:
        where = " and ".join(each.key for each in keys)
        sentence = "can't be taken out safely here; delete it by hand. Nothing was written."
        raise ConfigError(str(target), where, sentence)
    _add_to_users_file(user, keys)
    replace_toml(target, before, left, values, keys[0].key, "the rest of it")


def _add_to_users_file(user: Path, keys: Iterable[Misplaced]) -> None:
    target = user.resolve()  # dotfiles are often links, which stay links
    before = read_bytes(target)
    source = parse_toml(before or b"", str(target))
    values: dict[str, Any] = dict(source.values)
    text = (before or b"").decode("utf-8")
    for each in keys:
        section = values.get(each.section, {}) if each.section else values
        if not isinstance(section, dict) or each.key in section:
            continue  # the user's own value holds
        text = _with(text, each)
        if each.section:
            values[each.section] = {**section, each.key: each.value}
        else:
            values[each.key] = each.value
    if values != source.values:
        by_hand = ", ".join(each.assignment() for each in keys)
        replace_toml(target, before, text, values, "", by_hand)


def _check(each: Misplaced, path: str) -> None:
    """Refuse a value that would make the user's own file one that can't be read."""
    option = find_option(each.section, each.key)
    kind = option.kind if option else kinds.LINE
    try:
        kind.read(each.value)
    except ValueError as error:
        where = f"[{each.section}] {each.key}" if each.section else each.key
        sentence = f"must be {kind.allowed}; it is {say_value(each.value)}."
        raise ConfigError(path, where, sentence, line=each.line) from error


def _with(text: str, each: Misplaced) -> str:
    """Put a key into the user's file: under its section, or at the top."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    text = text[len(bom) :]
    ending = "\r\n" if "\r\n" in text else "\n"
    line = each.assignment() + ending
    if not each.section:
        return f"{bom}{line}{text}"  # the one place that is surely outside every table
    header = re.search(rf"^[ \t]*\[[ \t]*{each.section}[ \t]*\][^\n]*\n", text, re.MULTILINE)
    if header:
        return f"{bom}{text[: header.end()]}{line}{text[header.end() :]}"
    if text and not text.endswith("\n"):
        text += ending
    gap = ending if text else ""
    return f"{bom}{text}{gap}[{each.section}]{ending}{line}"


def _without(text: str, keys: Iterable[Misplaced]) -> str:
    """Remove the lines of keys, and the header of a section in which nothing is left."""
    lines = text.split("\n")
    for number in sorted({each.line for each in keys}, reverse=True):
        del lines[number - 1]
    sections = {each.section for each in keys if each.section}
    for section in sections:
        header = line_of("\n".join(lines), section)
        if header is None or not _TABLE.match(lines[header - 1]):
            continue
        rest = lines[header:]
        end = next((at for at, line in enumerate(rest) if _TABLE.match(line)), len(rest))
        if not "".join(rest[:end]).strip():
            # What follows the last line ending is no line.
            del lines[header - 1 : header + (end if end < len(rest) else end - 1)]
    return "\n".join(lines)


def _misplaced(source: ConfigText, section: str, key: str, value: object) -> Misplaced:
    line = line_of(source.text, f"{section}.{key}" if section else key)
    return Misplaced(section, key, value, line or 1)


def _written(value: object) -> str:
    return say_toml(value) if isinstance(value, bool | str | int) else say_value(value)


def misplaced_problems(root: Path) -> Iterator[Problem]:
    """Name each of them with its line, as `ck check` does."""
    for each in find_misplaced(root):
        message = f"{each.key} is not used here, only in your own configuration: ck git setup."
        yield Problem(CONFIG_NAME, each.line, "machine-option", "remark", message)
