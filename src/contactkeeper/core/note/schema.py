"""The properties of contacts: one row each with its spellings, its reader and its form.

To add a property, add a row to `PROPERTIES`, and its field to `core.model.Contact` if it has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from contactkeeper.core.language.languages import phrases_in
from contactkeeper.core.note.property_reader import PropertyReader

if TYPE_CHECKING:
    from collections.abc import Callable


Form: TypeAlias = Literal["", "text", "list", "number", "switch"]
"""The form in which a value is written. A `text` is quoted where it looks like a number (a company
called 1984); a `list` may be typed with commas; a `number` or a `switch` has no quotes."""


class KnownProperty(NamedTuple):
    """A property with a meaning; the order of the rows is that of a new note's properties."""

    name: str
    """The canonical name, as in the documentation and the settings."""
    english: str
    """Other spellings, with commas between them; case, `_`, `-` and blanks don't matter."""
    russian: str
    reader: Callable[[PropertyReader, str], Any] | None = None
    """Reads the value of the contact's field; None: read together with another property."""
    field: str = ""
    """The field of `Contact`; empty: it is called like the property."""
    form: Form = ""
    is_handle: bool = False
    """A way to reach somebody: one of `Contact.handles`, `telegram:anna`."""

    @property
    def spellings(self) -> list[str]:
        """Return all spellings but the canonical name."""
        return phrases_in(self.english) + phrases_in(self.russian)


