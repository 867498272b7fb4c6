"""How `ck` names itself in calendars and address books, by which it knows its own again."""

PRODUCT = "-//contactkeeper//ck//EN"
"""The PRODID of what it writes."""
DOMAIN = "@contactkeeper.invalid"
"""The end of each UID; no such domain can exist."""
