"""Settings from contactkeeper.toml and the user's own file, and both files written.

`options` is the table of what there is, `kinds` what may stand there; `reading` and `rendering` go
from text to `Settings` and back, `user` holds what belongs to one machine. `situation` and `user`
edit a file by lines, `writing` proves and replaces it. `machine` moves what belongs to one machine
out of the vault's file. The environment is not read here.
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
