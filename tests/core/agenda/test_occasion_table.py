"""Every kind of occasion has all its pieces; a failure names the file in which one is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.agenda import occasions
from contactkeeper.core.agenda.occasions import KINDS, kind_of
from contactkeeper.core.agenda.ranking import REASON_KINDS
from contactkeeper.core.drafts.templates import LANGS, built_in, situation
from contactkeeper.core.model import Contact, EventNotes
from contactkeeper.core.settings import Settings
from contactkeeper.text.en.occasions import text_of

if TYPE_CHECKING:
    from contactkeeper.core.agenda.occasion import OccasionKind


def test_every_module_is_in_the_list() -> None:
    """A kind that is written and not listed is shown to nobody."""
    folder = Path(occasions.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    listed = {kind.find.__module__.rpartition(".")[2] for kind in KINDS}
    assert modules == listed, "core/agenda/occasions/__init__.py: KINDS has not all kinds"


def test_each_name_is_one_kind() -> None:
    """Of an occasion, and of any other reason."""
    assert len(set(REASON_KINDS)) == len(REASON_KINDS)
    assert [kind_of(kind.name) for kind in KINDS] == list(KINDS)
    assert kind_of("cadence") is None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_its_source_and_its_sentences(kind: OccasionKind) -> None:
    """It comes from one field, kind of note or setting, and is said and suggested."""
    sources = [kind.field in Contact._fields, kind.notes in EventNotes._fields,
               kind.option in Settings._fields]  # fmt: skip
    assert sources.count(True) == 1
    assert text_of(kind.name).upcoming
    assert text_of(kind.name).back
    assert bool(kind.suggests) == bool(text_of(kind.name).suggestion)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("address", ["вы", "ты"])
@pytest.mark.parametrize("holding", [(), ("late",), ("early",), ("plain",)])
def test_every_kind_has_its_drafts(
    kind: OccasionKind, lang: str, address: str, holding: tuple[str, ...]
) -> None:
    """In each language, and on each form of address."""
    words = situation("ru" if lang == "ru" else "en", address, holding=holding)
    assert built_in(kind.name, words).text


def test_what_is_missing_is_named_by_its_file() -> None:
    """For whoever adds a kind."""
    with pytest.raises(LookupError, match=r"text/en/occasions\.py has no row .*'x'"):
        text_of("x")
    with pytest.raises(LookupError, match=r"core/drafts/ru\.md has no text .*'x'"):
        built_in("x", situation("ru"))
