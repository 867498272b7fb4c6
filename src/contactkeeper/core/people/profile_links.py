"""Read the address of somebody's page: `https://t.me/anna` is a handle, and maybe a name."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from contactkeeper.core.note.linkedin_pages import with_present_pages

_SITES = {
    "telegram": (
        r"(?:t|telegram)\.me/(?:s/)?(?!(?:joinchat|share|proxy|addlist|addstickers)\b)@?([a-z]\w{2,31})",
        "@{}",
    ),
    "linkedin": (
        r"(?:\w{2,3}\.)?linkedin\.com/(?:mwlite/)?(?:in|pub)/([^/?#]+)",
        "https://www.linkedin.com/in/{}",
    ),
    "vk": (r"(?:m\.)?vk\.(?:com|ru)/([\w.]+)", "https://vk.com/{}"),
    "github": (r"github\.com/([\w-]+)", "https://github.com/{}"),
}
"""By property: the pattern of an address, and how the property is written."""
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<page>[\w.-]+\.\w{2,}/.*)", re.IGNORECASE)
_END = r"/?(?:[/?#].*)?"


class ProfileLink(NamedTuple):
    """Somebody's page."""

    property: str
    """`telegram`, `linkedin`: the property that holds it."""
    value: str
    """As the property is written."""
    handle: str
    """The end of the address, decoded: `anna`."""
    name: str
    """The name that the address seems to have; empty where it has no letters."""


def profile_address(name: str, handle: str) -> str:
    """Return the value of a property for a handle: `https://vk.com/anna` for `anna`."""
    site = _SITES.get(name)
    return site[1].format(handle) if site else handle


def is_link(text: str) -> bool:
    """Return whether a text is the address of a page, whosever it is."""
    return "://" in text or (" " not in text and _ADDRESS.fullmatch(text) is not None)


def read_profile_link(text: str) -> ProfileLink | None:
    """Read the address of somebody's page on a site that is known; None for any other text."""
    found = _ADDRESS.fullmatch(with_present_pages(text.strip()))
    if found is None:
        return None
    for name, (pattern, written) in _SITES.items():
        page = re.fullmatch(pattern + _END, found["page"], re.IGNORECASE)
        if page:
            handle = unquote(page[1])
            return ProfileLink(name, written.format(handle), handle, _name_in(handle))
    return None


def page_of(name: str, handle: str) -> str:
    """Return the address of somebody's page on a site; empty where none is known by its handles."""
    _, written = _SITES.get(name, ("", ""))
    return written.format(quote(handle)) if "://" in written else ""


def _name_in(handle: str) -> str:
    """Return the words of a handle, without the number that a site has put behind them."""
    words = re.split(r"[\s._-]+", handle)
    named = [word for word in words if word.isalpha()]
    return " ".join(word.capitalize() for word in named)
