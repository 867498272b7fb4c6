"""Answers to a change of notes in Russian."""

from __future__ import annotations

from datetime import date

import pytest

from contactkeeper.core.agenda.events import FollowUp
from contactkeeper.core.agenda.next_due import NextDue, Settled
from contactkeeper.core.merging.join_notes import Difference
from contactkeeper.core.model import Cadence, Contact, Task
from contactkeeper.text.ru import changes

TODAY = date(2026, 11, 23)
FRIDAY, WEDNESDAY = date(2026, 11, 20), date(2026, 12, 23)
BACK = NextDue(
    TODAY, reply_owed=False, excused=False, remaining=None, first=None, second=None,
    timer=WEDNESDAY, cadence=Cadence("month"), quiet=None,
)  # fmt: skip
OLGA = Contact("Люди/Ольга.md", "Ольга Ким", company="Озон")
TIER = Difference("tier", "key", "supporting")


@pytest.mark.parametrize(
    ("number", "asked", "said"),
    [
        (1, "Изменить 1 заметку?", "Изменено: 1 заметка"),
        (2, "Изменить 2 заметки?", "Изменено: 2 заметки"),
        (5, "Изменить 5 заметок?", "Изменено: 5 заметок"),
        (21, "Изменить 21 заметку?", "Изменено: 21 заметка"),
    ],
)
def test_notes_are_counted(number: int, asked: str, said: str) -> None:
    """The question has the accusative."""
    assert changes.ask_to_set(number) == asked
    assert changes.say_set(number) == said
    assert changes.say_set(0) == "менять нечего"


@pytest.mark.parametrize(
    ("number", "asked", "said"),
    [
        (1, "Разложить 1 мысль по заметкам?", "Разложено: 1 мысль · осталось 1"),
        (2, "Разложить 2 мысли по заметкам?", "Разложено: 2 мысли · осталось 2"),
        (5, "Разложить 5 мыслей по заметкам?", "Разложено: 5 мыслей · осталось 5"),
        (21, "Разложить 21 мысль по заметкам?", "Разложено: 21 мысль · осталось 21"),
    ],
)
def test_thoughts_are_counted(number: int, asked: str, said: str) -> None:
    """What is left stands alone where nothing was filed."""
    assert changes.ask_to_file(number) == asked
    assert changes.say_filed(number, number, dry_run=False) == said
    assert changes.say_filed(3, 0, dry_run=True) == "Будет разложено: 3 мысли"
    assert changes.say_filed(0, 1, dry_run=False) == "осталось 1"


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (1, "Запись связана с [[JPoint]]. Продолжить разговор — с пятницы 20 ноября."),
        (2, "2 записи связаны с [[JPoint]]. Продолжить разговор — с пятницы 20 ноября."),
        (5, "5 записей связано с [[JPoint]]. Продолжить разговор — с пятницы 20 ноября."),
        (21, "21 запись связана с [[JPoint]]. Продолжить разговор — с пятницы 20 ноября."),
    ],
)
def test_entries_that_link_to_an_event_are_counted(entries: int, said: str) -> None:
    """The verb agrees with the number."""
    assert changes.say_follow_up(FollowUp("JPoint", entries, FRIDAY), TODAY) == said


def test_an_answer_says_when_somebody_is_back_and_how_to_undo() -> None:
    """The command to undo stands after the sentence, without its full stop."""
    assert changes.say_back(BACK, "", undoable=False) == "Вернётся в среду 23 декабря"
    assert (
        changes.say_back(BACK, "Через Ольгу: 1 оффер.", undoable=True)
        == "Через Ольгу: 1 оффер. Вернётся в среду 23 декабря · ck undo"
    )
    assert (
        changes.say_back(BACK._replace(reply_owed=True), "", undoable=True)
        == "Ответ за вами · ck undo"
    )


