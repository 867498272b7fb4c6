"""Put the user's own settings over those of a vault, as every command reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from contactkeeper.core.settings import Settings

OwnSettings: TypeAlias = "Callable[[Settings], Settings]"
"""Puts the settings of the user's own file over others."""


class Layers(NamedTuple):
    """The settings of a vault so far, and what goes over them."""

    vault: Settings
    own: OwnSettings = lambda settings: settings
    fixed: bool = False
    """Whether the vault has a file of them already, so that nothing is proposed."""

    @property
    def in_force(self) -> Settings:
        """Return the settings that hold."""
        return self.own(self.vault)
