"""Names of `ck` in calendars and address books, by which it knows its own again."""

from __future__ import annotations

from hashlib import sha256
from unicodedata import normalize

PRODUCT = "-//contactkeeper//ck//EN"
"""The PRODID of what it writes."""
DOMAIN = "@contactkeeper.invalid"
"""The end of each UID; no such domain can exist."""
_LENGTH = 16
"""Letters of a checksum: enough for all events of a life."""


def checksum(text: str) -> str:
    """Return a checksum of a text: the same on machines that write its letters otherwise."""
    data = normalize("NFC", text).encode("utf-8", "surrogatepass")
    return sha256(data).hexdigest()[:_LENGTH]
