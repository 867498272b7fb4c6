"""The templates of `ck draft`: the list of them, one of them, and reading one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contactkeeper.cli.layout import align, one_line, wrap
from contactkeeper.core.drafts.templates import (
    ADDRESSES,
    KINDS,
    LANGS,
    SITUATIONS,
    Template,
    borrowed,
    built_in,
    built_in_names,
    choose,
    fold_word,
    situation,
)
from contactkeeper.core.drafts.values import VALUE_NAMES
from contactkeeper.errors import BrokenTemplate, CkError
from contactkeeper.vault.drafts import own_templates, template_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.cli.session import Session
    from contactkeeper.core.drafts.templates import Name
    from contactkeeper.core.model import Lang
    from contactkeeper.vault.drafts import OwnTemplate, OwnTemplates


def own_template(session: Session, kind: str, words: Mapping[str, int]) -> Template | None:
    """Read the user's own template for a kind where some words hold; None: there is none.

    Raises:
        CkError: their folder can't be read, or BrokenTemplate, the file can't be.
    """
    paths = {each.name: each.path for each in _own_templates(session).templates}
    name = choose(paths, kind, words) or choose(paths, borrowed(kind), words)
    return _read(session, name.kind, paths[name]) if name else None


def show_one(session: Session, name: Name, lang: Lang) -> None:
    """Show a built-in text as it would stand in a file; English where no language is said.

    Its properties, which are no part of a message, name the fields and the other built-in texts.
    """
    lang = lang or name.lang or "en"
    holding = dict.fromkeys(name.words, 0) | situation(lang)
    for other in LANGS:
        if other != lang:
            holding.pop(other, None)
    template = built_in(name.kind, holding)
    names = built_in_names(name.kind, lang)
    properties = f"---\nfields: {', '.join(VALUE_NAMES)}\nbuilt in: {', '.join(names)}\n---\n"
    text = properties + template.text
    if session.as_json:
        value = {"kind": name.kind, "lang": lang, "text": text}
        session.answer("draft", template=value)
    else:
        session.terminal.out(*text.rstrip("\n").split("\n"))


def show_all(session: Session) -> int:
    """Show every kind with the templates of each language, and what is wrong with the user's own.

    Returns 1 where one of them can't be filled.
    """
    own = _own_templates(session)
    faults = _faults(session, own)
    if session.as_json:
        session.answer("draft", **_value(session, own, faults))
        return 1 if faults else 0
    folder, width = session.settings.draft_folder, session.terminal.width
    rows = [("", "English", "Russian")]
    for kind in KINDS:
        english, russian = (
            ", ".join(each.path.removeprefix(f"{folder}/") for each in _serving(own, kind, lang))
            for lang in LANGS
        )
        rows.append((kind, english or "built in", russian or "built in"))
    lines = [*align(rows, width, flexible=(2, 1)), ""]
    where = f"Yours are in {folder}." if own.templates else f"Yours go into {folder}."
    said = [f"{where} To start one: ck draft --show-template reply.ru"]
    said += [f"{path}: no kind of draft has this name." for path in own.unused]
    said += _say_unknown_words(session, own)
    for text in said:
        lines += wrap(one_line(text), width, indent=2)
    session.terminal.out(*lines)
    for fault in faults.values():
        session.terminal.error(*fault.lines("ck: "))
    return 1 if faults else 0


def _own_templates(session: Session) -> OwnTemplates:
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


def _read(session: Session, kind: str, path: str) -> Template:
    """Read one of the user's own; raises BrokenTemplate where it can't be."""
    return Template(kind, path, template_text(session.root, path))


def _serving(own: OwnTemplates, kind: str, lang: Lang) -> list[OwnTemplate]:
    """List the user's own templates of a kind that may serve in a language."""
    return [
        each for each in own.templates if each.name.kind == kind and each.name.lang in ("", lang)
    ]


def _say_unknown_words(session: Session, own: OwnTemplates) -> list[str]:
    """Name the words in file names that hold for no message."""
    from contactkeeper.core.agenda.modes import modes_in

    known = {*LANGS, *ADDRESSES.values(), *SITUATIONS}
    words = {word for each in own.templates for word in each.name.words}
    if words <= known:
        return []
    known |= set(map(fold_word, modes_in(session.settings.modes)))
    known |= {fold_word(contact.focus) for contact in session.loaded.contacts}
    return [
        f"{each.path}: “{word}” is no form of address, language, mode or situation, "
        "and no note has it as its focus."
        for each in own.templates
        for word in sorted(each.name.words - known)
    ]


def _faults(session: Session, own: OwnTemplates) -> dict[str, BrokenTemplate]:
    """Check the user's own templates; by path, why one can't be filled."""
    from contactkeeper.core.drafts.filling import check

    found = {}
    for name, path in own.templates:
        try:
            check(_read(session, name.kind, path), VALUE_NAMES)
        except BrokenTemplate as fault:
            found[path] = fault
    return found


def _value(
    session: Session, own: OwnTemplates, faults: dict[str, BrokenTemplate]
) -> dict[str, Any]:
    templates = []
    for kind in KINDS:
        for lang in LANGS:
            serving = _serving(own, kind, lang)
            usual = choose((each.name for each in serving), kind, situation(lang))
            first = next((each.path for each in serving if each.name == usual), None)
            templates.append(
                {
                    "kind": kind,
                    "lang": lang,
                    **_file(first, faults),
                    "variants": [
                        _file(each.path, faults) for each in serving if each.name != usual
                    ],
                }
            )
    return {
        "folder": session.settings.draft_folder,
        "templates": templates,
        "unused": list(own.unused),
    }


def _file(path: str | None, faults: dict[str, BrokenTemplate]) -> dict[str, Any]:
    """Describe one of the user's own templates, or that there is none."""
    fault = faults.get(path or "")
    return {
        "path": path,
        "line": fault.line if fault else None,
        "error": fault.why if fault else None,
    }
