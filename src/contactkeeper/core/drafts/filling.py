"""Fill a template: put values in the place of its `{{fields}}`.

A template is text: nothing in it is run, so one that came with a shared vault can do no harm.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from contactkeeper.core.control_characters import LONE_JOINER, OBEYED, UNSEEN
from contactkeeper.core.drafts.templates import SITUATIONS
from contactkeeper.errors import BrokenTemplate
from contactkeeper.wording import NOTHING, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from contactkeeper.core.drafts.templates import Template

LONGEST_TEMPLATE: Final = 8 * 1024
"""Characters of a template."""
LONGEST_DRAFT: Final = 10_000
"""Characters of a message."""

# Properties that a note of Obsidian's may have are no part of the message.
_PROPERTIES = re.compile(r"\A\ufeff?---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"\{\{(.*?)(\}\}|$)")
_NAME = re.compile(r"\w[\w-]*")
_OLD_MARK = re.compile(r"\{([%#])")
_OLD_CONDITION = re.compile(
    r"\{%-?[ \t]*(?:el)?if[ \t]+(?:not[ \t]+)?(\w+)(?:[ \t]*==[ \t]*[\"'](\w+))?"
)
_NAMES = frozenset({"name", "first_name"})
_RENAMED = {"reason.kind": "kind", "reason.text": "reason", "reason.due": "due"}
_OPEN = Wording("{{ has no }} on its line.")
_UNSAFE = re.compile(f"[{OBEYED}]")
_INVISIBLE = re.compile(f"[{UNSEEN}]|{LONE_JOINER}")
_BLANK_LINES = re.compile(r"\n{3,}")

_NOBODY = "\ufdd0"
"""The stand-in for a missing name in a message: a code point without a character."""
# `Hi NOBODY,`, `Здравствуйте, NOBODY!`, and `NOBODY, hello` where a line begins with it.
_TO_NOBODY = re.compile(
    f"^{_NOBODY}(?:[,!.:;]*[ \\t]+)?|(?:[ \\t]*,)?[ \\t]*{_NOBODY}", re.MULTILINE
)

LONGEST_VALUE = 500
"""Characters of a value; of a longer one the beginning is given."""


def fill(template: Template, values: Mapping[str, str]) -> str:
    """Return the text that a template and values make, tidy; empty where nothing is left of it.

    A line with fields is left out where all of them are empty.

    Raises: BrokenTemplate: it can't be read, has an unknown field, or gives too long a text.
    """
    check(template, values)
    filled = []
    for line in _lines(template.text):
        found = [values[field[1].strip()] for field in _FIELD.finditer(line)]
        printable = list(map(printed, found))
        if found and not any(printable):
            continue
        words = iter(printable)
        filled.append(_FIELD.sub(lambda _, words=words: next(words), line))  # type: ignore[misc]
    text = tidy("\n".join(filled))
    if len(text) > LONGEST_DRAFT:
        why = Wording("the message has over {most:,} characters.", most=LONGEST_DRAFT)
        raise BrokenTemplate(template.path, 1, why)
    return text


def greets(template: Template) -> bool:
    """Say whether a template has the name of whom it is for, and so a greeting of its own."""
    return any(field[1].strip() in _NAMES for field in _FIELD.finditer(template.text))


def check(template: Template, names: Iterable[str]) -> None:
    """Check a template against the names of the fields.

    Raises: BrokenTemplate: it is too long, of the old kind, or has an unknown field.
    """
    if len(template.text) > LONGEST_TEMPLATE:
        why = Wording("a template has at most {most:,} characters.", most=LONGEST_TEMPLATE)
        raise BrokenTemplate(template.path, 1, why)
    known = tuple(names)
    for number, line in enumerate(_lines(template.text), start=1):
        if old := _OLD_MARK.search(line):
            raise BrokenTemplate(template.path, number, _explain_mark(template.kind, line, old[1]))
        for field in _FIELD.finditer(line):
            fault = _explain_field(template.kind, field[1].strip(), known) if field[2] else _OPEN
            if fault:
                raise BrokenTemplate(template.path, number, fault)


def _lines(text: str) -> list[str]:
    """Return the lines of a template, with empty lines in place of its properties."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _PROPERTIES.sub(lambda block: "\n" * block[0].count("\n"), text).split("\n")


def _explain_mark(kind: str, line: str, mark: str) -> Wording:
    """Say what to write in the place of a mark of the old templates."""
    if mark == "#":
        return Wording("{# … #} is no longer read. Put remarks between two lines --- at the top.")
    asked = _OLD_CONDITION.search(line)
    word = asked and (asked[2] or (asked[1] if asked[1] in SITUATIONS else ""))
    if word:
        return Wording(
            "{{% … %}} is no longer read. Write the text for “{word}” into a file of its own, "
            "{kind}.{word}.md.",
            word=word,
            kind=kind,
        )
    if asked:
        return Wording(
            "{{% … %}} is no longer read. Put what needs {{{{{field}}}}} on a line of its own, "
            "which is left out where the field is empty.",
            field=asked[1],
        )
    return Wording(
        "{{% … %}} is no longer read. Write text and {{{{fields}}}}, and each variant of the text "
        "into a file of its own, like {kind}.late.md.",
        kind=kind,
    )


def _explain_field(kind: str, name: str, known: tuple[str, ...]) -> Wording:
    """Say what is wrong with a field; empty if nothing is."""
    if name in known:
        return NOTHING
    if name in _RENAMED:
        return Wording(
            "“{name}” is no field. Write {{{{{other}}}}}.", name=name, other=_RENAMED[name]
        )
    if name in SITUATIONS:
        return Wording(
            "“{name}” is no field. Write the text for it into {kind}.{name}.md.",
            name=name,
            kind=kind,
        )
    first = _NAME.match(name)
    if first is None or first[0] != name:
        said = Wording("between {{ and }} stands the name of a field alone.")
        if first and first[0] in known:
            said = Wording(
                "between {{{{ and }}}} stands the name of a field alone: write {{{{{field}}}}}.",
                field=first[0],
            )
    else:
        from difflib import get_close_matches  # only a mistake pays for it

        said = Wording("there is no field “{name}”.", name=name)
        if near := get_close_matches(name, sorted(known), n=1):
            said = Wording(
                "there is no field “{name}”. Did you mean {near}?", name=name, near=near[0]
            )
    return Wording.joined(" ", [said, Wording("There are: {names}.", names=sorted(known))])


def one_line(text: str) -> str:
    """Put a text from a note on one line of at most `LONGEST_VALUE` characters."""
    words = " ".join(_safe(text).split())
    return words if len(words) <= LONGEST_VALUE else f"{words[: LONGEST_VALUE - 1].rstrip()}…"


def inside(text: str) -> str:
    """Put a text on one line to stand inside a sentence, which has marks of its own at the end."""
    return one_line(text).rstrip(" .,;:")


def tidy(text: str) -> str:
    """Return a message without blanks at the ends of lines and without more than one empty line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = _TO_NOBODY.sub("", "\n".join(_safe(line) for line in lines))
    shown = "\n".join(line.rstrip() for line in shown.split("\n"))
    return _BLANK_LINES.sub("\n\n", shown).strip()


def _safe(text: str) -> str:
    return _INVISIBLE.sub("", _UNSAFE.sub(" ", text))


class NoName(str):
    """An empty text in the place of a name: the comma or blank that leads to it goes with it."""

    __slots__ = ()


def printed(value: str) -> str:
    """Return what a template prints for a value."""
    return _NOBODY if isinstance(value, NoName) else value
