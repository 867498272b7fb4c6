"""The catalogues: each text of the sources has its translation, with the same facts."""

from __future__ import annotations

import re
from gettext import translation
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

import translations
from contactkeeper.text.catalogue import Catalogue
from contactkeeper.text.speech import CATALOGUES, DOMAIN, LANGUAGES, Speech
from contactkeeper.wording import Wording
from latin_words import strange_words

PATHS = sorted(translations.CATALOGUES.glob("*/LC_MESSAGES/ck.po"))
RUSSIAN = translations.read(translations.CATALOGUES / "ru/LC_MESSAGES/ck.po")
TEXTS = [message for message in RUSSIAN if message.id]


def parts(text: object) -> tuple[str, ...]:
    """Return the forms of a text: one, or one a number."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def facts_of(template: str) -> set[str]:
    """Return the names of the facts of a template; none where its braces are only characters."""
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:
        return set()


def all_facts_of(message: Message) -> set[str]:
    """Return the names of the facts of a text; `{% … %}` in a text without facts is none."""
    found = set.union(*map(facts_of, parts(message.id)))
    return found if all(map(str.isidentifier, found)) else set()


def test_every_language_but_english_has_a_catalogue() -> None:
    """English is what stands in the sources."""
    assert {path.parts[-3] for path in PATHS} == {*LANGUAGES} - {"en"}
    assert all(Path(CATALOGUES, each, "LC_MESSAGES/ck.mo").is_file() for each in LANGUAGES[1:])


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parts[-3])
def test_a_catalogue_has_the_texts_of_the_sources_and_no_others(path: Path) -> None:
    """`python translations.py` brings it up to date."""
    there = {parts(message.id) for message in translations.read(path) if message.id}
    missing = {parts(message.id) for message in translations.extract() if message.id} ^ there
    place = path.relative_to(translations.CATALOGUES).as_posix()
    assert not missing, (
        f"catalogues/{place}: `python translations.py` brings it up to date: {missing}"
    )


def test_every_text_is_translated_into_russian() -> None:
    """In all numbers."""
    missing = [message.id for message in TEXTS if not translations.is_translated(message)]
    assert not missing
    assert not [message.id for message in TEXTS if message.fuzzy]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parts[-3])
def test_a_translation_has_the_facts_of_its_text(path: Path) -> None:
    """In each form; a text that is not translated is said in English."""
    faults = [
        f"{form}: other facts than {facts}"
        for message in translations.read(path)
        if message.id and translations.is_translated(message) and (facts := all_facts_of(message))
        for form in parts(message.string)
        if facts_of(form) != facts
    ]
    assert not faults, "\n".join(faults)


def test_a_russian_text_has_no_english() -> None:
    """And none of the quotes that English has."""
    faults = []
    for message in TEXTS:
        one = parts(message.id)[0]
        for form in parts(message.string):
            words = re.sub(r"\{[^}]*\}", "", form) if all_facts_of(message) else form
            if strange := strange_words(words):
                faults.append(f"{form}: {strange}")
            if {"“", "”", "’"} & set(form) or one[-1].isspace() != form[-1:].isspace():
                faults.append(f"{form}: quotes, or a blank at the end")
    assert not faults, "\n".join(faults)


def test_a_translation_is_compiled_and_said() -> None:
    """The build of the package has compiled what the catalogue says today."""
    speech = Speech("ru")
    for message in TEXTS:
        one, *many = parts(message.id)
        facts = dict.fromkeys(all_facts_of(message), 3)
        form = parts(message.string)[1 if many else 0]
        said = form.format_map(facts) if facts else form
        wording = Wording(one, **facts)
        if many:
            facts.pop("number", None)
            wording = Wording.counted(one, many[0], 3, **facts)
        assert speech.say(wording) == said


def test_a_catalogue_is_read_as_the_standard_library_reads_it() -> None:
    """Each text, in each number, and what is not there; ours makes no table of them."""
    theirs = translation(DOMAIN, CATALOGUES, ["ru"])
    ours = translation(DOMAIN, CATALOGUES, ["ru"], class_=Catalogue)
    for message in (
        *TEXTS,
        Message("not there"),
        Message(("one", "many")),
        Message("~"),
        Message("!"),
    ):
        one, *many = parts(message.id)
        if many:
            for number in range(25):
                asked = (one, many[0], number)
                assert ours.ngettext(*asked) == theirs.ngettext(*asked)
        else:
            assert ours.gettext(one) == theirs.gettext(one)
