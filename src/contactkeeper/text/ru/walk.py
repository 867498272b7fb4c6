"""The walk through the morning: the line of keys, what each means, and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.phrases import flat
from contactkeeper.text.ru.phrases import PERSON, say_count, say_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

LABELS = {
    "w": "[w] написать", "l": "[l] записать", "d": "[d] сделано", "x": "[x] ответ не нужен",
    "t": "[t] касание", "m": "[m] встреча", "s": "[s] отложить", "n": "[n] дальше",
    "b": "[b] назад", "u": "[u] отменить", "q": "[q] выйти", "?": "[?]",
}  # fmt: skip
"""The keys of the line, in their order."""
HELP = {
    "w": "написать: ck готовит сообщение, вы отправляете, ck записывает",
    "l": "записать: `<`, `>` или `~` в начале показывает, кто писал; просто Enter — отправлено. "
    "После текста: ; +что обещали вы к пт; ?что обещали вам",
    "d": "сделано: отметить обещание или задачу; о встрече — было, перенос или отмена",
    "x": "на последнее сообщение ответ не нужен",
    "t": "касание: лайк, комментарий, поздравление",
    "m": "встреча: день, время и о чём: пт 11:00 созвон: о роли",
    "s": "отложить: 1 — до завтра, 7 — на неделю, 3 — на три месяца, d — до дня, который введёте",
    "n": "дальше",
    "b": "назад, к предыдущему контакту",
    "u": "отменить последнее, что сделано в этот раз",
    "p": "пауза: не показывать, пока вы не вернёте, или до дня",
    "o": "открыть заметку в вашем редакторе",
    "q": "выйти",
}
"""The act of each key, also of those without a place in the line."""
NOT_NOW = {
    "w": "Писать здесь некому.",
    "d": "Открытых дел здесь нет; что сделано, записывает l.",
    "x": "Здесь нет сообщения, которое ждёт ответа.",
    "b": "Раньше никого не было.",
    "u": "Отменять нечего: в этот раз ещё ничего не изменено.",
}
"""The answer to a key that means nothing for this person."""
NOTHING_DONE = "Ничего не сделано."
WHAT_CAME = "[h] было [m] перенос [o] отмена"
"""The question about an appointment."""
HOW_LONG = "[1] до завтра [7] на неделю [3] на 3 месяца [d] до дня"
"""The question of a snooze."""
NEW_DAY = "новый день: "
UNTIL_DAY = "до какого дня: "
UNTIL = "до какого дня (Enter — пока не вернёте): "
WHEN = "когда: "
_DONE = {
    "log": "записано", "done": "отмечено", "meet": "встреча", "snooze": "отложено",
    "pause": "пауза", "write": "написано",
}  # fmt: skip
CARD_LABELS = {
    "tell": "рассказать", "say": "кстати", "owed": "с вас", "awaited": "ждём",
    "agreed": "назначено", "to do": "сделать",
}  # fmt: skip
"""The labels left of the lines of a card."""
_NAMED = 4


def say_place(number: int, total: int) -> str:
    """Say which of how many people it is: `4 из 17`."""
    return f"{number} из {total}"


def say_keys(keys: Collection[str]) -> list[str]:
    """Say each key that means something: `[l] записать`, `[n] дальше`."""
    return [label for key, label in LABELS.items() if key in keys]


def say_no_key(key: str) -> str:
    """Say that a key means nothing here."""
    named = f"Клавиша {key}" if key.isprintable() and key else "Эта клавиша"
    return NOT_NOW.get(key, f"{named} здесь ничего не делает; какие есть, покажет ?.")


def say_gone(name: str) -> str:
    """Say that somebody's note is no longer there."""
    return f"{flat(name)}: заметки больше нет."


def ask_to_tick(task: str) -> str:
    """Ask whether a message or talk settles a task: `Это тоже сделано: новое резюме? …`."""
    return f"Это тоже сделано: {flat(task)}? [д]а [н]ет"


def say_done(acts: Mapping[str, Iterable[str]]) -> str:
    """Say what was done, by the names of the people and the commands.

    `Сделано, 2 человека: Анна — записано и отложено, Игорь — встреча`.
    """
    if not acts:
        return NOTHING_DONE
    said = (
        f"{flat(name)} — {' и '.join(dict.fromkeys(_DONE.get(each, each) for each in commands))}"
        for name, commands in acts.items()
    )
    return f"Сделано, {say_count(len(acts), PERSON)}: {', '.join(said)}"


def say_left(names: Sequence[str]) -> str:
    """Say who is left: `Осталось 12: Анна Каренина, Игорь Волков и ещё 10`; empty for nobody."""
    if not names:
        return ""
    shown = names if len(names) <= _NAMED + 1 else names[:_NAMED]
    more = len(names) - len(shown)
    listed = ", ".join(map(flat, shown)) + (f" и ещё {say_number(more)}" if more else "")
    return f"Осталось {say_number(len(names))}: {listed}"
