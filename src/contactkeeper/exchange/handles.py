"""Services on which people have a name of their own: `telegram:anna` of a page or of a field."""

from __future__ import annotations

from contactkeeper.core.people.profile_links import read_profile_link

SERVICES = frozenset(
    {
        "telegram", "linkedin", "whatsapp", "signal", "viber", "skype", "slack", "discord",
        "teams", "wechat", "vk", "github", "twitter", "mastodon", "facebook", "instagram", "xing",
        "hh",
    }
)  # fmt: skip
"""The properties of a note that are handles, without `phone`."""
_ALSO = {
    "x": "twitter",
    "tg": "telegram",
    "vkontakte": "vk",
    "hh.ru": "hh",
    "headhunter": "hh",
    "skype-username": "skype",
    "microsoft-teams": "teams",
    "whats-app": "whatsapp",
}


def service_of(name: str) -> str:
    """Return the service that a program means by a name, empty where it is none of ours."""
    folded = "-".join(name.casefold().replace("_", " ").split())
    folded = _ALSO.get(folded, folded)
    return folded if folded in SERVICES else ""


def handle_of(service: str, value: str) -> str:
    """Return `telegram:anna` for a name, or a page, on a service; empty where there is none."""
    value = value.strip()
    if found := handle_in(value):
        return found
    name = value.rstrip("/").rpartition("/")[2].removeprefix("@").strip()
    return f"{service}:{name}" if name else ""


def handle_in(link: str) -> str:
    """Return the handle that the address of a page holds, empty where it is of nobody known."""
    found = read_profile_link(link)
    return f"{found.property}:{found.handle}" if found else ""
