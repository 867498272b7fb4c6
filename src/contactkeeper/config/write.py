"""Replace a configuration file by an edited text that was verified, in one step."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from contactkeeper.config.toml_file import parse_toml, read_bytes
from contactkeeper.core.settings import CONFIG_DRAFT
from contactkeeper.errors import ConfigError, NoteChanged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def replace_toml(  # noqa: PLR0913, PLR0917  # what an edit is, each once
    target: Path,
    before: bytes | None,
    text: str,
    values: Mapping[str, object],
    where: str,
    by_hand: str,
) -> None:
    """Replace a file by `text`, which must read as exactly these values.

    Args:
        target: no link; it need not exist.
        before: what it held when `text` was made of it; None where it was not there.
        text: the whole file.
        values: what TOML makes of it.
        where: the key that was edited, for the error.
        by_hand: the line for the user to write where the edit went wrong.

    Raises:
        ConfigError: the text says something else, or the file can't be written. It is as it was.
        NoteChanged: somebody else has written it meanwhile, and it is as they left it.
    """
    data = text.encode()
    try:
        safe = parse_toml(data, str(target)).values == values
    except ConfigError:
        safe = False
    if not safe:
        raise ConfigError(str(target), where, f"can't be edited safely here; write {by_hand}")
    _replace(target, before, data)


def _replace(target: Path, before: bytes | None, data: bytes) -> None:
    """Replace a file in one step, so that a crash leaves the old one or the new one.

    The draft always has the same name, so that one that a killed `ck` left behind is found. Whoever
    calls holds the lock of the file, so that no other `ck` is writing it.
    """
    import os
    import shutil

    draft = target.parent / CONFIG_DRAFT
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        # Immediately before the replacement, so that little time remains for others to write.
        if read_bytes(target) != before:
            raise NoteChanged(target.name)
        draft.replace(target)
    except OSError as error:
        raise ConfigError(str(target), "", f"can't be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
