from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.note.schema import PROPERTIES

if TYPE_CHECKING:
    from cli.conftest import Ck

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

PATH = "Анна.md"
BODY = "# Анна\n\n---\nkey: no property\n"


def block(*lines: str) -> str:
    """Return a note with that block."""
    return "\n".join(["---", *lines, "---", BODY])


@pytest.mark.parametrize(
    ("before", "change", "after", "line"),
    [
        ([], "tier=key", ["tier: key"], "tier: key"),
        (["Уровень: supporting"], "tier=key", ["Уровень: key"], "Уровень: key"),
        (["tier: supporting # my guess"], "tier=key", ["tier: key # my guess"],
         "tier: key # my guess"),
        (['company: "[[avito]]"'], "company=[[Avito]]", ['company: "[[Avito]]"'],
         'company: "[[Avito]]"'),
        ([], "company=[[Avito]]", ['company: "[[Avito]]"'], 'company: "[[Avito]]"'),
        ([], "company=1984", ['company: "1984"'], 'company: "1984"'),
        ([], "telegram=@anna", ['telegram: "@anna"'], 'telegram: "@anna"'),
        ([], "cadence=каждые 2 недели", ["cadence: каждые 2 недели"], "cadence: каждые 2 недели"),
        (["Частота: monthly"], "cadence=45", ["Частота: 45"], "Частота: 45"),
        ([], "birthday=12.04", ['birthday: "12.04"'], 'birthday: "12.04"'),
        ([], "like=a=b", ["like: a=b"], "like: a=b"),
        ([], "aliases=Аня, Анюта", ["aliases: [Аня, Анюта]"], "aliases: [Аня, Анюта]"),
        (["aliases:", "  - Аня"], "aliases=Аня,Нюра", ["aliases:", "  - Аня", "  - Нюра"],
         "aliases:\n    - Аня\n    - Нюра"),
        ([], "нравится=чай: чёрный", ['нравится: "чай: чёрный"'], 'нравится: "чай: чёрный"'),
        (["Cadence: monthly"], "cadence=", [], "Cadence: removed"),
        (["aliases:", "  - Аня"], "aliases=", [], "aliases: removed"),
    ],
)  # fmt: skip
def test_one_property_changes_and_nothing_else(
    ck: Ck, before: list[str], change: str, after: list[str], line: str
) -> None:
    """The note's own spelling, comments, quotes and list form stay; undo gives the bytes back."""
    ck.note(PATH, block("tags: [recruiter]", *before))
    result = ck("set", "анна", change)
    assert (result.code, result.err) == (0, "")
    assert f"\n  {line}\n" in result.out
    assert ck.text(PATH) == block("tags: [recruiter]", *after)
    assert ck("undo").code == 0
    assert ck.text(PATH) == block("tags: [recruiter]", *before)


def test_several_at_once_are_one_change(ck: Ck) -> None:
    """All keys are set in one write, told in their order, and taken back together."""
    ck.note(PATH, block("tags: recruiter", "tier: key", "role: HR"))
    result = ck("set", "анна", "role=CTO", "tier=", "cadence=weekly")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна\n  role: CTO\n  tier: removed\n  cadence: weekly\n"
        "Still on the list: no entry yet · ck undo\n"
    )
    assert ck.text(PATH) == block("tags: recruiter", "role: CTO", "cadence: weekly")
    ck("undo")
    assert ck.text(PATH) == block("tags: recruiter", "tier: key", "role: HR")