PROPERTIES: Final = (
    KnownProperty(
        "aliases",
        "alias, aka, nickname, nicknames",
        "псевдонимы, псевдоним, алиасы, также",
        form="list",
    ),
    KnownProperty(
        "tags",
        "tag",
        "теги, тег, тэги, тэг, метки, метка",
        reader=PropertyReader.tags,
        form="list",
    ),
    KnownProperty("type", "note type", "тип, тип заметки"),
    KnownProperty(
        "company",
        "companies, organization, organisation, org, employer, agency, firm, workplace, current"
        " company",
        "компания, организация, работодатель, агентство, фирма, место работы",
        reader=PropertyReader.text,
        form="text",
    ),
    KnownProperty(
        "role",
        "position, job title, job, occupation",
        "должность, роль, позиция",
        reader=PropertyReader.text,
        form="text",
    ),
    KnownProperty(
        "tier",
        "level, relationship tier, contact tier, prm tier",
        "уровень, уровень контакта, значимость",
        reader=PropertyReader.tier,
    ),
    KnownProperty(
        "focus",
        "specialization, specialisation, speciality, specialty, recruits for, hires for",
        "фокус, специализация, направление, кого ищет, нанимает",
        reader=PropertyReader.focus,
    ),
    KnownProperty(
        "cadence",
        "frequency, contact frequency, contact cadence, follow up frequency, rhythm, keep in"
        " touch, stay in touch, how often, interval, contact interval, prm cadence",
        "периодичность, частота, частота контакта, частота контактов, частота общения, частота"
        " связи, периодичность контактов, периодичность общения, регулярность, ритм, интервал",
        reader=PropertyReader.cadence,
        form="number",
    ),
    KnownProperty(
        "talk",
        "talk cadence, talk frequency, call cadence, call frequency",
        "частота разговоров, разговор, периодичность разговоров, частота созвонов",
        reader=PropertyReader.talk,
        form="number",
    ),
    KnownProperty(
        "birthday",
        "bday, birth date, birth day, date of birth, dob, born, prm birthday",
        "день рождения, дата рождения, др, родился, родилась, днюха",
        reader=PropertyReader.partial,
    ),
    KnownProperty(
        "placed_me",
        "hired, hired me, placed, placement, placed on, placement date, hired on, got me a job",
        "дата выхода, устроила меня, устроил меня, трудоустроила, трудоустроил, помогла устроиться,"
        " помог устроиться, трудоустройство, дата трудоустройства",
        reader=PropertyReader.day,
    ),
    KnownProperty(
        "met",
        "met on, date met, first met, first contact",
        "познакомились, знакомство, дата знакомства, первый контакт",
    ),
    KnownProperty(
        "met_at",
        "where met, met where, where we met, how we met, how met",
        "где познакомились, как познакомились, место знакомства",
    ),
    KnownProperty(
        "through",
        "via, introduced by, introduced through, intro by, referred by, recommended by",
        "через, через кого, кто познакомил, познакомил, познакомила, кто представил, представил, "
        "представила, порекомендовал, порекомендовала",
        reader=PropertyReader.text,
    ),
    KnownProperty(
        "email",
        "emails, mail, e mail, email address, mailbox",
        "почта, эл почта, имейл, емейл, мейл, электронная почта, адрес почты",
        reader=PropertyReader.emails,
        field="emails",
        form="text",
    ),
    KnownProperty(
        "telegram",
        "tg, telegram handle",
        "телеграм, телеграмм, телега, тг",
        is_handle=True,
        form="text",
    ),
    KnownProperty(
        "phone",
        "tel, telephone, mobile, cell, phone number, phones",
        "телефон, телефоны, тел, мобильный, номер телефона",
        is_handle=True,
        form="text",
    ),
    KnownProperty(
        "linkedin",
        "linked in, linkedin url, linkedin profile, li",
        "линкедин, линкедын",
        is_handle=True,
        form="text",
    ),
    KnownProperty(
        "trust",
        "trust level",
        "доверие, уровень доверия",
        reader=PropertyReader.trust,
        form="number",
    ),
    KnownProperty("goal", "goals, my goal", "цель, цели, моя цель"),
    KnownProperty(
        "created",
        "created at, created on, date created, creation date, ctime",
        "создано, создан, создана, дата создания",
        reader=PropertyReader.harmless_day,
    ),
    KnownProperty(
        "imported",
        "imported on, import date",
        "импорт, импортировано, дата импорта",
        reader=PropertyReader.harmless_day,
    ),
    KnownProperty("title", "", "заголовок", form="text"),
    KnownProperty(
        "name",
        "full name, fullname",
        "имя, фио, полное имя, имя и фамилия",
        form="text",
    ),
    KnownProperty(
        "company_since",
        "",
        "в компании с, с какого времени в компании",
        reader=PropertyReader.harmless_day,
    ),
    KnownProperty(
        "previous",
        "previous company, previous companies, former company, ex company",
        "прошлая компания, предыдущая компания, прежняя компания, прошлые компании",
        reader=PropertyReader.items,
        form="text",
    ),
    KnownProperty("previous_role", "former role", "прошлая должность, прошлая роль", form="text"),
    KnownProperty(
        "last_contact",
        "last contacted, last contact date, date of last contact, last contacted on, last"
        " interaction, last interaction date, last touch, last spoke, last talked, last seen, last,"
        " prm last contacted",
        "последний контакт, дата последнего контакта, последнее общение, дата последнего"
        " общения, последний разговор, последнее взаимодействие, последняя связь",
        reader=PropertyReader.last_contact,
    ),
    KnownProperty(
        "left",
        "left on, left job",
        "дата ухода, ушёл, ушла, уволился, уволилась",
        reader=PropertyReader.day,
    ),
    KnownProperty(
        "dates",
        "important dates, special dates",
        "важные даты, даты, памятные даты",
        reader=PropertyReader.dates,
    ),
    KnownProperty("status", "contact status", "статус, статус контакта"),
    KnownProperty("paused", "prm paused", "", form="switch"),
    KnownProperty(
        "paused_until",
        "pause until, on hold until",
        "пауза до, на паузе до, приостановлено до",
        reader=PropertyReader.day,
    ),
    KnownProperty(
        "paused_why",
        "pause reason, why paused, paused because",
        "причина паузы, почему пауза, почему на паузе",
        reader=PropertyReader.text,
        form="text",
    ),
    KnownProperty(
        "follow_up",
        "follow up on, next contact, next contact date, next follow up, reminder",
        "следующий контакт, дата следующего контакта, напомнить, напоминание",
        reader=PropertyReader.day_if_any,
    ),
    KnownProperty(
        "snooze_until",
        "snooze, snoozed until, prm snooze until",
        "отложить до, отложено до, не раньше",
        reader=PropertyReader.day,
    ),
    KnownProperty(
        "snoozed",
        "snoozed on",
        "отложено, отложен, отложена",
        reader=PropertyReader.day,
    ),
    KnownProperty(
        "address",
        "form of address",
        "обращение, на ты, ты или вы",
    ),
    KnownProperty(
        "lang",
        "language, languages",
        "язык, языки, язык общения",
        reader=PropertyReader.lang,
    ),
    KnownProperty("attending", "", "участвую, иду", form="switch"),
    KnownProperty("whatsapp", "wa, whats app", "ватсап, вотсап, вацап", is_handle=True),
    KnownProperty("signal", "", "", is_handle=True),
    KnownProperty("viber", "", "вайбер", is_handle=True),
    KnownProperty("skype", "", "скайп", is_handle=True),
    KnownProperty("slack", "", "слак", is_handle=True),
    KnownProperty("discord", "", "дискорд", is_handle=True),
    KnownProperty("teams", "ms teams, microsoft teams", "", is_handle=True),
    KnownProperty("wechat", "", "", is_handle=True),
    KnownProperty("vk", "vkontakte", "вк, вконтакте", is_handle=True),
    KnownProperty("hh", "hh.ru, headhunter", "хх, хедхантер", is_handle=True),
    KnownProperty("github", "", "гитхаб", is_handle=True),
    KnownProperty("twitter", "x", "твиттер", is_handle=True),
    KnownProperty("mastodon", "", "", is_handle=True),
    KnownProperty("facebook", "fb", "фейсбук", is_handle=True),
    KnownProperty("instagram", "insta", "инстаграм", is_handle=True),
    KnownProperty("xing", "", "", is_handle=True),
)

HANDLES: Final = frozenset(row.name for row in PROPERTIES if row.is_handle)
KNOWN: Final = {row.name: row for row in PROPERTIES}
_PLACES = {row.name: place for place, row in enumerate(PROPERTIES)}


def form_of(name: str | None) -> Form:
    """Return how the values of a known property are written; empty for any other name."""
    row = KNOWN.get(name or "")
    return row.form if row else ""


def place_of(name: str) -> int:
    """Return the place of a known property in a new note; other names come last."""
    return _PLACES.get(name, len(_PLACES))
