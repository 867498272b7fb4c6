"""Fill a template: text and values in, text out, by Jinja in its sandbox.

Nothing of a template runs before `language` has let all of it through. So a message is made in no
time, and has at most the characters of the longest value for each few of the template: some 2 MB.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from contactkeeper.core.drafts.allowed_syntax import faults_in
from contactkeeper.core.drafts.plain_text import printed, tidy
from contactkeeper.errors import BrokenTemplate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from jinja2 import Template as Compiled

    from contactkeeper.core.drafts.templates import Template

LONGEST_TEMPLATE: Final = 8 * 1024
"""Characters of a template."""
LONGEST_DRAFT: Final = 10_000
"""Characters of a message."""

# Properties that a note of Obsidian's may have are no part of the message.
_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_TAGS_ALONE = re.compile(r"[ \t]*(?:(?:\{%[^%]*%\}|\{#[^#]*#\})[ \t]*)+")
_TAG_AT_END = re.compile(r"(\{[%#](?:(?![%#]\}|\{[%#]).)*)(?<![-+])([%#]\})[ \t]*$")
_RAW = re.compile(r"\{%[-+]?\s*raw\b")


def fill(template: Template, values: Mapping[str, object]) -> str:
    """Return the message that a template and values make, tidy and never empty.

    Raises:
        BrokenTemplate: it can't be read, asks for what there is not, or makes nothing.
    """
    compiled = _compile(template, values)
    try:
        message = "".join(compiled.root_render_func(compiled.new_context(dict(values))))
    except Exception as error:  # what a template makes Python raise is its own fault
        line = _line_in(compiled, error.__traceback__)
        raise BrokenTemplate(template.path, line, f"{_sentence(error)}.") from error
    text = tidy(message)
    if len(text) > LONGEST_DRAFT:
        raise BrokenTemplate(
            template.path, 1, f"the message has over {LONGEST_DRAFT:,} characters."
        )
    if not text:
        raise BrokenTemplate(template.path, 1, "the message is empty.")
    return text


def check(template: Template, values: Iterable[str]) -> None:
    """Raise what `fill` would, as far as the names of the values tell."""
    _compile(template, values)


def _compile(template: Template, values: Iterable[str]) -> Compiled:
    if len(template.text) > LONGEST_TEMPLATE:
        raise BrokenTemplate(
            template.path, 1, f"a template has at most {LONGEST_TEMPLATE:,} characters."
        )
    sandbox = ImmutableSandboxedEnvironment(
        autoescape=False,  # a message is plain text, nobody's markup
        undefined=StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=0,
    )
    sandbox.globals.clear()
    try:
        tree = sandbox.parse(_source(template.text))
        faults = sorted(faults_in(tree, values))
        if not faults:
            return sandbox.from_string(tree)
    except TemplateSyntaxError as error:
        raise BrokenTemplate(template.path, error.lineno, f"{_sentence(error)}.") from error
    except Exception as error:  # as in `fill`
        why = f"it can't be read ({_sentence(error)})."
        raise BrokenTemplate(template.path, 1, why) from error
    raise BrokenTemplate(template.path, *faults[0])


def _source(text: str) -> str:
    """Return the text for Jinja, line for line.

    A tag that is alone on its line leaves no line in the message, any other leaves it as it is.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _BLOCK.sub(lambda block: "\n" * block[0].count("\n"), text)
    if _RAW.search(text):  # what stands there is text, whatever it looks like
        return text
    return "\n".join(
        line if _TAGS_ALONE.fullmatch(line) else _TAG_AT_END.sub(r"\1+\2", line)
        for line in text.split("\n")
    )


def _sentence(error: Exception) -> str:
    said = " ".join(str(error).split()) or type(error).__name__
    return said.rstrip(".")


def _line_in(compiled: Compiled, trace: TracebackType | None) -> int:
    """Return the line of the template in which an error came up."""
    line = 1
    while trace:
        if trace.tb_frame.f_globals.get("__jinja_template__") is compiled:
            line = compiled.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line
