from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.people.salutation import call_name, given_in, is_plain
from contactkeeper.core.people.spellings import given_names
from histories import contact


@pytest.mark.parametrize(
    ("name", "given_name"),
    [
        ("Анна Каренина", "Анна"),
        ("Каренина Анна", "Анна"),
        ("Каренина Анна Аркадьевна", "Анна"),
        ("Анна Аркадьевна Каренина", "Анна"),
        ("Анна Аркадьевна", "Анна"),
        ("Karenina Anna Arkadyevna", "Anna"),
        ("Абрамович Роман", "Роман"),
        ("Ольга Ким", "Ольга"),
        ("Ким Ольга", "Ольга"),
        ("Лёша Петров", "Лёша"),
        ("Ахметова Зульфия", "Зульфия"),
        ("Гульчехра Ахметова", "Гульчехра"),
        ("Ахметова Гульчехра", "Гульчехра"),
        ("Igor Volkov", "Igor"),
        ("Volkov Igor", "Igor"),
        ("Dmitrii Orlov", "Dmitrii"),
        ("Olga Kim", "Olga"),
        ("Tom Becker", "Tom"),
        ("Hanna Schmidt", "Hanna"),
        ("Thomas Paul", "Thomas"),
        ("Anna Maria Schmidt", "Anna"),
        ("Anna-Maria Schmidt", "Anna-Maria"),
        ("Мария-Луиза Иванова", "Мария-Луиза"),
        ("Karenina, Anna", "Anna"),
        ("Каренина, Анна Аркадьевна", "Анна"),
        ("Анна Каренина, HR", "Анна"),
        ("Dr. Anna Schmidt", "Anna"),
        ("Anna Bell (Google)", "Anna"),
        ("Anna Bell | Ozon", "Anna"),
        ("Анна — HR Яндекс", "Анна"),
        ("Анна К.", "Анна"),
        ("🌟 Анна Каренина", "Анна"),
        ("анна каренина", "Анна"),
        ("Анна", "Анна"),
        ("Ozon", "Ozon"),
    ],
)
def test_the_given_name_is_found_wherever_it_stands(name: str, given_name: str) -> None:
    """Before or after the family name, with a patronymic, a title or an appendix, in any script."""
    assert given_in(name) == given_name


@pytest.mark.parametrize(
    "name",
    [
        "Роман Абрамович",
        "Павел Роман",
        "Zhang Wei",
        "Nagy László",
        "Томас Мюллер",
        "А. Каренина",
        "Minsu Kim",
        "Kim Minsu",
    ],
)
def test_in_doubt_it_is_the_whole_name(name: str) -> None:
    """Where no word is surely the given name, nobody is called by what may be another's."""
    assert given_in(name) == ""
    assert call_name(contact(name), "ru", "вы") == name


def test_a_patronymic_is_kept_on_vy_where_it_is_how_somebody_is_called() -> None:
    """A note of a name and a patronymic is that of somebody addressed so, but not on ты."""
    assert call_name(contact("Анна Аркадьевна"), "ru", "вы") == "Анна Аркадьевна"
    assert call_name(contact("Анна Аркадьевна"), "ru", "ты") == "Анна"
    assert call_name(contact("Каренина Анна Аркадьевна"), "ru", "вы") == "Анна"


def test_an_alias_in_the_letters_of_the_language_goes_first() -> None:
    """Igor is Игорь in a Russian message only where the note spells him so, and the reverse."""
    assert call_name(contact("Igor Volkov"), "ru", "вы") == "Igor"
    assert call_name(contact("Igor Volkov", aliases=("Игорь Волков",)), "ru", "вы") == "Игорь"
    assert call_name(contact("Igor Volkov", aliases=("Игорь Волков",)), "en", "") == "Igor"
    assert call_name(contact("Юлия Маркова", aliases=("Julia Markova",)), "en", "") == "Julia"
    assert call_name(contact("Юлия Маркова"), "en", "") == "Юлия"


