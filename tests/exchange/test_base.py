"""The Base shows whom `ck` takes for contacts, over the properties as the notes spell them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bases import Base, Note, notes_of
from contactkeeper.config import load_settings
from contactkeeper.core.exporting.base import BaseRules, base_rules
from contactkeeper.core.people.audience import is_reachable
from contactkeeper.core.settings import ContactRules, Settings
from contactkeeper.exchange.base import write_base
from contactkeeper.text.export import TABLES
from contactkeeper.vault.loading import load
from contactkeeper.vault.obsidian import ignore_filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Contact, Status

TODAY = date(2026, 11, 23)
EXAMPLES = Path(__file__).parents[2] / "examples" / "vault"
DOCUMENTED = frozenset(
    {
        "date", "duration", "file", "if", "image", "icon", "link", "list", "max", "min", "now",
        "number", "today", "random", "html", "escapeHTML", "isTruthy", "isType", "toString",
        "format", "time", "relative", "isEmpty", "contains", "containsAll", "containsAny",
        "endsWith", "lower", "replace", "repeat", "reverse", "slice", "split", "startsWith",
        "title", "trim", "abs", "ceil", "floor", "round", "toFixed", "filter", "flat", "join",
        "map", "reduce", "sort", "unique", "asLink", "hasLink", "hasProperty", "hasTag",
        "inFolder", "keys", "values",
    }
)  # fmt: skip
"""The functions in Obsidian's help."""


def base_of(vault: Path, settings: Settings) -> tuple[str, Sequence[Contact]]:
    """Return the Base of a vault, and its contacts."""
    loaded = load(vault, settings)
    rules = base_rules(loaded.contacts, loaded.template_folders, settings)
    return write_base(rules, TABLES).decode(), list(loaded.contacts)


def fill(vault: Path) -> None:
    """Write notes whose properties are spelled in many ways, and some that are no contacts."""
    for path, properties in {
        "R/Анна.md": {"компания": '"[[Яндекс]]"', "др": "12.04", "уровень": "ключевой"},
        "R/Борис.md": {"company": "[Avito, Ozon]", "birthday": '"--11-24"', "Status": "On hold"},
        "R/Clara.md": {"company": "", "birthday": "1990-11-22", "paused_until": "2027-01-01"},
        "R/Dora.md": {"День рождения": "1990-11-23", "статус": "не писать"},
        "R/Eva.md": {"bday": '"04-12"', "статус": "DNC", "Last Contact": "2026-01-01"},
        "R/Fil.md": {"birthday": "2000-11-23", "status": "active", "paused_until": "2027-01-01"},
        "R/Ira.md": {"status": "paused", "пауза до": "2026-11-22"},
        "R/Jan.md": {"status": "paused", "пауза до": "2027-11-23"},
        "Templates/Person.md": {},
        "Other/Doc.md": {"tags": "[book]"},
        "Other/Gleb.md": {"tags": "[x]", "type": "HR"},
        "Other/Hana.md": {"tags": "Recruiter/IT"},
    }.items():
        place = vault / path
        place.parent.mkdir(parents=True, exist_ok=True)
        lines = {"tags": "[recruiter]", **properties}.items()
        block = "".join(f"{name}: {value}\n" for name, value in lines)
        place.write_text(f"---\n{block}---\n", encoding="utf-8")


