"""Common short and other forms of given names, English and Russian: Саша, Катя, Bob, Liz.

A table of words. Whether and when a form counts is decided in `names.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from contactkeeper.core.people.folding import fold

_FORMS = """
Александр Саша Саня Сашка Шура Алекс Alexander Alex Sasha
Александра Саша Саня Сашка Шура Алекс Сандра Alexandra Alex Sandra Sasha
Алексей Лёша Алёша Лёха Alexey Alex
Алёна Алёнка Елена
Алиса Алиска Alice
Альберт Алик
Анастасия Настя Ася Стася Настасья
Анатолий Толя Толик
Ангелина Геля Лина
Андрей Андрюша Дюша Andrew Andy
Анжелика Лика Анжела
Анна Аня Анюта Анечка Нюра Нюша Ann Anne
Антон Тоша Антоша
Антонина Тоня
Аркадий Аркаша
Арсений Сеня Арс
Артём Тёма Артемий
Артур Тур
Богдан Бодя
Борис Боря
Вадим Вадик Дима
Валентин Валя
Валентина Валя
Валерий Валера
Валерия Лера Валера
Варвара Варя
Василий Вася
Василиса Вася
Вера Верочка
Вероника Ника Вера
Виктор Витя
Виктория Вика Victoria Vicky
Виталий Виталик Веталь
Владимир Вова Володя Влад
Владислав Влад Владик Слава
Владислава Влада Слава
Всеволод Сева
Вячеслав Слава Славик
Галина Галя
Геннадий Гена
Георгий Гоша Жора Гера George
Герман Гера
Глеб Глебушка
Григорий Гриша Gregory Greg
Даниил Данила Данил Даня Daniel Dan
Дарья Даша Дария
Денис Ден Дэн Dennis
Диана Дина
Дмитрий Дима Митя Димон Димка
Евгений Женя Eugene Gene
Евгения Женя Eugenia
Егор Гоша Егорка
Екатерина Катя Катюша Катерина Катька Catherine Katherine Kate
Елена Лена Алёна Леночка Helen Helena
Елизавета Лиза Elizabeth Liza
Жанна Жанночка
Захар Захарка
Зинаида Зина
Зоя Зойка
Иван Ваня
Игорь Гоша Игорёк
Илья Илюша Илюха
Инна Инночка
Иннокентий Кеша
Ирина Ира Иришка Irene
Карина Кариша
Кирилл Кира Кирюша Cyril
Кира Кирочка
Константин Костя Constantine
Кристина Крис Christina
Ксения Ксюша Оксана Ксюха
Лариса Лара
Лев Лёва Лео
Леонид Лёня
Лидия Лида
Любовь Люба
Людмила Люда Люся Мила
Максим Макс Max
Маргарита Рита Марго Margaret
Марина Мариша
Мария Маша Маруся Маня Мариша Mary
Марья Маша Мария
Марк Маркуша
Матвей Мотя Matthew
Михаил Миша Мишка Michael Mike
Надежда Надя
Наталья Наташа Ната Наталия
Никита Ник Никитос
Николай Коля Ник Nicholas Nick
Нина Ниночка
Оксана Ксюша
Олег Олежка
Олеся Леся
Ольга Оля Лёля
Павел Паша Paul
Пётр Петя Peter
Полина Поля
Роман Рома
Руслан Русик
Савелий Сава
Светлана Света Лана
Святослав Слава Свят
Семён Сёма Сеня Simon
Сергей Серёжа Серж Серёга Serge
София Соня Софья Софа Sophie
Станислав Стас Слава
Степан Стёпа Stephen
Таисия Тая Тася
Тамара Тома
Татьяна Таня
Тимофей Тима Тим
Тимур Тима Тим
Ульяна Уля
Фаина Фая
Фёдор Федя Феодор
Эдуард Эдик
Элеонора Эля Нора
Эльвира Эля
Эмилия Эмма Мила
Юлия Юля
Юрий Юра
Яков Яша Jacob
Яна Яночка
Ярослав Ярик Слава
Abigail Abby Gail
Abraham Abe
Alan Al
Albert Al Bert
Alexander Alex Al Alec Sandy Xander
Alexandra Alex Sandra Lexi Alexa Sandy
Alfred Al Fred
Alice Ali
Amanda Mandy
Andrea Andi Drea
Andrew Andy Drew
Angela Angie
Ann Anne Annie Anna Nancy
Anthony Tony Ant
Arthur Art
Barbara Barb Babs
Benjamin Ben Benny Benji
Bernard Bernie
Bradley Brad
Bridget Bridie
Caroline Carrie Carol
Catherine Cathy Cath Kate Cate
Charles Charlie Chuck Chas
Charlotte Charlie Lottie
Christina Chris Tina Chrissy
Christine Chris Tina Chrissy
Christopher Chris Topher Kit
Cynthia Cindy
Daniel Dan Danny
Danielle Dani
David Dave Davey
Deborah Deb Debbie
Dennis Denny
Dominic Dom
Donald Don Donny
Dorothy Dot Dottie
Douglas Doug
Edward Ed Eddie Ted Ned Teddy
Eleanor Ellie Nell Nora
Elizabeth Liz Lizzie Beth Betty Eliza Betsy Libby Liza Lisa Ellie
Emily Em
Eugene Gene
Florence Flo
Frances Fran Frankie
Francis Frank
Frederick Fred Freddie
Gabriel Gabe
Gabrielle Gabby
Geoffrey Geoff
George Georgie
Gerald Gerry Jerry
Gregory Greg
Harold Harry Hal
Helen Nell
Henry Harry Hank
Isabella Bella Izzy Isabel
Jacob Jake
Jacqueline Jackie
James Jim Jimmy Jamie
Janet Jan
Jeffrey Jeff
Jennifer Jen Jenny
Jeremy Jerry
Jessica Jess Jessie
Joanna Jo
John Johnny Jack Jon
Jonathan Jon Jonny
Joseph Joe Joey
Joshua Josh
Judith Judy
Julia Jules Julie
Katherine Kate Kathy Katie Kat Kathryn Kit
Kathleen Kathy Kate
Kenneth Ken Kenny
Kimberly Kim
Laura Laurie
Lawrence Larry Laurie
Leonard Leo Len Lenny
Louis Lou Louie
Louise Lou
Madeleine Maddie
Margaret Maggie Meg Peg Peggy Marge Greta Rita
Mary Molly Polly
Martin Marty
Matthew Matt Matty
Maximilian Max
Megan Meg
Melissa Mel Missy
Michael Mike Mick Mickey
Michelle Shelly
Mitchell Mitch
Nathan Nate Nat
Nathaniel Nate Nat
Natalie Nat
Nicholas Nick Nicky Nico
Nicole Nicky Nikki
Oliver Ollie
Olivia Liv Livvy
Pamela Pam
Patricia Pat Patty Trish Tricia
Patrick Pat Paddy
Penelope Penny
Peter Pete
Philip Phil Phillip
Rachel Rach
Raymond Ray
Rebecca Becky Becca
Richard Rick Dick Rich Richie Ricky
Robert Bob Bobby Rob Robbie Bert
Roberta Bobbie
Ronald Ron Ronnie
Samantha Sam Sammy
Samuel Sam Sammy
Sarah Sally Sadie
Sebastian Seb
Sophia Sophie
Stephanie Steph
Stephen Steve Stevie Steven
Susan Sue Susie Suzy
Suzanne Sue Suzy
Teresa Terry Tess
Theodore Ted Theo Teddy
Theresa Terry Tess
Thomas Tom Tommy
Timothy Tim Timmy
Valerie Val
Veronica Ronnie
Victor Vic
Victoria Vicky Vic Tori
Vincent Vince Vinny
Virginia Ginny
Walter Walt
William Bill Billy Will Liam Willy
Zachary Zach Zack
"""


@lru_cache(maxsize=1)
def _table() -> str:
    # Each form between spaces, each name in a line of its own.
    return "\n".join(f" {line} " for line in fold(_FORMS).strip().split("\n"))


def other_forms(pattern: str) -> tuple[str, ...]:
    """Return the folded forms of all names that have a form which the pattern matches.

    `pattern` is a regular expression for one folded word; the word's own form is among the result.
    """
    table = _table()
    forms: dict[str, None] = {}
    for match in re.finditer(f" {pattern}(?= )", table):
        start = table.rfind("\n", 0, match.start() + 1) + 1
        end = table.find("\n", match.end())
        forms.update(dict.fromkeys(table[start : end if end >= 0 else None].split()))
    return tuple(forms)
