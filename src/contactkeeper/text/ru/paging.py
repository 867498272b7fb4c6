"""Say above a list how many there are, and below it who is not shown and what waits besides."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from contactkeeper.text.phrases import flat
from contactkeeper.text.ru.days import (
    FOR_WEEKS,
    by_day,
    by_weekday,
    on_day,
    until_day,
)
from contactkeeper.text.ru.phrases import (
    CONTACT,
    IN_NOTES,
    OF_CONTACTS,
    PERSON,
    Noun,
    say_count,
    say_number,
)
from contactkeeper.text.ru.reasons import reason_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.model import DueItem, Group
    from contactkeeper.core.agenda.paging import Shared

_A_WEEK = 7
_KEY_CONTACT = Noun("ключевой контакт", "ключевых контакта", "ключевых контактов")
_THOUGHT = Noun("мысль", "мысли", "мыслей")
_UNFINISHED = {"merge": "слияние не завершено"}

GROUPS: dict[Group, str] = {
    "meet": "встреча",
    "reply": "ответить",
    "promise": "обещано",
    "waiting": "ждём",
    "occasion": "повод",
    "overdue": "напомнить",
    "circle": "круг",
    "today": "сегодня",
    "new": "новые",
    "soon": "скоро",
}
"""The labels of the groups."""
KEY_LEGEND = "• ключевые"
"""The meaning of the dot before a name."""
NO_PLACE = "без места"
"""In the place of a planned day: no day had room."""


def say_waiting(waiting: int, key: int) -> str:
    """Count who is due and not shown, `key` of the key tier: `ещё 40, ключевых 6`."""
    some = f", ключевых {say_number(key)}" if key else ""
    return f"ещё {say_number(waiting)}{some}" if waiting else ""


def say_shared(shared: Shared, today: date) -> str:
    """Say what many people share today: `HighLoad++ завтра, спросить: 11 ключевых контактов`."""
    occasion = shared.reason.occasion
    said = reason_sentence(shared.reason, today)
    is_all_key = shared.key == shared.people
    who = say_count(shared.people, _KEY_CONTACT if is_all_key else PERSON)
    some = f", ключевых {say_number(shared.key)}" if shared.key and not is_all_key else ""
    to_do = "спросить" if occasion and occasion.ends else "поздравить"
    return f"{said.short or said.text}, {to_do}: {who}{some}"


def say_other_days(days: Sequence[date | None], today: date) -> str:
    """Say how many people a plan puts on other days: `ещё 3 к понедельнику 21 декабря`.

    `days` are theirs, None where there is no place for somebody. Empty where there are none.
    """
    planned = [day for day in days if day]
    said = []
    if planned:
        last = max(planned)
        when = on_day(last, today) if len(planned) == 1 else by_day(last, today)
        said.append(f"ещё {say_number(len(planned))} {when}")
    if lost := len(days) - len(planned):
        said.append(f"{say_number(lost)} без места")
    return ", ".join(said)


def say_no_row(day: date | None, today: date) -> str:
    """Say why a number is no row; `day` is that of the last list in the terminal."""
    if day is None:
        return "в этом терминале списка ещё не было"
    if day != today:
        return f"последний список в этом терминале был {on_day(day, today)}"
    return "в последнем списке этого терминала нет такой строки"


def say_later(count: int, last: date, today: date) -> str:
    """Say who comes up soon: `ещё 3 к пятнице`; a day within a week by its name alone."""
    near = (last - today).days < _A_WEEK
    return f"ещё {say_number(count)} {by_weekday(last) if near else by_day(last, today)}"


def say_due_count(total: int, shown: int, *, by_plan: bool) -> str:
    """Count who is due: `60 человек, показано 20`, or `сегодня по плану 3 из 60`."""
    if by_plan:
        return f"сегодня по плану {shown or 'никого'} из {say_number(total)}"
    said = say_count(total, PERSON) if total else "сегодня никого"
    return f"{said}, показано {shown}" if shown < total else said


_NAMED: dict[Group, Noun] = {
    "meet": Noun("встреча", "встречи", "встреч"),
    "reply": Noun("ответ", "ответа", "ответов"),
    "promise": Noun("обещание", "обещания", "обещаний"),
    "waiting": Noun("ожидание", "ожидания", "ожиданий"),
    "occasion": Noun("повод", "повода", "поводов"),
}
"""The groups that a brief line counts: for each of them there is a day, or somebody waits."""


def say_brief(items: Sequence[DueItem]) -> str:
    """Say a morning in one line, the first row by name; empty where nobody is due.

    `17 человек · 2 встречи, 1 ответ, 1 обещание · Анна Каренина 11:00`.
    """
    if not items:
        return ""
    counts = Counter(item.group for item in items)
    pressing = [say_count(counts[group], noun) for group, noun in _NAMED.items() if counts[group]]
    first = items[0]
    time = first.reasons[0].time
    name = flat(first.contact.name) + (f" {time:%H:%M}" if time else "")
    return " · ".join(filter(None, (say_count(len(items), PERSON), ", ".join(pressing), name)))


def say_planned_count(people: int, weeks: int) -> str:
    """Count whom a plan has: `60 человек за 4 недели`."""
    who = say_count(people, PERSON) if people else "никого"
    return f"{who} за {say_count(weeks, FOR_WEEKS)}"


def say_listed_count(shown: int, total: int) -> str:
    """Count the contacts of a list: `3 контакта из 1 204`."""
    return say_count(shown, CONTACT) + (f" из {say_number(total)}" if shown < total else "")


def say_no_place(people: int, weeks: int) -> str:
    """Count those for whom a plan has no day: `ещё 4 без места за 2 недели`."""
    return f"ещё {say_number(people)} без места за {say_count(weeks, FOR_WEEKS)}"


def say_unfinished_merge(operation: str, marked: int) -> str:
    """Say what git has begun, and how many notes hold conflict markers; empty for neither."""
    said = []
    if operation:
        said.append(_UNFINISHED.get(operation, f"{operation} не завершён"))
    if marked:
        said.append(f"конфликт слияния остался в {say_count(marked, IN_NOTES)}")
    return "; ".join(said)


def say_inbox(waiting: int, folder: str) -> str:
    """Say how many thoughts wait to be filed: `3 мысли ждут в Inbox`."""
    verb = "ждёт" if _THOUGHT.of(waiting) == _THOUGHT.one else "ждут"
    return f"{say_count(waiting, _THOUGHT)} {verb} в {folder}"


def ask_to_snooze(people: int, last: date, today: date) -> str:
    """Ask whether those who can wait are snoozed to their days in the plan."""
    who = say_count(people, PERSON)
    return f"Отложить до их дней в плане ({who}, самое позднее {until_day(last, today)})?"


def say_snoozed(people: int, last: date | None, stay: int, today: date) -> str:
    """Say how many were snoozed, `last` to which day, and how many stay on the list."""
    rest = f"в списке остаётся {say_count(stay, PERSON)}"
    if last is None:
        return f"Откладывать некого; {rest}"
    who = say_count(people, PERSON)
    return f"Отложено: {who}, самое позднее {until_day(last, today)}; {rest}"


def say_stays(name: str, why: str) -> str:
    """Say who stays on the list though the plan has them later, and for what."""
    return f"{name} остаётся: {why}"


def say_unsorted(people: int) -> str:
    """Count the imported people who have no timer yet: `28 к разбору`."""
    return f"{say_number(people)} к разбору"


def say_to_decide(people: int) -> str:
    """Count those about whom there is something to decide: `6 к разбору или решению`."""
    return f"{say_number(people)} к разбору или решению"


def say_no_match(total: int, filters: str) -> str:
    """Say that filters match nobody: `из 1 204 контактов не подходит никто: --tier key`."""
    return f"из {say_count(total, OF_CONTACTS)} не подходит никто:{filters}"


def say_more(names: str, more: int) -> str:
    """Count those who are not named: `Анна, Борис и ещё 2`."""
    return f"{names} и ещё {more}" if more else names


def say_old_tasks(count: int) -> str:
    """Count the tasks that are too old to make a row."""
    return say_count(count, Noun("старая задача", "старые задачи", "старых задач"))


def say_problems(problems: int, where: str, notes: int) -> str:
    """Count the problems that hide somebody; `where` names whom, empty: count their notes."""
    said = say_count(problems, Noun("проблема", "проблемы", "проблем"))
    return f"{said}: {where}" if where else f"{said} в {say_count(notes, IN_NOTES)}"


def say_line(where: str, line: int, problem: str) -> str:
    """Say a problem with the line where it is."""
    return f"{where}: строка {line}: {problem}"
