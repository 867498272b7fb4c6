"""Find the root of a vault that was named or remembered, or say why there is none."""

from __future__ import annotations

from pathlib import Path

from contactkeeper.vault_errors import NoVault
from contactkeeper.wording import Wording


def named_root(name: str) -> Path:
    """Return the full path of the vault that was named, in which `~` is the home folder.

    Raises:
        NoVault: there is no such folder.
    """
    try:
        root = Path(name).expanduser()
    except RuntimeError:  # there is no such user
        root = Path(name)
    if not _is_folder(root):
        message = Wording(
            "there is no folder {folder}. --vault and CK_VAULT name a folder of notes.",
            folder=str(root),
        )
        raise NoVault(message)
    return root.resolve()


def remembered_root(remembered: Path | None, config_file: Path) -> Path:
    """Return the vault that the user's configuration names, where it is there.

    Raises:
        NoVault: none is named, or it is not there.
    """
    if remembered is None:
        message = Wording(
            "no vault here. Go to the folder of your notes and run ck init, "
            "or name it: ck due --vault FOLDER."
        )
        raise NoVault(message)
    if not _is_folder(remembered):
        message = Wording(
            "the vault {folder}, named in {file}, is not there.",
            folder=str(remembered),
            file=str(config_file),
        )
        raise NoVault(message)
    return remembered


def _is_folder(path: Path) -> bool:
    """Say whether a folder is there; a name that no file can have names none."""
    try:
        return path.is_dir()
    except OSError:
        return False
