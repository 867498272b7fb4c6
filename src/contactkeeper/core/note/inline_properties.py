"""Read properties that stand in the text above the log, as lines of Dataview: `Company:: Avito`.

They count where the frontmatter lacks them; `editing/property_edits.py` writes them where they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.frontmatter_values import Property
from contactkeeper.core.note.markdown import is_hidden, line_number
from contactkeeper.core.note.property_names import canonical_name
from contactkeeper.core.note.schema import form_of

if TYPE_CHECKING:
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.outline import Body
    from contactkeeper.core.note.property_names import Spellings

_LINES = lazy_regex(
    r"^ {0,3}(?:[-*+][ \t]+)?(?P<mark>\*\*|__)?(?P<key>[^\W\d_][\w -]{0,40}?)"
    r"(?(mark)(?:(?P=mark)[ \t]?::|::(?P=mark))|[ \t]?::)"
    r"[ \t]*(?P<value>[^\n]*?)[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
_MARKS = frozenset({"tags", "type"})
"""Properties that make a contact in the frontmatter alone, so they are not read in the text."""


def find_inline(
    body: Body, start: int, end: int, block: Frontmatter | None, further: Spellings
) -> tuple[Property, ...]:
    """Find the known properties in the text between two offsets that the frontmatter lacks."""
    flat = body.flat
    if flat.find("::", start, end) < 0:
        return ()
    own = {
        canonical_name(item.name, further)
        for item in (block.properties if block else ())
        if item.value is not None
    }
    found: list[Property] = []
    for line in _LINES.finditer(flat, start, end):
        name = line["key"].strip()
        meaning = canonical_name(name, further)
        if meaning is None or meaning in own or meaning in _MARKS or not line["value"]:
            continue
        if is_hidden(body.hidden, line.start()):
            continue
        words = line["value"]
        parts = tuple(part.strip() for part in words.split(",") if part.strip())
        value = parts if form_of(meaning) == "list" else words
        number = line_number(flat, line.start())
        found.append(Property(name, value, number, *line.span(), *line.span("value")))
    return tuple(found)
