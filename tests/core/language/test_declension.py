from __future__ import annotations

import pytest

from contactkeeper.core.language.declension import nominatives


@pytest.mark.parametrize(
    ("nominative", "cases"),
    [
        ("анна", "анны анне анну анной анною"),
        ("ольга", "ольги ольге ольгу ольгой"),
        ("маша", "маши маше машу машей"),
        ("аня", "ани ане аню аней"),
        ("юлия", "юлии юлию юлией"),
        ("илья", "ильи илье илью ильей"),
        ("борис", "бориса борису борисом борисе"),
        ("андрей", "андрея андрею андреем андрее"),
        ("дмитрий", "дмитрия дмитрию дмитрием дмитрии"),
        ("игорь", "игоря игорю игорем игоре"),
        ("любовь", "любови любовью"),
        ("павел", "павла павлу павлом павле"),
        ("лев", "льва льву львом льве"),
        ("петр", "петра петру петром петре"),
        ("иванов", "иванова иванову ивановым иванове"),
        ("иванова", "ивановой иванову"),
        ("каренина", "карениной каренину"),
        ("горский", "горского горскому горским горском"),
        ("горская", "горской горскую"),
        ("толстой", "толстого толстому толстым толстом"),
        ("бабич", "бабича бабичу бабичем бабиче"),
        ("кравец", "кравца кравцу кравцом кравце"),
        ("воробей", "воробья воробью воробьем воробье"),
    ],
)
def test_each_case_leads_to_the_name(nominative: str, cases: str) -> None:
    """Of every case the nominative is among the readings."""
    for case in cases.split():
        assert nominative in nominatives(case), case


@pytest.mark.parametrize("word", ["", "а", "яна", "anna", "ли", "шевченко", "анна"])
def test_a_name_is_not_its_own_case(word: str) -> None:
    """The word itself is no reading of it, and short or Latin words have none that is too short."""
    assert word not in nominatives(word)
    assert all(len(each) > 1 for each in nominatives(word))
