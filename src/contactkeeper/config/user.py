"""The user's own configuration file: the options of one machine, and the default vault.

The path is given by the caller; no environment is read here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.config.toml_file import parse_toml, read_bytes, read_toml, say_value
from contactkeeper.errors import ConfigError

if TYPE_CHECKING:
    from typing import NoReturn

    from contactkeeper.config.toml_file import ConfigText

USER_KEYS = ("vault", "color", "editor")
"""The keys at the top of the file; below them it may hold any section of contactkeeper.toml."""

_NAMED = re.compile(
    r"""^(?P<before>[ \t]*vault[ \t]*=[ \t]*)(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')""", re.MULTILINE
)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


class UserConfig(NamedTuple):
    """The options of this machine, from the user's own file."""

    vault: Path | None = None
    color: bool = True
    """False: no colours and links, even where the terminal has them."""
    editor: str = ""
    """A command with its arguments; empty: `$VISUAL`, `$EDITOR`."""


def load_user_config(path: Path | None) -> UserConfig:
    """Read the three keys at the top of the user's file; defaults where there is none.

    Raises:
        ConfigError: the file can't be read, or one of the three has a wrong value.
            `load_settings` reads its sections.
    """
    source = read_toml(path) if path else None
    if source is None:
        return UserConfig()
    vault = _read_text(source, "vault", "the full path of a folder")
    root = Path(vault).expanduser() if vault else None
    if root and not root.is_absolute():
        _refuse(source, "vault", "the full path of a folder")
    color = source.values.get("color", True)
    if not isinstance(color, bool):
        _refuse(source, "color", "true or false")
    return UserConfig(root, color, _read_text(source, "editor", "a command"))


def _read_text(source: ConfigText, key: str, allowed: str) -> str:
    text = source.values.get(key, "")
    if not isinstance(text, str):
        _refuse(source, key, allowed)
    return text.strip()


def _refuse(source: ConfigText, key: str, allowed: str) -> NoReturn:
    source.refuse("", key, f"must be {allowed}; it is {say_value(source.values[key])}.")


def remember_vault(path: Path, vault: Path) -> bool:
    """Make `vault` the default vault: change one line of the user's file, keep the rest.

    Returns:
        Whether anything was written: False where the file says so already.

    Raises:
        ConfigError: the file can't be read or written, or its `vault` is written in a way that
            can't be edited safely; nothing was written.
        NoteChanged: somebody else has written the file meanwhile.
    """
    from contactkeeper.config.render import say_toml
    from contactkeeper.config.write import replace_toml

    try:
        str(vault).encode()
    except UnicodeEncodeError as error:
        why = f"can't name {vault}, whose path is not UTF-8: --vault or CK_VAULT name it."
        raise ConfigError(str(path), "vault", why) from error
    target = path.resolve()  # dotfiles are often links, which stay links
    before = read_bytes(target)
    values = {} if before is None else dict(parse_toml(before, str(target)).values)
    wanted = say_toml(str(vault))
    after = _name_vault((before or b"").decode("utf-8"), wanted)
    if values.get("vault") == str(vault):
        return False
    replace_toml(
        target, before, after, values | {"vault": str(vault)}, "vault", f"vault = {wanted}"
    )
    return True


def _name_vault(text: str, wanted: str) -> str:
    table = _TABLE.search(text)
    named = _NAMED.search(text, 0, table.start() if table else len(text))
    if named:
        return f"{text[: named.end('before')]}{wanted}{text[named.end() :]}"
    # The first line is the one place that is surely outside every table and every open bracket.
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    ending = "\r\n" if "\r\n" in text else "\n"
    return f"{bom}vault = {wanted}{ending}{text[len(bom) :]}"
