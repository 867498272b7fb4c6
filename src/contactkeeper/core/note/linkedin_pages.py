"""Read the addresses that LinkedIn's pages had until 2015, as they are written today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    import re

_FORMER = lazy_regex(
    r"(?i)(linkedin\.com/(?:mwlite/)?)pub/([^/?#\s]+)"
    r"/([0-9a-f]{1,3})/([0-9a-f]{1,3})/([0-9a-f]{1,3})(?![^/?#\s])"
)


def with_present_pages(text: str) -> str:
    """Return a text with the page of today: `/in/anna-a3312b5` for `/pub/anna/5/12b/a33`.

    LinkedIn sends visitors of the one to the other. The page of `anna` alone is somebody else's.
    """
    return _FORMER.sub(_present, text)


def _present(found: re.Match[str]) -> str:
    site, name, first, second, third = found.groups()
    number = f"{third:0>3}{second:0>3}{'' if first == '0' else first}"
    return f"{site}in/{name}-{number}"
