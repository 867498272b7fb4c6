"""Read and write the settings: contactkeeper.toml of the vault, and the user's own file.

`options` is the table of all options, `kinds` are the types of their values; `reading` and `render`
go from text to `Settings` and back; `user` holds the options of one machine, `machine` moves them
out of the vault's file. `write_mode` and `user` edit a file by lines, `write` verifies and replaces
it. The environment is not read here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.config.reading import read_settings
from contactkeeper.config.toml_file import read_toml
from contactkeeper.config.user import USER_KEYS, UserConfig, load_user_config, remember_vault
from contactkeeper.core.settings import CONFIG_NAME, Settings

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "UserConfig",
    "load_settings",
    "load_user_config",
    "remember_vault",
]


def load_settings(vault: Path, user: Path | None = None) -> Settings:
    """Read the vault's contactkeeper.toml, and over it the sections of the user's file.

    What makes `ck` run a program or reach the network is read from the user's file alone.

    Args:
        vault: the vault's root.
        user: the user's own file; neither file need exist.

    Raises:
        ConfigError: an unknown section or key, a bad value, a mistake in the TOML.
    """
    settings = Settings()
    if shared := read_toml(vault / CONFIG_NAME, inside=vault):
        settings = read_settings(shared, settings, of_vault=True)
    own = read_toml(user) if user else None
    return read_settings(own, settings, skip=USER_KEYS) if own else settings
