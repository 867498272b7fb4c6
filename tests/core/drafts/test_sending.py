"""On which channel a message goes, and the address that opens a program with it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.drafts.sending import LONGEST_LINK, channel_for, link_to
from contactkeeper.core.settings import Settings
from histories import TODAY, contact, entry

if TYPE_CHECKING:
    from contactkeeper.core.model import Entry

ASKED, ANSWERED = entry("10-01", "->", channel="тг"), entry("10-02", "<-", channel="тг")
CALLED = entry("11-01", channel="call")


@pytest.mark.parametrize(
    ("entries", "usual", "channel"),
    [
        ((ASKED, ANSWERED), "email", "тг"),
        ((CALLED,), "", ""),
        ((CALLED,), "тг", "tg"),
        ((ASKED, ANSWERED, CALLED), "", "тг"),
        ((entry("10-01", "->", channel="LinkedIn"),), "", "LinkedIn"),
        ((), "", ""),
    ],
)
def test_the_channel_is_one_to_write_on(
    entries: tuple[Entry, ...], usual: str, channel: str
) -> None:
    """Where they answer, else my own, in the word of the note; never a call."""
    assert channel_for(contact("A", *entries), TODAY, Settings(channel=usual)) == channel


def test_a_telephone_number_is_no_way_to_write() -> None:
    """What else the note has is."""
    someone = contact("A", CALLED, handles=("phone:+79161234567", "telegram:anna_k"))
    assert channel_for(someone, TODAY, Settings()) == "tg"
    someone = someone._replace(handles=someone.handles[:1], emails=("a@example.com",))
    assert channel_for(someone, TODAY, Settings()) == "mail"
    assert not channel_for(someone._replace(emails=()), TODAY, Settings())


@pytest.mark.parametrize(
    ("properties", "channels", "word"),
    [
        ({"компания": "Ozon"}, (), "тг"),
        ({"company": "Ozon"}, (), "tg"),
        ({"company": "Ozon"}, ("созвон",), "тг"),
        ({"компания": "Ozon"}, ("call",), "tg"),
    ],
)
def test_a_channel_that_the_log_does_not_name_is_said_in_its_language(
    properties: dict[str, str], channels: tuple[str, ...], word: str
) -> None:
    """The language of the channels in the log, else that of the properties."""
    entries = [entry("11-01", channel=channel) for channel in channels]
    someone = contact(
        "A", *entries, handles=("telegram:anna_k",), properties=tuple(properties.items())
    )
    assert channel_for(someone, TODAY, Settings()) == word


@pytest.mark.parametrize(
    ("reached", "channel", "address"),
    [
        ({"handles": ("telegram:anna_k",)}, "тг", "https://t.me/anna_k"),
        ({"handles": ("telegram:+79161234567",)}, "tg", "tg://resolve?phone=79161234567"),
        ({"handles": ("telegram:a/../b?x",)}, "tg", ""),
        ({"emails": ("a+b@example.com",)}, "mail", "mailto:a%2Bb@example.com"),
        ({"emails": ("a@b.com?bcc=x@y.z&",)}, "mail", ""),
        ({"emails": ("not an address@",)}, "mail", ""),
        ({"handles": ("linkedin:anna-k-1",)}, "linkedin", "https://www.linkedin.com/in/anna-k-1/"),
        ({"handles": ("linkedin:%D0%B0",)}, "li", "https://www.linkedin.com/in/%D0%B0/"),
        ({"handles": ("linkedin:a b",)}, "li", ""),
        ({"handles": ("whatsapp:+7 916 123-45-67",)}, "wa", "https://wa.me/79161234567"),
        ({"handles": ("whatsapp:79161234567",)}, "message", "https://wa.me/79161234567"),
        ({"handles": ("phone:+79161234567",)}, "WhatsApp", "https://wa.me/79161234567"),
        ({"handles": ("phone:89161234567",)}, "whatsapp", ""),
        ({"handles": ("vk:anna.k",)}, "vk", "https://vk.me/anna.k"),
        ({"handles": ("telegram:anna_k",)}, "mail", ""),
        ({"handles": ("skype:anna",)}, "skype", ""),
        ({}, "", ""),
    ],
)
def test_the_address_of_a_channel(
    reached: dict[str, tuple[str, ...]], channel: str, address: str
) -> None:
    """It is made of handles that have the form of their network, and of nothing else."""
    link = link_to(contact("A", **reached), channel, "Hi")
    assert (link.address if link else "") == address


@given(
    st.text(), st.sampled_from(["telegram:anna_k", "telegram:+79161234567", "whatsapp:79161234567"])
)
def test_a_message_goes_whole_or_not_at_all(message: str, handle: str) -> None:
    """Every character is encoded, so a program gets the message and nothing else."""
    link = link_to(contact("A", handles=(handle,)), handle.partition(":")[0], message)
    assert link
    assert link.whole.isascii()
    assert len(link.whole) <= LONGEST_LINK
    query = parse_qs(urlsplit(link.whole).query, keep_blank_values=True, strict_parsing=False)
    assert query.get("text", [message]) == [message]
    assert set(query) <= {"text", "phone"}


@given(st.text(), st.text())
def test_no_text_of_a_note_leads_elsewhere(handle: str, kind: str) -> None:
    """A handle can change neither the site nor the program."""
    for name in ("telegram", "linkedin", "vk", "whatsapp", "phone", kind):
        link = link_to(contact("A", handles=(f"{name}:{handle}",)), name, "Hi")
        if link:
            assert link.address.startswith(
                ("https://t.me/", "tg://resolve?phone=", "https://www.linkedin.com/in/",
                 "https://vk.me/", "https://wa.me/")
            )  # fmt: skip
            assert not set(link.whole) & set(" \"'<>\\^`{|}\n")
    mail = link_to(contact("A", emails=(handle,)), "email", "Hi")
    assert not mail or (mail.address.startswith("mailto:") and "?" not in mail.address)
