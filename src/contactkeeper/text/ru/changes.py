"""Answers to a change of notes: what was written or removed, what it means, how to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.phrases import flat, name_with_company, upper_first, with_undo
from contactkeeper.text.ru.days import on_day, say_since, say_weekday_day, since_day
from contactkeeper.text.ru.next_due import say_next_due, say_settled
from contactkeeper.text.ru.phrases import ENTRY, NOTE, PERSON, Noun, quote, say_count, say_number
from contactkeeper.text.ru.words import say_channel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.events import FollowUp
    from contactkeeper.core.agenda.next_due import NextDue, Settled
    from contactkeeper.core.merging.join_notes import Difference
    from contactkeeper.core.model import Contact, Task

NOTHING = "менять нечего"
THERE_ALREADY = "это там уже есть"
WHOM = "О ком это? Имя, или Enter, чтобы пока оставить:"
EMPTY_FORM = "Пустой текст ничего не меняет."
YOUR_TEXT = "Ваш текст:"
NOTHING_HERE = "В этом хранилище ck ещё ничего не менял."
UNDONE = "отменено"
"""Stands beside a change in the list."""
ON_THE_LIST = "В списке с сегодняшнего дня"
WRITE = "написать"
_CHANGED = Noun("заметку", "заметки", "заметок")
_THOUGHT = Noun("мысль", "мысли", "мыслей")
_LINKED = Noun("запись связана", "записи связаны", "записей связано")


def ask_about_log(title: str) -> str:
    """Ask whether a section that only its dates show to be the log is written to."""
    if title:
        return f"Раздел «{title}» похож на журнал: в нём даты. Писать туда, сейчас и впредь?"
    return "Записи с датами стоят здесь без заголовка журнала. Писать туда, сейчас и впредь?"


def say_log_chosen(title: str, *, is_new: bool) -> str:
    """Say that sections of a title, or those without one, are logs that are written to."""
    what = f"разделы «{title}» — журналы" if title else "ck пишет и в журнал без заголовка"
    return f"Теперь {what}." if is_new else f"Так уже и есть: {what}."


def say_back(back: NextDue, through: str, *, undoable: bool) -> str:
    """Say when somebody is back on the list, after what came `through` them; and how to undo."""
    said = f"{through} {say_next_due(back)}".strip()
    return with_undo(said.rstrip(".")) if undoable else said


def say_closed(closed: Sequence[Settled], today: date) -> str:
    """Say what an entry settled: `Закрыто: обещанное вам к пятнице 20 ноября («JD»)`."""
    return f"Закрыто: {', '.join(say_settled(each, today) for each in closed)}"


def say_untold(news: Sequence[str], command: str) -> list[str]:
    """Say which news somebody has not been told, and below it what to type where they were.

    `command` is empty where the entry can't be amended.
    """
    said = f"Ещё не рассказано: {', '.join(news)}"
    return [f"{said}. Если рассказали:", command] if command else [said]


def say_follow_up(follow_up: FollowUp, today: date) -> str:
    """Say when an event is followed up: `1 запись связана с [[JPoint]]. Продолжить разговор — …`.

    The first day of the follow-up stands at the end.
    """
    linked = say_count(follow_up.entries, _LINKED) if follow_up.entries > 1 else "Запись связана"
    opens = since_day(follow_up.opens, today)
    return f"{linked} с [[{follow_up.event}]]. Продолжить разговор — {opens}."


def say_new_note(path: str, template: str = "") -> str:
    """Say that a note was made, and from which template."""
    return f"Новая заметка: {path}{f', по шаблону {template}' if template else ''}"


def say_refused_contact(name: str) -> str:
    """Warn that somebody who was written to does not want it."""
    return f"{name}: есть просьба не писать."


def say_same_address(address: str, owner: Contact) -> str:
    """Warn that another contact has the address of a new one."""
    return f"{address} есть и у другого контакта: {owner.name} ({owner.path})."


def say_file_name(typed: str, name: str) -> str:
    """Warn that no file can be called as the note was to be."""
    return f"файл нельзя назвать «{typed}», поэтому его имя «{name}»."


def say_skipped_template(path: str) -> str:
    """Warn that a template of the vault was passed over."""
    return f"шаблон {path} пропущен: он не читается или не в UTF-8."


def say_undone(command: str, when: str, *, dry_run: bool) -> str:
    """Say what was undone: `Отменено: ck log, 2026-11-23 09:30`."""
    return f"{'Будет отменено' if dry_run else 'Отменено'}: ck {command}, {when}"


def say_namesakes(name: str, people: Sequence[Contact]) -> str:
    """Say who may be the person for whom a new note is to be made."""
    named = "; ".join(f"{name_with_company(each)} ({each.path})" for each in people)
    return f"возможно, контакт «{name}» уже есть: {named}."


def say_names(names: Sequence[str]) -> str:
    """Name the people whose notes are to be changed, with their number."""
    return f"{say_count(len(names), PERSON)}: {', '.join(names)}"


def ask_to_set(count: int) -> str:
    """Ask whether so many notes are changed."""
    return f"Изменить {say_count(count, _CHANGED)}?"


def say_set(count: int) -> str:
    """Say how many notes were changed."""
    return f"Изменено: {say_count(count, NOTE)}" if count else NOTHING


def say_left_out(name: str, why: str) -> str:
    """Say whose note can't be changed, and why."""
    return f"{name} — без изменений: {why.rstrip('.')}"


