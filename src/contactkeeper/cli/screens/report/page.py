"""Make one HTML page of a report: no script, no request, every text escaped."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pkgutil import get_data
from typing import TYPE_CHECKING

from jinja2 import Environment, Template
from markupsafe import Markup

from contactkeeper.cli.layout import one_line
from contactkeeper.cli.screens.report.sections import sections_of

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.report.report import Report
    from contactkeeper.text.speech import Speech

GENERATOR = "contactkeeper: ck report"
"""The generator that a page names; `is_report` looks for it."""


def page_of(speech: Speech, report: Report, today: date, filtered: str, unread: str) -> str:
    """Make the page.

    Args:
        speech: the language of the page.
        report: what it shows.
        today: the day on which it is made.
        filtered: the sentence about the filters; empty: there are none.
        unread: the sentence about notes that are not read in full; empty: there are none.
    """
    style, text = _read("report.css"), speech.report
    return _template().render(
        language=speech.language,
        words=text,
        title=text.say_title(report.statistics.period),
        sentences=filter(None, [text.say_extent(report.statistics), filtered]),
        sections=list(sections_of(speech, report, today)),
        ending=filter(None, [text.say_made(today), unread]),
        generator=GENERATOR,
        style=Markup(style),  # noqa: S704  # our own file
        style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
    )


def is_report(beginning: bytes) -> bool:
    """Say whether a file that begins so is a report."""
    return f'<meta name="generator" content="{GENERATOR}">'.encode() in beginning


@cache
def _template() -> Template:
    """Compile the template, once: it takes longer than to fill it."""
    environment = Environment(
        autoescape=True, finalize=_shown, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_read("report.html"))


def _read(name: str) -> str:
    data = get_data(__name__, name) or b""
    # A browser makes one line break of two before it compares the hash.
    return data.decode().replace("\r\n", "\n")


def _shown(value: object) -> object:
    """Make a value safe to show: no character of a note turns the text around or hides in it."""
    return one_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value
