"""Sentences of `ck import`: about the files, the people in them, and what is new about these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.note_language import russian_name
from contactkeeper.core.language.dates import write_partial
from contactkeeper.core.note.property_values import words_of
from contactkeeper.text.importing import name_item, name_person, name_rivals
from contactkeeper.text.phrases import flat, upper_first
from contactkeeper.text.ru.days import DAY, OF_MONTHS, say_full_day
from contactkeeper.text.ru.phrases import ENTRY, PERSON, Noun, say_count, say_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from contactkeeper.core.importing.model import Item, NewJob, Standing
    from contactkeeper.core.interchange import Doubt, Exported, FileKind, Person

LABELS = {
    "new": "новые",
    "known": "знакомые",
    "changed": "перемены",
    "differ": "различия",
    "unsure": "неясно",
    "ignored": "отсеяно",
    "left out": "пропущено",
    "not read": "не читается",
    "remarks": "замечания",
}
"""The words before the rows of the preview."""
CARD_LABELS = {
    "unsure": "неясно",
    "adds": "новое",
    "differs": "иначе",
    "job": "работа",
    "tasks": "задачи",
}
"""The words before what is new about somebody."""
STANDINGS: Mapping[Standing, str] = {
    "new": "заметки нет",
    "known": "заметка есть",
    "changed": "перемены",
    "unsure": "неясно",
}
"""Whether somebody has a note."""
_KINDS: Mapping[FileKind, str] = {
    "linkedin": "архив LinkedIn",
    "vcard": "адресная книга",
    "csv": "файл CSV",
    "mail": "почта",
    "telegram": "экспорт Telegram",
    "whatsapp": "чат WhatsApp",
    "icalendar": "календарь",
    "json": "экспорт ck",
}
_HELD = {
    "cards": Noun("карточка", "карточки", "карточек"),
    "chats": Noun("чат", "чата", "чатов"),
    "connections": Noun("связь", "связи", "связей"),
    "contacts": Noun("контакт", "контакта", "контактов"),
    "entries": ENTRY,
    "events": Noun("событие", "события", "событий"),
    "invitations": Noun("приглашение", "приглашения", "приглашений"),
    "messages": Noun("сообщение", "сообщения", "сообщений"),
}
"""The things in a file, by `Exported.counts`."""
_DOUBTS: Mapping[Doubt, str] = {
    "birthday": "день рождения сомнителен",
    "letters": "буквы испорчены",
    "name": "имя угадано",
}
_RECRUITER = Noun("рекрутер", "рекрутера", "рекрутеров")
_TASK = Noun("задача", "задачи", "задач")
_UNANSWERED = Noun("сообщение", "сообщения", "сообщений")
_OLDER = Noun("дня", "дней", "дней")


def say_file(exported: Exported, *, named: bool) -> str:
    """Say what a file is, whose, of when, and what it holds.

    `Архив LinkedIn (Olga M.), 30 ноября 2026: 1 204 связи, 8 310 сообщений`
    """
    kind = _KINDS[exported.kind]
    said = f"{exported.file}: {kind}" if named else upper_first(kind)
    owner = flat(exported.owner_name or exported.owner)
    said += f" ({owner})" if owner else ""
    said += f", {say_full_day(exported.made)}" if exported.made else ""
    held = ", ".join(
        say_count(int(number), _HELD[noun])
        for noun, number in exported.counts
        if isinstance(number, int)
    )
    return f"{said}: {held}" if held else said


def say_new(items: Sequence[Item], others: int, *, everybody: bool, words: Sequence[str]) -> str:
    """Say who is new; it follows their number.

    `рекрутеров, из них с историей 9: 40 дней (других пропущено 1 102: --all)`
    """
    said = (PERSON if everybody or words else _RECRUITER).of(len(items))
    if words:
        said += f" с {' или '.join(f'«{flat(each)}»' for each in words)}"
    if talked := sum(bool(item.entries) for item in items):
        said += f", из них с историей {say_number(talked)}: {_say_days(items)}"
    if others:
        said += f" (других пропущено {say_number(others)}{'' if words else ': --all'})"
    return said


def say_known(items: Sequence[Item]) -> str:
    """Say of the people that notes know what those lack; it follows their number.

    `: с новой историей 29, это 112 дней; с новыми свойствами 3`
    """
    talked = [item for item in items if item.entries]
    parts = []
    if talked:
        parts.append(f"с новой историей {say_number(len(talked))}, это {_say_days(talked)}")
    if number := sum(bool(item.properties) for item in items):
        parts.append(f"с новыми свойствами {say_number(number)}")
    if number := sum(bool(item.tasks) for item in items):
        parts.append(f"со встречами или задачами {say_number(number)}")
    return f": {'; '.join(parts) or 'ничего нового'}"


def _say_days(items: Iterable[Item]) -> str:
    return say_count(sum(len({entry.date for entry in item.entries}) for item in items), DAY)


def say_job(job: NewJob) -> str:
    """Say what is new about a job: `Яндекс → Avito, с октября 2026: новая работа?`."""
    pairs = ((job.old_company, job.company), (job.old_role, job.role))
    company, role = (
        f"{flat(old) or '—'} → {flat(new)}" if new and new != old else "" for old, new in pairs
    )
    said = ", ".join(filter(None, (company, role)))
    said += f", с {OF_MONTHS[job.since.month - 1]} {job.since.year}" if job.since else ""
    if not job.is_newer:
        return f"{said}, но заметка новее файла"
    return f"{said}: новая {'работа' if company else 'должность'}?"


def say_unsure(item: Item) -> str:
    """Say whose note somebody may have: `«Anna K.»: возможно, Анна Каренина или Anna Kovacs`."""
    who = f"«{name_person(item.person)}»"
    doubts = ", ".join(_DOUBTS[doubt] for doubt in item.person.doubts)
    if item.rivals:
        *others, last = name_rivals(item.rivals)
        first = f"{'; '.join(others)} или " if others else ""
        why = "; ".join(filter(None, (doubts, say_differences(item))))
        return f"{who}: возможно, {first}{last}" + (f" ({why})" if why else "")
    too_little = "одного имени мало" if item.person.name else "имени нет"
    return f"{who}: {doubts or too_little}"


def say_changed(item: Item) -> str:
    """Say who seems to have another job: `Анна · Яндекс → Avito: новая работа? (и ещё почта)`."""
    news = f" (и ещё {_say_news(item)})" if _say_news(item) else ""
    return f"{name_item(item)} · {say_job(item.job) if item.job else ''}{news}"


def say_differences(item: Item) -> str:
    """Say what a note has and what the file has: `день рождения — 04-12, в файле — 04-14`."""
    elsewhere = "в файле" if item.contact or item.rivals else "в другом месте"
    return "; ".join(
        f"{russian_name(each.key)} — {flat(each.in_note)}, {elsewhere} — {flat(each.in_file)}"
        for each in item.differences
    )


def say_differing(item: Item) -> str:
    """Say whose note has something else: `Анна: день рождения — 04-12, в файле — 04-14`."""
    return f"{name_item(item)}: {say_differences(item)}"


def say_item(item: Item) -> str:
    """Say who somebody is, and what is new: `Анна, Avito: почта, телефон, история за 3 дня`."""
    job = () if item.contact else (item.person.company, item.person.role)
    who = ", ".join(filter(None, (name_item(item), *map(flat, job))))
    news = _say_news(item)
    return f"{who}: {news}" if news else who


def _say_news(item: Item) -> str:
    """Say what a note lacks, and how many days of history: `почта, история за 3 дня`."""
    news = [russian_name(key) for key, _ in item.properties] if item.contact else []
    news += [f"история за {_say_days([item])}"] if item.entries else []
    news += [say_count(len(item.tasks), _TASK)] if item.tasks else []
    return ", ".join(news)


def say_facts(person: Person) -> str:
    """Say what the files know of somebody, but for the name."""
    since = f"в контактах с {say_full_day(person.connected)}" if person.connected else ""
    job = ", ".join(filter(None, (flat(person.role), flat(person.company))))
    born = f"день рождения {write_partial(person.birthday)}" if person.birthday else ""
    ways = (*person.emails, *person.phones, *person.handles)
    return " · ".join(filter(None, (job, *map(flat, ways), born, since)))


def say_news(item: Item) -> dict[str, str]:
    """Say what is new about somebody, and what is not clear, by `CARD_LABELS`; empty: nothing."""
    adds = (f"{russian_name(key)}: {flat(words_of(value))}" for key, value in item.properties)
    tasks = (flat(task.name) for task in item.tasks)
    return {
        "unsure": say_unsure(item) if item.standing == "unsure" else "",
        "adds": "; ".join(adds) if item.contact else "",
        "differs": "" if item.rivals else say_differences(item),
        "job": say_job(item.job) if item.job else "",
        "tasks": "; ".join(tasks),
    }


def ask_owed(number: int, days: int) -> str:
    """Ask whether an answer is owed to old messages."""
    messages = f"{say_count(number, _UNANSWERED)} без ответа старше {say_count(days, _OLDER)}"
    return f"{messages}: не отвечать на {'него' if number == 1 else 'них'}?"
