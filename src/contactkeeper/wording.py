"""Define a wording: a sentence in English with its facts, which a catalogue can say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

Texts: TypeAlias = "Mapping[str, str]"
"""A table of templates of wordings, by their codes; the catalogues have each."""


class Wording(str):
    """A sentence that needs no grammar but that of a count; as a text it is English.

    `Wording("no note is called {name}.", name=name)`. The template is the key of the catalogues,
    and `text.speech` makes the sentence of another language of it. Anything that is done to the
    text, such as cutting a full stop, leaves a plain text, which nobody can translate any more.
    """

    __slots__ = ("facts", "number", "plural", "template")

    template: str
    facts: Mapping[str, object]
    """By the names in the template. A fact that is a wording is translated too; several texts in
    a tuple or list are joined by commas."""
    plural: str
    """The template of a number other than one; empty where nothing is counted."""
    number: int
    """The number that chooses between the two templates."""

    def __new__(cls, template: str = "", /, **facts: object) -> Self:
        """Make a wording; a template without facts stays as it is, braces included."""
        return cls._make(template, facts)

    @classmethod
    def counted(cls, one: str, many: str, number: int, /, **facts: object) -> Self:
        """Make a wording about a number of things, which both templates call `{number}`."""
        facts["number"] = number
        made = cls._make(one if number == 1 else many, facts)
        made.template, made.plural, made.number = one, many, number
        return made

    @classmethod
    def joined(cls, separator: str, parts: Iterable[str]) -> Self:
        """Join wordings and other texts; each wording stays one."""
        facts: dict[str, object] = {f"part{place}": part for place, part in enumerate(parts)}
        return cls._make(separator.join(f"{{{name}}}" for name in facts), facts)

    @classmethod
    def _make(cls, template: str, facts: Mapping[str, object]) -> Self:
        shown = {name: _in_english(fact) for name, fact in facts.items()}
        made = super().__new__(cls, template.format_map(shown) if facts else template)
        made.template, made.facts, made.plural, made.number = template, facts, "", 0
        return made


def _in_english(fact: object) -> object:
    return ", ".join(map(str, fact)) if isinstance(fact, tuple | list) else fact


NOTHING = Wording()
"""A sentence that is left out."""