def test_an_answer_says_what_is_settled_and_what_is_still_to_tell() -> None:
    """The command is a line of its own."""
    closed = [Settled("waiting", FRIDAY, "JD"), Settled("promise", FRIDAY, "резюме")]
    assert (
        changes.say_closed(closed, TODAY)
        == "Закрыто: обещанное вам к пятнице 20 ноября («JD»), обещание «резюме»"
    )
    assert changes.say_untold(["Релиз (9 ноября)"], "") == ["Ещё не рассказано: Релиз (9 ноября)"]
    assert changes.say_untold(["Релиз (9 ноября)", "Оффер (май)"], "ck log анна") == [
        "Ещё не рассказано: Релиз (9 ноября), Оффер (май). Если рассказали:",
        "ck log анна",
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (changes.ask_about_log("Хроника"),
         "Раздел «Хроника» похож на журнал: в нём даты. Писать туда, сейчас и впредь?"),
        (changes.ask_about_log(""),
         "Записи с датами стоят здесь без заголовка журнала. Писать туда, сейчас и впредь?"),
        (changes.say_log_chosen("Хроника", is_new=True), "Теперь разделы «Хроника» — журналы."),
        (changes.say_log_chosen("", is_new=False),
         "Так уже и есть: ck пишет и в журнал без заголовка."),
        (changes.say_new_note("Люди/Ольга.md"), "Новая заметка: Люди/Ольга.md"),
        (changes.say_new_note("Люди/Ольга.md", "Шаблоны/Рекрутер.md"),
         "Новая заметка: Люди/Ольга.md, по шаблону Шаблоны/Рекрутер.md"),
        (changes.say_refused_contact("Boris Ivanov"), "Boris Ivanov: есть просьба не писать."),
        (changes.say_same_address("a@b.ru", OLGA),
         "a@b.ru есть и у другого контакта: Ольга Ким (Люди/Ольга.md)."),
        (changes.say_file_name("а/б", "а б"), "файл нельзя назвать «а/б», поэтому его имя «а б»."),
        (changes.say_skipped_template("Ш.md"),
         "шаблон Ш.md пропущен: он не читается или не в UTF-8."),
        (changes.say_undone("log", "2026-11-23 09:30", dry_run=False),
         "Отменено: ck log, 2026-11-23 09:30"),
        (changes.say_undone("log", "2026-11-23 09:30", dry_run=True),
         "Будет отменено: ck log, 2026-11-23 09:30"),
        (changes.say_namesakes("Ольга", [OLGA]),
         "возможно, контакт «Ольга» уже есть: Ольга Ким, Озон (Люди/Ольга.md)."),
        (changes.say_names(["Анна", "Борис"]), "2 человека: Анна, Борис"),
        (changes.say_left_out("Анна", "строка 3: не закрыта."),
         "Анна — без изменений: строка 3: не закрыта"),
        (changes.say_more_notes(21), "и ещё 21 заметка"),
        (changes.say_older(1204), "раньше ещё 1\u00a0204: ck undo --list | less"),
        (changes.say_difference(TIER, taken=False),
         "tier: остаётся key, а не supporting (наоборот: --take tier)"),
        (changes.say_difference(TIER, taken=True), "tier: будет supporting, а не key"),
        (changes.say_merged(OLGA, []), "Ольга Ким: 0 записей"),
        (changes.say_merged(OLGA, ["Olga", "Оля"]),
         "Ольга Ким: 0 записей · другие имена: Olga, Оля"),
        (changes.ask_to_merge("А.md", "Б.md"), "Перенести всё из А.md в Б.md?"),
        (changes.say_empty_inbox("Входящие"), "В Входящие ничего не ждёт."),
        (changes.say_empty_inbox(""),
         "Разбирать нечего: папка входящих не названа ([inbox] folder)."),
        (changes.say_left("Входящие/1.md", "Файл пуст."), "Остаётся: Входящие/1.md: Файл пуст."),
        (changes.say_removed("уровень"), "уровень: удалено"),
        (changes.ask_what_happened("Ольга Ким"),
         "Ольга Ким: что произошло? Например:  <- тг: пришлёт JD в пятницу"),
        (changes.say_message_elsewhere("Ольга Ким", FRIDAY, TODAY),
         ("Ольга Ким: последнее сообщение в вашей ежедневной заметке от 20 ноября, а в такие "
          "заметки ck не пишет: добавьте к той строке [reply:: none].")),
        (changes.ask_head_day("вчера", FRIDAY, "звонок: спросила"),
         "«вчера» — это день, пт 20 ноября, а текст — «звонок: спросила»?"),
    ],
)  # fmt: skip
def test_the_answers_are_russian(said: str, words: str) -> None:
    """None tells a gender that the note does not tell; names stay in the nominative."""
    assert said == words


@pytest.mark.parametrize(
    ("channel", "name", "asked"),
    [
        ("call", "", "Это и есть звонок в пятницу 20 ноября?"),
        ("созвон", "Анна", "Анна: это и есть созвон в пятницу 20 ноября?"),
        ("", "", "Это и есть встреча в пятницу 20 ноября?"),
    ],
)
def test_it_is_asked_whether_an_entry_is_the_appointment(
    channel: str, name: str, asked: str
) -> None:
    """A channel that is known is said in Russian."""
    task = Task("", due=FRIDAY, channel=channel)
    assert changes.ask_to_tick(task, name) == asked