@pytest.fixture(params=["examples", "spelled", "folders"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Settings]:
    """Give vaults with different marks of a contact."""
    if request.param == "examples":
        return EXAMPLES, load_settings(EXAMPLES, tmp_path / "none")
    fill(tmp_path)
    rules = ContactRules() if request.param == "spelled" else ContactRules((), (), ("R/",))
    return tmp_path, Settings(contacts=rules)


def test_it_shows_the_contacts_who_may_be_contacted(vault: tuple[Path, Settings]) -> None:
    """Each of them and nobody else, but for notes whose properties nobody can read.

    Obsidian leaves out its excluded files by itself.
    """
    place, settings = vault
    text, contacts = base_of(place, settings)
    left_out = ignore_filters(place).prefixes
    notes = [each for each in notes_of(place) if not each.path.startswith(left_out)]
    readable = {each.path for each in notes if each.properties}
    shown = [each.path for each in Base(text, TODAY).rows("All by tier", notes)]
    assert len(shown) > 3
    assert set(shown) == readable & {
        each.path for each in contacts if each.status != "do-not-contact"
    }


def test_it_shows_who_is_paused(vault: tuple[Path, Settings]) -> None:
    """By the status in any of its words, else by the day or the switch, until the pause ends."""
    place, settings = vault
    text, contacts = base_of(place, settings)
    shown = {each.path for each in Base(text, TODAY).rows("Paused", notes_of(place))}
    assert shown == {
        each.path for each in contacts if each.status == "paused" and not is_reachable(each, TODAY)
    }
    assert shown


def test_birthdays_come_in_the_order_of_the_year(tmp_path: Path) -> None:
    """The next one first, whatever the form; today is the next one."""
    fill(tmp_path)
    text, _ = base_of(tmp_path, Settings())
    shown = Base(text, TODAY).rows("Birthdays", notes_of(tmp_path))
    assert [Path(each.path).stem for each in shown] == ["Fil", "Борис", "Анна", "Clara"]


def test_companies_are_grouped_by_their_first(tmp_path: Path) -> None:
    """Under whichever property they stand."""
    fill(tmp_path)
    text, _ = base_of(tmp_path, Settings())
    base = Base(text, TODAY)
    assert base.views["By company"]["groupBy"]["property"] == "formula.company_name"
    companies = {
        Path(each.path).stem: base.cell("formula.company_name", each)
        for each in base.rows("By company", notes_of(tmp_path))
    }
    assert companies == {
        "Анна": "[[Яндекс]]", "Борис": "Avito", "Clara": None, "Fil": None, "Gleb": None,
        "Hana": None, "Ira": None, "Jan": None,
    }  # fmt: skip


def test_columns_are_the_properties_that_notes_have(vault: tuple[Path, Settings]) -> None:
    """As the notes spell them; where they do so in several ways, a formula."""
    place, settings = vault
    text, contacts = base_of(place, settings)
    base = Base(text, TODAY)
    spelled = {name for each in contacts for name, _ in each.properties}
    for view in base.views.values():
        for column in view["order"]:
            kind, _, name = column.partition(".")
            if kind == "note":
                assert name in spelled
            elif kind == "formula":
                assert name in base.document["formulas"]
            else:
                assert column == "file.name"


def test_all_that_is_used_is_documented(vault: tuple[Path, Settings]) -> None:
    """Functions are those of Obsidian's help, and each formula that is named is there."""
    text, _ = base_of(*vault)
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"", '""', text)
    assert set(re.findall(r"(\w+)\(", bare)) <= DOCUMENTED
    formulas = set(re.findall(r"formula\.(\w+)", bare))
    assert formulas == formulas & Base(text, TODAY).document["formulas"].keys()


def test_nothing_of_a_person_is_in_it(tmp_path: Path) -> None:
    """It says where to look, not what stands there."""
    fill(tmp_path)
    text, _ = base_of(tmp_path, Settings())
    for words in ("Анна", "Яндекс", "Avito", "1990", "2027", "ключевой"):
        assert words not in text


def test_a_contact_of_today_is_one_of_tomorrow(tmp_path: Path) -> None:
    """Whoever is marked later, in another word for it, is not shown, though it was not known."""
    fill(tmp_path)
    text, _ = base_of(tmp_path, Settings())
    later = Note("R/Ivan.md", {"tags": ["recruiter"], "status": "Do not contact"})
    base = Base(text, TODAY)
    assert base.rows("All by tier", [later]) == []
    assert base.rows("All by tier", [later._replace(properties={"tags": ["recruiter"]})])


NAMES = st.text(
    st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=9
)


@given(NAMES, NAMES, NAMES, NAMES)
def test_any_name_is_a_name(status: str, company: str, kind: str, folder: str) -> None:
    """Whatever stands in the names of properties and folders, or in values, ends no text."""
    spellings = {"status": (status, "Статус"), "company": (company,), "type": (kind,)}
    words: dict[Status, tuple[str, ...]] = {"paused": ("p'\"\\",), "do-not-contact": ("d'\"\\",)}
    rules = BaseRules((), ("t'\"\\",), (folder,), (), spellings, words)
    base = Base(write_base(rules, TABLES).decode(), TODAY)
    for properties, tables in [
        ({}, ["All by tier"]),
        ({status: "p'\"\\"}, ["All by tier", "Paused"]),
        ({"Статус": "d'\"\\"}, []),
    ]:
        row = Note(f"{folder}/x.md", properties)
        found = [name for name in ("All by tier", "Paused") if base.rows(name, [row])]
        assert found == tables
    assert base.rows("All by tier", [Note("x.md", {kind: "t'\"\\"})])
