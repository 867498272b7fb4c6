"""Read and write the settings: contactkeeper.toml of the vault, and the user's own file.

`options` is the table of all options, `kinds` has the kinds of their values; `reading` and `render`
go from text to `Settings` and back; `changes` edits single keys, by `toml_edit`, which verifies the
result and replaces the file. The environment is not read here.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.config.reading import read_settings
from contactkeeper.config.toml_file import read_toml, say_wrong
from contactkeeper.core.settings import CONFIG_NAME, Settings
from contactkeeper.text.speech import LANGUAGES
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from contactkeeper.config.toml_file import ConfigText

USER_KEYS = ("vault", "color", "editor", "language")
"""The keys at the top of the user's file; below them it may hold any section of the vault's."""


def load_settings(vault: Path, user: Path | None = None) -> Settings:
    """Read the vault's contactkeeper.toml, and over it the sections of the user's file.

    What makes `ck` run a program or reach the network is read from the user's file alone.

    Args:
        vault: the vault's root.
        user: the user's own file; neither file need exist.

    Raises:
        ConfigError: a bad value, a mistake in the TOML, an unknown key in the user's own file.
            One in the vault's is passed over: `changes.file_problems` names it.
    """
    settings = Settings()
    if shared := read_toml(vault / CONFIG_NAME, inside=vault):
        settings = read_settings(shared._replace(passed_over=[]), settings)
    return own_settings(user)(settings)


def own_settings(user: Path | None) -> Callable[[Settings], Settings]:
    """Return what puts the sections of the user's own file over other settings.

    Raises:
        ConfigError: as `load_settings`; what it returns raises it too.
    """
    own = read_toml(user) if user else None
    if own is None:
        return lambda settings: settings
    return partial(read_settings, own, skip=USER_KEYS)


class UserConfig(NamedTuple):
    """The options of this machine, from the user's own file."""

    vault: Path | None = None
    color: bool = True
    """False: no colours and links, even where the terminal has them."""
    editor: str = ""
    """A command with its arguments; empty: `$VISUAL`, `$EDITOR`."""
    language: str = ""
    """One of `text.speech.LANGUAGES`; empty: the language of the system."""


def load_user_config(path: Path | None) -> UserConfig:
    """Read the four keys at the top of the user's file; defaults where there is none.

    Raises:
        ConfigError: the file can't be read, or one of the four has a wrong value.
            `load_settings` reads its sections.
    """
    source = read_toml(path) if path else None
    if source is None:
        return UserConfig()
    vault = _read_text(source, "vault", Wording("the full path of a folder"))
    root = Path(vault).expanduser() if vault else None
    if root and not root.is_absolute():
        _refuse(source, "vault", Wording("the full path of a folder"))
    color = source.values.get("color", True)
    if not isinstance(color, bool):
        _refuse(source, "color", Wording("true or false"))
    languages = Wording("one of {languages}", languages=LANGUAGES)
    language = _read_text(source, "language", languages)
    if language and language not in LANGUAGES:
        _refuse(source, "language", languages)
    return UserConfig(root, color, _read_text(source, "editor", Wording("a command")), language)


def _read_text(source: ConfigText, key: str, allowed: Wording) -> str:
    text = source.values.get(key, "")
    if not isinstance(text, str):
        _refuse(source, key, allowed)
    return text.strip()


def _refuse(source: ConfigText, key: str, allowed: Wording) -> NoReturn:
    source.refuse("", key, say_wrong(allowed, source.values[key]))