def test_what_is_so_already_changes_nothing(ck: Ck) -> None:
    """No write, no history, no offer to undo."""
    ck.note(PATH, block("tags: recruiter", "tier: key"))
    result = ck("set", "анна", "tier=key", "company=")
    assert (result.code, result.err) == (0, "")
    assert result.out == "Анна\n  nothing to change\nStill on the list: no entry yet\n"
    assert ck("undo", "--list").out == "ck has changed nothing in this vault yet.\n"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (["tier=vip"], "tier: `vip` is no tier: write key or supporting."),
        (["cadence=по ситуации"], ("cadence: `по ситуации` is no cadence: "
         "write monthly, every 6 weeks, 45 days, event or none.")),
        (["status=gone"],
         "status: `gone` is no status: write active, paused or do-not-contact."),
        (["talk=often"], ("talk: `often` is no rhythm of talks: "
         "write monthly, quarterly, every 6 weeks or none.")),
        (["birthday=30.02"], "birthday: there is no day 30.02."),
        (["snooze_until=fri"],
         "snooze_until: `snooze_until: fri` is no date: write it as 2026-11-23."),
        (["tier"], "“tier” is no KEY=VALUE. For example: ck set anna cadence=monthly"),
        (["=key"], "“=key” is no KEY=VALUE. For example: ck set anna cadence=monthly"),
        (["tier=key", "Tier=key"], "Tier is given twice."),
        (["tier=key", "Уровень="], "Уровень is given twice."),
        (["x={{title}}"], "x: `x` would contain a template variable."),
        ([], "KEY=VALUE… is missing. See: ck set --help"),
    ],
)  # fmt: skip
def test_a_value_that_would_be_a_problem_is_refused(ck: Ck, changes: list[str], said: str) -> None:
    """Values are checked by the rooms that read them; the sentence says what is allowed."""
    ck.note(PATH, block("tags: recruiter"))
    result = ck("set", "анна", *changes)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {said}\n")
    assert ck.text(PATH) == block("tags: recruiter")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["tags: recruiter", "telegram: @anna"],
         ":3: The properties don't parse: `telegram: @anna` needs quotes. "),
        (["tags: recruiter", "role: a", "role: b"], ":4: The property `role` occurs twice. "),
        (["tags: recruiter", "x: {{title}}"], ":3: The properties contain template variables. "),
    ],
)  # fmt: skip
def test_a_block_that_is_unsure_is_left_alone(ck: Ck, lines: list[str], said: str) -> None:
    """A block that does not parse, has duplicate keys or a template's marks refuses: exit 1."""
    ck.note(PATH, block(*lines))
    result = ck("set", "анна", "tier=key")
    assert (result.code, result.out) == (1, "")
    assert result.err == f"ck: {PATH}{said}Nothing was written.\n"
    assert ck.text(PATH) == block(*lines)


def test_nobody_vanishes_by_a_tag(ck: Ck) -> None:
    """What would take the mark of a contact away is refused."""
    ck.note(PATH, block("tags: [recruiter, hr]"))
    result = ck("set", "анна", "tags=hr")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"ck: {PATH}: With that it would be no contact any more, and no list would hold it. "
        "Nothing was written.\n"
    )
    assert ck("set", "анна", "tags=#hr, recruiter/it").code == 0
    assert ck.text(PATH) == block("tags: [hr, recruiter/it]")


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (
            ['company: "[[Яндекс]]" # since 2020'],
            ["company=Ozon"],
            [
                'company: "Ozon" # since 2020',
                "company_since: 2026-11-23",
                'previous: ["[[Яндекс]]"]',
            ],
        ),
        (
            ["Компания: Яндекс", "Прошлая компания: Avito", "в компании с: 2020-02-03"],
            ["company=[[Ozon]]"],
            [
                'Компания: "[[Ozon]]"',
                "Прошлая компания: [Avito, Яндекс]",
                "в компании с: 2026-11-23",
            ],
        ),
        (
            ["previous:", "  - Avito", "company: [Яндекс, Сбер]"],
            ["employer=Ozon"],
            [
                "previous:", "  - Avito", "  - Яндекс", "  - Сбер", "company: Ozon",
                "company_since: 2026-11-23",
            ],
        ),
        (
            ["company: Avito", "previous: [avito]"],
            ["company=Ozon", "company_since=2026-11-02"],
            ["company: Ozon", "previous: [avito]", "company_since: 2026-11-02"],
        ),
        (
            ["company: Avito"],
            ["company=Ozon", "previous=Hays"],
            ["company: Ozon", "previous: Hays", "company_since: 2026-11-23"],
        ),
        (['company: "[[Avito]]"'], ["company=avito"], ['company: "avito"']),
        (["company: [Avito, Ozon]"], ["company=ozon"], ["company: ozon"]),
        (["company: Avito"], ["company="], []),
        ([], ["company=Avito"], ["company: Avito"]),
        (["company: Avito"], ["company=Avito", "tier=key"], ["company: Avito", "tier: key"]),
        (["company: Avito"], ["tier=key"], ["company: Avito", "tier: key"]),
    ],
)  # fmt: skip
def test_a_new_company_is_a_new_job(
    ck: Ck, before: list[str], change: list[str], after: list[str]
) -> None:
    """Another company brings its day and keeps the old one, in one change; nothing else does."""
    ck.note(PATH, block("tags: [recruiter]", *before))
    result = ck("set", "анна", *change)
    assert (result.code, result.err) == (0, "")
    assert ck.text(PATH) == block("tags: [recruiter]", *after)
    if ck.text(PATH) != block("tags: [recruiter]", *before):
        assert ck("undo").code == 0
        assert ck.text(PATH) == block("tags: [recruiter]", *before)


