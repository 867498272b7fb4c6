"""The templates of `ck write`: the list of them, one of them, and reading one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contactkeeper.cli.layout import align, one_line, wrap
from contactkeeper.core.drafts.templates import (
    ADDRESSES,
    KINDS,
    LANGS,
    PARTS,
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
from contactkeeper.text.drafts import (
    BUILT_IN,
    HEADS,
    say_folder,
    say_properties,
    say_unknown_word,
    say_unused,
)
from contactkeeper.vault.drafts import own_templates, read_template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.cli.session import Session
    from contactkeeper.core.drafts.templates import Name
    from contactkeeper.core.model import Lang
    from contactkeeper.errors import BrokenTemplate
    from contactkeeper.vault.drafts import OwnTemplates
    from contactkeeper.wording import Wording


def own_template(session: Session, kind: str, words: Mapping[str, int]) -> Template | None:
    """Read the user's own template for a kind or part where some words hold; None: there is none.

    Raises:
        CkError: their folder can't be read, or BrokenTemplate, the file can't be.
    """
    paths = {
        each.name: each.path
        for each in own_templates(session.root, session.settings.draft_folder).templates
    }
    name = choose(paths, kind, words) or choose(paths, borrowed(kind), words)
    return read_template(session.root, name.kind, paths[name]) if name else None


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
    text = session.speech.say(say_properties(VALUE_NAMES, names)) + template.text
    if session.as_json:
        value = {"kind": name.kind, "lang": lang, "text": text}
        session.answer("write", template=value)
    else:
        session.terminal.out(*text.rstrip("\n").split("\n"))


def show_all(session: Session) -> int:
    """Show every kind and part with its templates, and what is wrong with the user's own.

    Returns 1 where one of them can't be filled.
    """
    own = own_templates(session.root, session.settings.draft_folder)
    faults = own.faults(session.root)
    if session.as_json:
        session.answer("write", **_value(session, own, faults))
        return 1 if faults else 0
    folder, width = session.settings.draft_folder, session.terminal.room
    say = session.speech.say
    rows = [tuple(map(say, HEADS))]
    for kind in (*KINDS, *PARTS):
        english, russian = (
            ", ".join(each.path.removeprefix(f"{folder}/") for each in own.serving(kind, lang))
            for lang in LANGS
        )
        rows.append((kind, english or say(BUILT_IN), russian or say(BUILT_IN)))
    lines = [*align(rows, width, flexible=(2, 1)), ""]
    said = [say_folder(folder, has_some=bool(own.templates)), *map(say_unused, own.unused)]
    said += _say_unknown_words(session, own)
    for text in said:
        lines += wrap(one_line(say(text)), width, indent=2)
    session.terminal.out(*lines)
    for fault in faults.values():
        session.terminal.fault(fault)
    return 1 if faults else 0


def _say_unknown_words(session: Session, own: OwnTemplates) -> list[Wording]:
    """Name the words in file names that hold for no message."""
    from contactkeeper.core.agenda.modes import modes_in

    known = {*LANGS, *ADDRESSES.values(), *SITUATIONS}
    words = {word for each in own.templates for word in each.name.words}
    if words <= known:
        return []
    known |= set(map(fold_word, modes_in(session.settings.modes)))
    known |= {fold_word(contact.focus) for contact in session.loaded.contacts}
    return [
        say_unknown_word(each.path, word)
        for each in own.templates
        for word in sorted(each.name.words - known)
    ]


def _value(
    session: Session, own: OwnTemplates, faults: dict[str, BrokenTemplate]
) -> dict[str, Any]:
    templates = []
    for kind in (*KINDS, *PARTS):
        for lang in LANGS:
            serving = own.serving(kind, lang)
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
