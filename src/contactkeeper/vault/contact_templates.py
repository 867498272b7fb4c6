"""Find the templates of a vault that new contacts are made of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from contactkeeper.core.note.detect_contact import is_contact
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.people.find_contact import same_name
from contactkeeper.errors import UsageError
from contactkeeper.vault.obsidian import read_template, template_texts
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from contactkeeper.core.settings import Settings


def contact_templates(root: Path, settings: Settings) -> tuple[list[tuple[str, str]], list[str]]:
    """Find the vault's templates that make contacts; also the paths of those that can't be read."""
    found, unreadable = [], []
    for path, text in template_texts(root):
        if text is None:
            unreadable.append(path)
        elif is_contact(read_frontmatter(text), text, path, settings):
            found.append((path, text))
    return found, unreadable


def named_template(root: Path, folder: Path, typed: str) -> tuple[str, str]:
    """Find a template by its path, from `folder` or in the vault, or by its name.

    Raises:
        UsageError: there is none, or it can't be read.
    """
    wanted = typed if typed.lower().endswith(".md") else f"{typed}.md"
    for base in (folder, root):
        if (base / wanted).is_file():
            path = os.path.relpath(base / wanted, root).replace(os.sep, "/")
            return wanted, _readable(wanted, read_template(root, path))
    for path, text in template_texts(root):
        if same_name(path.rpartition("/")[2], wanted):
            return path, _readable(path, text)
    raise UsageError(
        Wording("there is no template “{typed}”. --template takes its path.", typed=typed)
    )


def _readable(path: str, text: str | None) -> str:
    """Return the text of a template that was named.

    Raises:
        UsageError: it can't be read.
    """
    if text is None:
        raise UsageError(
            Wording(
                "{path} can't be read, is not UTF-8, or leads out of the vault. Save it as UTF-8.",
                path=path,
            )
        )
    return text