def test_a_new_job_is_said(ck: Ck) -> None:
    """What else was written is shown, and the occasion that it makes."""
    ck.note(PATH, "---\ntags: recruiter\ncompany: Avito\n---\n## Log\n- 2026-11-16 call: hi\n")
    result = ck("set", "анна", "company=Ozon")
    assert result.out == (
        "Анна, Ozon\n  company: Ozon\n  company_since: 2026-11-23\n  previous: [Avito]\n"
        "Still open: new job at Ozon today. Back Tue 16 Feb · ck undo\n"
    )
    assert "occasion    Анна Ozon new job at Ozon today\n" in ck("due").out
    document = json.loads(ck("due", "--json").out)
    assert document["items"][0]["reasons"] == [
        {"kind": "new-job", "due": "2026-11-23", "text": "new job at Ozon today"}
    ]
    closes = ck("log", "анна", "-s", "congratulations")
    assert "Closes: the new job\n" in closes.out


def test_tags_are_added_and_removed(ck: Ck) -> None:
    """The others stay as they are; a tag that is there, or not there, changes nothing."""
    ck.note(PATH, block("tags: [recruiter, imported, It]"))
    result = ck("set", "анна", "+#HR/senior", "-imported", "+it", "tier=key")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Анна\n  tier: key\n  tags: [recruiter, It, HR/senior]\n")
    assert ck.text(PATH) == block("tags: [recruiter, It, HR/senior]", "tier: key")
    assert "nothing to change" in ck("set", "анна", "+it", "-imported").out
    assert ck("undo").code == 0
    assert ck.text(PATH) == block("tags: [recruiter, imported, It]")
    result = ck("set", "анна", "-recruiter")
    assert (result.code, result.out) == (1, "")
    assert "it would be no contact any more" in result.err


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (["+a b"], "“+a b” is no tag: +TAG and -TAG take one word each."),
        (["+"], "“+” is no tag: +TAG and -TAG take one word each."),
        (["+it", "tags=a"], "tags= sets all tags, so it does not go with +TAG and -TAG."),
    ],
)
def test_what_is_no_tag_is_refused(ck: Ck, changes: list[str], said: str) -> None:
    """Nothing is written."""
    ck.note(PATH, block("tags: recruiter"))
    result = ck("set", "анна", *changes)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {said}\n")


@pytest.mark.parametrize(
    ("key", "near"),
    [("cadance", "cadence"), ("teir", "tier"), ("Brithday", "birthday"), ("чстота", "частота")],
)
def test_a_key_with_a_typing_error_is_not_set(ck: Ck, key: str, near: str) -> None:
    """In a script it is refused with what was meant; `--yes` and a note that has it go on."""
    ck.note(PATH, block("tags: recruiter"))
    result = ck("set", "анна", f"{key}=x")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"ck: ck reads no property “{key}”. Did you mean {near}? --yes sets {key} all the same.\n"
    )
    assert json.loads(ck("set", "анна", f"{key}=x", "--json").out)["error"]["code"] == "needs-yes"
    assert ck.text(PATH) == block("tags: recruiter")
    assert ck("set", "анна", f"{key}=x", "--yes").code == 0
    assert ck("set", "анна", f"{key}=zz").code == 0
    assert ck.text(PATH) == block("tags: recruiter", f"{key}: zz")


@pytest.mark.parametrize("key", ["date", "team", "photo", "city", "source", "link"])
def test_a_word_of_its_own_is_no_typing_error(ck: Ck, key: str) -> None:
    """It is set without a question, and `ck check` has nothing to say of it."""
    ck.note(PATH, block("tags: recruiter"))
    assert ck("set", "анна", f"{key}=x").code == 0
    assert ":3  mistyped-key" not in ck("check", "--all").out


