"""The user's own templates for `ck write`: which files there are, and their texts.

Only their names are understood here; what stands in them is `core.drafts`' affair.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from contactkeeper.core.drafts.templates import Template, read_file_name
from contactkeeper.core.drafts.values import VALUE_NAMES
from contactkeeper.errors import BrokenTemplate, CkError
from contactkeeper.file_access import TooLarge, read_file_inside
from contactkeeper.system_errors import why_refused
from contactkeeper.vault import files
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from contactkeeper.core.drafts.templates import Name
    from contactkeeper.core.model import Lang


class OwnTemplate(NamedTuple):
    """A file that is a template by its name."""

    name: Name
    path: str
    """Relative to the vault, with `/`."""


class OwnTemplates(NamedTuple):
    """The files of the folder, in the order of their names."""

    templates: tuple[OwnTemplate, ...] = ()
    unused: tuple[str, ...] = ()
    """Paths of Markdown files that no kind of draft is called like, or that come second."""

    def serving(self, kind: str, lang: Lang) -> list[OwnTemplate]:
        """List the templates of a kind that may serve in a language."""
        return [
            each
            for each in self.templates
            if each.name.kind == kind and each.name.lang in ("", lang)
        ]

    def faults(self, root: Path) -> dict[str, BrokenTemplate]:
        """Check the templates; return by path why one can't be filled."""
        from contactkeeper.core.drafts.filling import check

        found = {}
        for name, path in self.templates:
            try:
                check(read_template(root, name.kind, path), VALUE_NAMES)
            except BrokenTemplate as fault:
                found[path] = fault
        return found


def own_templates(root: Path, folder: str) -> OwnTemplates:
    """List the templates in a folder of the vault, not those below it; none where there is none.

    Raises:
        CkError: it can't be listed.
    """
    try:
        with os.scandir(os.path.join(root, *folder.split("/"))) as listing:
            names = sorted(entry.name for entry in listing if entry.is_file())
    except (FileNotFoundError, NotADirectoryError):
        return OwnTemplates()
    except OSError as error:
        why = why_refused(error)
        raise CkError(Wording("{folder} can't be read: {why}.", folder=folder, why=why)) from error
    found: dict[Name, OwnTemplate] = {}
    unused = []
    for name in names:
        path = f"{folder}/{name}"
        read = read_file_name(name)
        if read and read not in found:
            found[read] = OwnTemplate(read, path)
        elif normalize("NFC", name).casefold().endswith(".md") and name[0] != ".":
            unused.append(path)
    return OwnTemplates(tuple(found.values()), tuple(unused))


def read_template(root: Path, kind: str, path: str) -> Template:
    """Read a template of a kind.

    Raises:
        BrokenTemplate: it can't be read, or is not UTF-8.
    """
    try:
        data = read_file_inside(root, path, files.LARGEST)
    except TooLarge as error:
        raise BrokenTemplate(path, 1, Wording("it is over 10 MB.")) from error
    except OSError as error:
        why = Wording("it can't be read: {why}.", why=why_refused(error))
        raise BrokenTemplate(path, 1, why) from error
    text, broken = files.decode(data)
    if broken is not None:
        line = files.line_of(data, broken)
        raise BrokenTemplate(path, line, Wording("this line is not UTF-8."))
    return Template(kind, path, text)
