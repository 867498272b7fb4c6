"""A configuration file as text and as TOML values, and the errors that name a line of it.

Knows no option. Paths are given by the caller.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.errors import ConfigError
from contactkeeper.file_access import LARGEST_SETTINGS, TooLarge, read_file, refuse_outside
from contactkeeper.system_errors import why_refused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import NoReturn

    from contactkeeper.config.kinds import Kind

_TABLE = re.compile(r"[ \t]*\[{1,2}([^\]\"'\n]+)\]")
_KEY = re.compile(
    r"[ \t]*((?:[^\s.=#\"'\[\]]+|\"[^\"\n]*\"|'[^'\n]*')(?:[ \t]*\.[ \t]*[^\s.=#]+)*)[ \t]*="
)
# `tomllib` takes the square of a name's parts; no setting has more than four.
_DEEP_NAME = re.compile(r"(?:[\w\"'-]{1,99}[ \t]{0,9}\.[ \t]{0,9}){21}")
_CONFLICT = re.compile(r"^<{7}(?: |\r?$)", re.MULTILINE)
_SETTLE = Wording(
    "a merge left both versions here. Open the file, keep the lines that are right, delete those "
    "that begin with <<<<<<<, |||||||, ======= and >>>>>>>, and run this again."
)
_LONGEST = 60  # characters of a value that an error repeats
_SYNTAX_LINE = re.compile(r"\s*\(at line (\d+), column (\d+)\)$")


class UnknownKey(NamedTuple):
    """A key that this version does not know."""

    name: str
    near: str
    """A known one that is written like it; empty for none."""
    line: int | None


class ConfigText(NamedTuple):
    """A configuration file as it was read: its name, its text and what TOML makes of it."""

    path: str
    text: str
    values: Mapping[str, object]
    passed_over: list[UnknownKey] | None = None
    """Gathers the unknown keys of a file that travels with the vault; None: they are errors."""

    @property
    def of_vault(self) -> bool:
        """Return whether it travels with the vault, to machines with other versions of `ck`."""
        return self.passed_over is not None

    def report_unknown(
        self, section: str, key: str, known: list[str], listed: str = "", line: int | None = None
    ) -> None:
        """Gather an unknown key of a vault's file; refuse one of the user's own.

        `known` has the keys that are allowed, `listed` how they are shown, if not by their names.
        """
        where = f"[{section}] {key}".strip() if section else key
        line = line or line_of(self.text, ".".join(filter(None, (section, key))))
        if self.passed_over is None:
            raise ConfigError(self.path, where, unknown(key, known, listed), line=line)
        self.passed_over.append(UnknownKey(where, find_near(key, known), line))

    def refuse(self, section: str, key: str, sentence: Wording) -> NoReturn:
        """Raise the error for a key; its line is named where it can be told."""
        where = f"[{section}] {key}".strip() if section else key
        line = line_of(self.text, ".".join(filter(None, (section, key))))
        raise ConfigError(self.path, where, sentence, line=line)

    def take(self, kind: Kind, section: str, key: str, raw: object) -> Any:  # noqa: ANN401 - by kind
        """Return the value of this kind; ConfigError where it is not allowed at the key."""
        try:
            return kind.read(raw)
        except ValueError as error:
            wrong = getattr(error, "part", raw)
            self.refuse(section, key, say_wrong(kind.allowed, wrong))


def read_bytes(path: Path, inside: Path | None = None) -> bytes | None:
    """Read a file; None where there is none.

    Args:
        path: the file, or a link to it.
        inside: the folder that it has to be in; a file of the user's own may be a link anywhere.

    Raises:
        ConfigError: it can't be read, is too large, or leads out of its folder.
    """
    try:
        if inside is not None:
            refuse_outside(os.path.realpath(path), inside)
        return read_file(str(path), LARGEST_SETTINGS)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except TooLarge as error:
        said = Wording("can't be read: it is over {size} KB.", size=LARGEST_SETTINGS // 1024)
        raise ConfigError(str(path), "", said) from error
    except OSError as error:
        said = Wording("can't be read: {why}.", why=why_refused(error))
        raise ConfigError(str(path), "", said) from error


def read_toml(path: Path, inside: Path | None = None) -> ConfigText | None:
    """Read a file as `read_bytes` does; ConfigError also where it is no TOML."""
    data = read_bytes(path, inside)
    return None if data is None else parse_toml(data, str(path))


def parse_toml(data: bytes, path: str) -> ConfigText:
    """Parse the bytes of a file; `path` is for the errors."""
    import tomllib

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(path, "", Wording("this line is not UTF-8."), line=line) from error
    if deep := _DEEP_NAME.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        said = Wording("a name has at most 20 parts between dots.")
        raise ConfigError(path, "", said, line=line)
    try:
        return ConfigText(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        if found := _CONFLICT.search(text):
            line = text.count("\n", 0, found.start()) + 1
            raise ConfigError(path, "", _SETTLE, line=line) from error
        place = _SYNTAX_LINE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        message = _SYNTAX_LINE.sub("", str(error)).removesuffix(" (at end of document)")
        said = Wording("not valid TOML: {message}.", message=message)
        raise ConfigError(path, "", said, line=line) from error
    except RecursionError as error:
        said = Wording("not read: lists in lists are too deep.")
        raise ConfigError(path, "", said) from error


def unknown(name: str, known: list[str], listed: str = "") -> Wording:
    """Return the message for an unknown name, with a similar one and those that are allowed.

    `listed`: how those are shown, if not by their names.
    """
    allowed = listed or ", ".join(known)
    if near := find_near(name, known):
        return Wording(
            "is not known. Did you mean {near}? Allowed here: {allowed}.",
            near=near,
            allowed=allowed,
        )
    return Wording("is not known. Allowed here: {allowed}.", allowed=allowed)


def say_wrong(allowed: Wording, raw: object) -> Wording:
    """Return the message for a value that is not allowed."""
    return Wording("must be {allowed}; it is {value}.", allowed=allowed, value=say_value(raw))


def find_near(name: str, known: list[str]) -> str:
    """Return the known name that is written like an unknown one; empty for none."""
    # difflib takes 8 ms to import: only a mistake pays for it.
    from difflib import get_close_matches

    return next(iter(get_close_matches(name.casefold(), known, n=1)), "")


def line_of(text: str, name: str) -> int | None:
    """Return the line of a dotted name or of the nearest thing around it; None: not seen."""
    found, best, inside = None, 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if table := _TABLE.match(line):
            inside = written = _undotted(table[1])
        elif key := _KEY.match(line):
            written = ".".join(filter(None, (inside, _undotted(key[1]))))
        else:
            continue
        if written == name:
            return number
        if name.startswith(f"{written}.") and len(written) > best:
            found, best = number, len(written)
    return found


def _undotted(written: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in written.split("."))


def say_toml(value: object) -> str:
    """Write a text, number, truth or list of them as TOML."""
    import json  # each of them is TOML too, where DEL is escaped

    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def say_value(raw: object) -> str:
    """Return a value as it is written in the file, short enough for one sentence."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, dict):
        return Wording("a section")
    text = f'"{raw}"' if isinstance(raw, str) else str(raw)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
