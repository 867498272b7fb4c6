"""The English and Russian words for numbers and units of time, as people write them.

Only words: what they mean together is for `cadence` and `date_words` to say. All are
case-folded, with е for ё.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contactkeeper.core.model import Unit

_NUMBER_WORDS = (
    "one один одну одна одно одного",
    "two два две двух",
    "three три трех",
    "four четыре четырех",
    "five пять пяти",
    "six шесть шести",
    "seven семь семи",
    "eight восемь восьми",
    "nine девять девяти",
    "ten десять десяти",
    "eleven одиннадцать одиннадцати",
    "twelve двенадцать двенадцати",
)
NUMBERS = {
    word: number for number, words in enumerate(_NUMBER_WORDS, start=1) for word in words.split()
}

_UNIT_WORDS: dict[tuple[Unit, int], str] = {
    ("day", 1): "d day days д дн день дня дней сутки суток",
    ("week", 1): "w wk wks week weeks нед неделя неделю недели недель",
    ("week", 2): "fortnight fortnights",
    ("month", 1): "m mo mos mth mths month months мес месяц месяца месяцев",
    ("month", 3): "q qtr quarter quarters кв квартал квартала кварталов",
    ("month", 6): "полгода полугодие полугодия полугодий",
    ("year", 1): "y yr yrs year years г год года лет",
}
UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
"""A word to the (unit, how many of it) that it means: `quarter` is three months."""