def test_a_short_form_among_the_aliases_is_for_those_on_ty() -> None:
    """Аня is Аня to her friends; an alias of another name is nobody's short form."""
    anna = contact("Анна Каренина", aliases=("Аня Каренина",))
    assert call_name(anna, "ru", "ты") == "Аня"
    assert call_name(anna, "ru", "вы") == "Анна"
    married = contact("Анна Каренина", aliases=("Анна Облонская", "Вера"))
    assert call_name(married, "ru", "ты") == "Анна"


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=3))
def test_any_name_calls_somebody(name: str, aliases: list[str]) -> None:
    """Whatever a note is called, nothing raises; what is called stands there and has no signs."""
    for lang, address in (("ru", "ты"), ("ru", "вы"), ("en", "")):
        called = call_name(contact(name, aliases=tuple(aliases)), lang, address)  # type: ignore[arg-type]
        folded = "".join([name, *aliases]).casefold().split()
        assert all(word.casefold() in " ".join(folded) or not word for word in called.split())
        assert not re.search(r"[\d_@#()\[\]{}|/:<>\x00-\x1f]", called)


@pytest.mark.parametrize(
    "name", ["HR Ozon", "🙂", "{{ 7 * 7 }}", "", "@schen", "schen42", "hr@ozon.ru", "2024-05", "()"]
)
def test_what_is_no_plain_name_calls_nobody(name: str) -> None:
    """A handle, an address or a role is nobody's name; a plain title goes in its place."""
    assert call_name(contact(name), "ru", "вы") == call_name(contact(name), "en", "") == ""
    assert call_name(contact(name, aliases=("Анна Ли",)), "ru", "вы") == "Анна"
    assert call_name(contact(name, aliases=("Minsu Kim",)), "en", "") == "Minsu Kim"


GIVEN = st.sampled_from(["Sarah", "Anna", "Boris", "Анна", "Лёша", "Константин"])
FAMILIES = {True: ["Чен", "Каренина", "Ли"], False: ["Chen", "Karenina", "Lee", "O’Neil"]}
DECORATED = st.sampled_from(
    [
        "Person - {}", "Contact: {}", "Контакт — {}", "HR | {}", "Рекрутер {}", "@{}", "2024-05 {}",
        "2024-05-12 - {}", "12. {}", "📇 {}", "🌟{}", "(Yandex) {}", "[[Ozon]] {}", "Ozon | {}",
        "{} - Recruiter @ Avito", "Recruiter @ Avito - {}", "{} @Avito", "{} (Ozon, HR)", "{} ⭐",
        "Dr. {}", "{}, PhD", "#{}", "- {}", "{}_", "_{}_", "{}2",
        "{} 📞 +7 999", "{} / Ozon", "«{}»",
    ]
)  # fmt: skip


@given(GIVEN, st.booleans(), st.integers(0, 3), DECORATED)
def test_no_prefix_and_no_sign_hides_the_given_name(
    given_name: str,
    is_upper: bool,  # noqa: FBT001  # as Hypothesis gives it
    family: int,
    decorated: str,
) -> None:
    """With a family name or without, in any order, whatever stands around it."""
    families = FAMILIES[given_name[0] > "z"]
    surname = families[family % len(families)]
    surname = surname.upper() if is_upper else surname
    for whole in (given_name, f"{given_name} {surname}", f"{surname} {given_name}"):
        called = call_name(contact(decorated.format(whole)), "en", "")
        assert called == given_name


def test_a_title_goes_before_a_file_name_with_a_prefix_or_a_sign() -> None:
    """Also where no table knows the name; a file name that is plain stays the first."""
    for name in ("Person - Minsu Kim", "Zephyr - Minsu Kim", "@minsu", "minsu.k@ozon.ru"):
        assert call_name(contact(name, aliases=("Minsu Kim",)), "en", "") == "Minsu Kim"
    assert call_name(contact("@boris", aliases=("Анна Ли",)), "ru", "вы") == "Анна"
    assert call_name(contact("Anna Lee", aliases=("Lee", "Boss")), "en", "") == "Anna"
    assert call_name(contact("Anna Lee (Google)", aliases=("Boss",)), "en", "") == "Anna"


def test_the_greeting_of_the_note_goes_before_all_names() -> None:
    """Not in Russian letters in English."""
    sergey = contact("Sergey Petrov", aliases=("Серёжа Петров",), greeting="Сергей Петрович")
    assert call_name(sergey, "ru", "вы") == "Сергей Петрович"
    assert call_name(sergey, "en", "вы") == "Sergey"
    smith = contact("Джон Смит", greeting="Mr. Smith")
    assert call_name(smith, "en", "вы") == call_name(smith, "ru", "вы") == "Mr. Smith"


@given(st.sampled_from(sorted(given_names())))
def test_every_given_name_of_the_table_is_plain(name: str) -> None:
    """What the table knows is what somebody may be called by."""
    assert is_plain(name)
    assert given_in(name.title()) == name.title()
