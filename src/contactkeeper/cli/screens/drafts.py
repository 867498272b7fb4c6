"""The templates of `ck draft`: the list of them, one of them, and reading one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contactkeeper.cli.json import document
from contactkeeper.cli.layout import align, one_line, wrap
from contactkeeper.core.drafts.templates import KINDS, LANGS, Template, built_in, choose
from contactkeeper.core.drafts.values import VALUE_NAMES
from contactkeeper.errors import BrokenTemplate, CkError
from contactkeeper.vault.drafts import own_templates, template_text

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Lang
    from contactkeeper.vault.drafts import OwnTemplates


def own_templates_of(session: Session) -> OwnTemplates:
    """List the user's own templates.

    Raises:
        CkError: their folder can't be read.
    """
    folder = session.settings.draft_folder
    try:
        return own_templates(session.root, folder)
    except OSError as error:
        message = f"{folder} can't be read: {error.strerror or error}."
        raise CkError(message) from error


def read_template(session: Session, kind: str, lang: Lang, path: str) -> Template:
    """Read one of the user's own; raises BrokenTemplate where it can't be."""
    return Template(kind, lang, path, template_text(session.root, path))


def show_one(session: Session, kind: str, named: Lang, lang: Lang) -> None:
    """Show the built-in text of a kind as it would stand in a file; English where none is said."""
    template = built_in(kind, lang or named or "en")
    values = f"{{# Values: {', '.join(VALUE_NAMES)}. #}}\n"
    text = values + template.text
    if session.as_json:
        value = {"kind": kind, "lang": template.lang, "text": text}
        session.terminal.document(document(session, "draft", template=value))
    else:
        session.terminal.out(*text.rstrip("\n").split("\n"))


def show_all(session: Session) -> int:
    """Show every kind with the template of each language, and what is wrong with the user's own.

    Returns 1 where one of them can't be filled.
    """
    own = own_templates_of(session)
    faults = _faults(session, own)
    if session.as_json:
        session.terminal.document(document(session, "draft", **_value(session, own, faults)))
        return 1 if faults else 0
    folder, width = session.settings.draft_folder, session.terminal.width
    rows = [("", "English", "Russian")]
    for kind in KINDS:
        english, russian = (
            choose(own.templates, kind, lang).removeprefix(f"{folder}/") for lang in LANGS
        )
        rows.append((kind, english or "built in", russian or "built in"))
    lines = [*align(rows, width, flexible=(2, 1)), ""]
    where = f"Yours are in {folder}." if own.templates else f"Yours go into {folder}."
    said = [f"{where} To start one: ck draft --show-template reply.ru"]
    said += [f"{path}: no kind of draft has this name." for path in own.unused]
    for text in said:
        lines += wrap(one_line(text), width, indent=2)
    session.terminal.out(*lines)
    for fault in faults.values():
        session.terminal.error(*fault.lines("ck: "))
    return 1 if faults else 0


def _faults(session: Session, own: OwnTemplates) -> dict[str, BrokenTemplate]:
    """Check the user's own templates; by path, why one can't be filled."""
    if not own.templates:
        return {}
    from contactkeeper.core.drafts.filling import check  # it imports Jinja

    found = {}
    for kind, lang, path in own.templates:
        try:
            check(read_template(session, kind, lang, path), VALUE_NAMES)
        except BrokenTemplate as fault:
            found[path] = fault
    return found


def _value(
    session: Session, own: OwnTemplates, faults: dict[str, BrokenTemplate]
) -> dict[str, Any]:
    templates = []
    for kind in KINDS:
        for lang in LANGS:
            path = choose(own.templates, kind, lang)
            fault = faults.get(path)
            templates.append(
                {
                    "kind": kind,
                    "lang": lang,
                    "path": path or None,
                    "line": fault.line if fault else None,
                    "error": fault.why if fault else None,
                }
            )
    return {
        "folder": session.settings.draft_folder,
        "templates": templates,
        "unused": list(own.unused),
    }
