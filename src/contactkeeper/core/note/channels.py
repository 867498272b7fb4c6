"""The channels that are known by name, in English and Russian, and what statistics call them.

The word in the note stays as it is written; folding is for counting and comparing only.
"""

from __future__ import annotations

_NAMES = {
    "call": "phone, phone call, phone-call, video, video call, videocall, zoom, google meet, meet,"
    " skype, facetime, teams, созвон, звонок, телефон, видеозвонок, зум, скайп, позвонил,"
    " позвонила, телемост",
    "email": "mail, e-mail, gmail, письмо, почта, имейл, мейл, мэйл, емейл, эл. почта, email'ом",
    "message": "msg, sms, chat, text, dm, whatsapp, wa, signal, viber, slack, discord, vk, wechat,"
    " messenger, facebook, instagram, max, сообщение, чат, смс, вотсап, ватсап, вацап, вк, вайбер,"
    " слак, мессенджер, личка",
    "telegram": "tg, телеграм, телеграмм, тг, телега",
    "linkedin": "li, inmail, linked in, линкедин, линкедине",
    "meeting": "meetup, coffee, lunch, dinner, in person, in-person, office, onsite, interview,"
    " встреча, кофе, обед, ужин, очно, офис, собеседование, собес, интервью, митап",
    "event": "conference, conf, webinar, party, конференция, конфа, мероприятие, вебинар, событие",
    "hh": "headhunter, hh.ru, хх, хедхантер, habr career, хабр карьера, хабр",
    "letter": "post, postcard, card, открытка",
}

CHANNELS: dict[str, str] = {name: name for name in _NAMES} | {
    alias.strip(): name for name, aliases in _NAMES.items() for alias in aliases.split(",")
}
"""Every known word, case-folded, to the channel that it means."""


_SHORT = {"telegram": "tg", "email": "mail"}


def is_channel(word: str) -> bool:
    """Say whether a word before a colon is a channel, in any case."""
    return word.casefold() in CHANNELS


def fold_channel(word: str) -> str:
    """Return the channel that a word means (`tg` is telegram); an unknown word case-folded."""
    folded = word.casefold().strip()
    return CHANNELS.get(folded, folded)


def short_channel(word: str) -> str:
    """Return the channel that a word means as a narrow column shows it: `tg`, `mail`, `call`."""
    folded = fold_channel(word)
    return _SHORT.get(folded, folded)