def say_more_notes(count: int) -> str:
    """Count the notes of a change that are not shown: `и ещё 80 заметок`."""
    return f"и ещё {say_count(count, NOTE)}"


def say_older(count: int) -> str:
    """Say how many changes are not listed, and what lists them all."""
    return f"раньше ещё {say_number(count)}: ck undo --list | less"


def say_difference(difference: Difference, *, taken: bool) -> str:
    """Say which value two merged notes get: `tier: остаётся key, а не supporting`."""
    holds, goes = difference.value, difference.other
    if taken:
        return f"{difference.name}: будет {goes}, а не {holds}"
    return f"{difference.name}: остаётся {holds}, а не {goes} (наоборот: --take {difference.name})"


def say_merged(contact: Contact, aliases: Sequence[str]) -> str:
    """Say what two merged notes come to: `Ольга: 12 записей · другие имена: Olga`."""
    said = f"{contact.name}: {say_count(len(contact.entries), ENTRY)}"
    return f"{said} · другие имена: {', '.join(aliases)}" if aliases else said


def ask_to_merge(goes: str, stays: str) -> str:
    """Ask whether two notes become one."""
    return f"Перенести всё из {goes} в {stays}?"


def say_empty_inbox(folder: str) -> str:
    """Say that no thought waits to be filed."""
    if folder:
        return f"В {folder} ничего не ждёт."
    return "Разбирать нечего: папка входящих не названа ([inbox] folder)."


def ask_to_file(thoughts: int) -> str:
    """Ask whether thoughts are filed as shown."""
    return f"Разложить {say_count(thoughts, _THOUGHT)} по заметкам?"


def say_left(path: str, why: str) -> str:
    """Say that a file of the inbox stays there, and why."""
    return f"Остаётся: {path}: {why}"


def say_filed(filed: int, left: int, *, dry_run: bool) -> str:
    """Say how many thoughts were filed, and are left: `Разложено: 3 мысли · осталось 1`."""
    opening = "Будет разложено" if dry_run else "Разложено"
    said = [f"{opening}: {say_count(filed, _THOUGHT)}"] if filed else []
    return " · ".join([*said, *([f"осталось {say_number(left)}"] if left else [])])


def say_removed(name: str) -> str:
    """Say that a note has a property no more."""
    return f"{name}: удалено"


def ask_what_happened(name: str) -> str:
    """Ask for the text of an entry, below the line where it is written in the editor."""
    return f"{name}: что произошло? Например:  <- тг: пришлёт JD в пятницу"


def ask_to_tick(task: Task, name: str) -> str:
    """Ask whether what was logged is an appointment: `Это и есть звонок в пятницу 20 ноября?`."""
    channel = flat(task.channel)
    what = (say_channel(channel) if channel.isascii() else channel) or "встреча"
    asked = f"это и есть {what}{f' {on_day(task.due)}' if task.due else ''}?"
    return f"{flat(name)}: {asked}" if name else upper_first(asked)


def say_message_elsewhere(name: str, day: date, today: date) -> str:
    """Say that somebody's last message stands where `ck` does not write, and what to do there."""
    where = f"в вашей ежедневной заметке от {say_since(day, today)}"
    return (
        f"{name}: последнее сообщение {where}, а в такие заметки ck не пишет: "
        "добавьте к той строке [reply:: none]."
    )


def ask_head_day(word: str, day: date, rest: str) -> str:
    """Ask whether a word at the head of an entry's text is its day: `вчера позвонила`."""
    return f"{quote(word)} — это день, {say_weekday_day(day)}, а текст — {quote(rest)}?"