@posix
@pytest.mark.parametrize(("typed", "key"), [("1\n", "cadence"), ("2\n", "cadance")])
def test_a_terminal_asks_which_key_is_meant(ck: Ck, typed: str, key: str) -> None:
    """The one that is read, or the word as it was typed."""
    from terminals import in_terminal

    ck.note(PATH, block("tags: recruiter"))
    code, shown = in_terminal("set", "анна", "cadance=weekly", typed=typed)
    assert "ck reads no property “cadance”. Which one? 1 to 2:" in " ".join(shown.split())
    assert code == 0
    assert ck.text(PATH) == block("tags: recruiter", f"{key}: weekly")


def test_an_audience_that_has_it_all_is_left_alone(ck: Ck) -> None:
    """One line says that there is nothing to change, in a script as with a question."""
    ck.note(PATH, block("tags: [recruiter]", "tier: key"))
    for arguments in ([], ["--yes"]):
        result = ck("set", "--for", "all", "tier=key", *arguments)
        assert (result.code, result.out, result.err) == (0, "nothing to change\n", "")


def test_the_unsorted_are_sorted_at_once(ck: Ck) -> None:
    """Nobody is left: whoever has a cadence, or history, is not asked about."""
    ck.note("Anna.md", block("tags: recruiter", "imported: 2026-11-20"))
    ck.note("Boris.md", block("tags: recruiter", "imported: 2026-11-20", "tier: key"))
    ck.note("Clara.md", block("tags: recruiter"))
    result = ck("set", "--for", "unsorted", "cadence=yearly", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == "1 person: Anna\nChanged 1 note · ck undo\n"
    again = ck("set", "--for", "unsorted", "cadence=yearly", "--yes")
    assert (again.code, again.err) == (2, "ck: --for: unsorted is nobody.\n")


def test_an_audience_is_changed_at_once(ck: Ck) -> None:
    """Names and number, a question, one undo; who has it already, or can't have it, is left out."""
    for name, lines in {
        "Anna": ["tags: [recruiter, imported]"],
        "Boris": ["tags: [recruiter, imported]", "status: paused"],
        "Clara": ["tags: [recruiter, imported]", "cadence: yearly"],
        "Dan": ["tags: [recruiter, imported]", "role: a", "role: b"],
        "Eva": ["tags: recruiter"],
    }.items():
        ck.note(f"{name}.md", block(*lines))
    result = ck("set", "--for", "tag:imported", "cadence=yearly")
    assert (result.code, result.out) == (2, "2 people: Anna, Boris\n")
    assert "Change 2 notes? There is no terminal to ask in: --yes answers." in result.err
    result = ck("set", "cadence=yearly", "+met", "--for", "tag:imported", "--yes")
    assert result.code == 0
    assert result.out == "3 people: Anna, Boris, Clara\nChanged 3 notes · ck undo\n"
    assert result.err.startswith("ck: Dan is left out: ")
    for name in ("Anna", "Boris", "Clara"):
        assert "tags: [recruiter, imported, met]\n" in (text := ck.text(f"{name}.md"))
        assert "cadence: yearly\n" in text
    assert ck("undo").code == 0
    assert ck.text("Anna.md") == block("tags: [recruiter, imported]")
    result = ck("set", "--for", "tag:imprted", "cadence=yearly", "--yes")
    assert (result.code, result.out) == (2, "")
    assert result.err == "ck: --for: tag:imprted is nobody. Did you mean tag:imported?\n"
    document = json.loads(ck("set", "--for", "[[Anna]]", "tier=key", "--yes", "--json").out)
    assert [each["properties"] for each in document["changes"]] == [{"tier": "key"}]


def test_the_help_names_all_keys_and_cadences(ck: Ck) -> None:
    """Those of the schema but for further ways to reach somebody, and each usual cadence."""
    shown = " ".join(ck("set", "--help").out.split())
    for row in PROPERTIES:
        usual = row.name in ("telegram", "phone", "linkedin") or not row.is_handle
        if usual and row.name not in ("type", "follow_up"):
            assert row.name in shown, row.name
    for cadence in ("weekly", "monthly", "quarterly", "yearly", "every 6 weeks", "event", "none"):
        assert cadence in shown
