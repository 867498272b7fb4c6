"""The documents of `--json`, held to docs/json.md: every key, every example, every code."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cli.conftest import paths_of
from clones import Clone, put_under_git
from contactkeeper import (  # noqa: F401  # all errors are seen
    errors,
    lookup_errors,
    sync_errors,
    vault_errors,
)
from contactkeeper.cli.args.table import COMMANDS
from contactkeeper.core.agenda.ranking import REASON_KINDS
from exported import SAMPLES
from vaults import ANNA, TALKED, fill_broken, note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.conftest import Ck

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/json.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"```console\n\$ ck (?P<command>[^\n]+) --json\n(?P<answer>.+?)\n```", re.DOTALL
)
ROW = re.compile(r"^\| `(?P<name>[^`|]+)` \| (?P<rest>.*) \|$", re.MULTILINE)
PART = re.compile(r"\(#(?P<part>[a-z-]+)\)")

MORE = (
    ["due", "--soon"], ["list"], ["list", "--grep", "JD"],
    ["show", "igor"], ["show", "анна"], ["show", "катя"], ["show", "марина"], ["show", "яндекс"],
    ["done", "анна", "nothing"], ["set", "hanna", "tags=a, b"],
    ["set", "--for", "tier:key", "lang=ru", "--yes"], ["pause", "hanna"], ["pause", "анна"],
    ["resume", "hanna"], ["log", "анна", "x", "-p", "a", "-p", "b"], ["done", "анна", "a b c"],
    ["news", "add", "Talk"], ["news", "list"],
    ["event", "add", "PyCon", "--date", "2027-05-14", "--people", "dmitry"],
    ["write", "анна", "--print"], ["write", "вера", "--print"], ["write", "--list"],
    ["write", "--show-template", "new"],
    ["log", "анна", "x", "--trust", "4"], ["stats", "анна", "--by", "month"],
    ["stats", "--by", "tier"],
    ["import", "vcard-3.0-apple.vcf", "result-chat.json", "changed.vcf", "--all", "--dry-run"],
    ["import", "vault/Recruiters/Hanna Schmidt.md"],
    ["plan", "--weeks", "1"], ["plan", "--catch-up", "--yes"],
    ["calendar", "--out", "a.ics"],
)  # fmt: skip
"""Further commands, for keys that no example has."""

CARDS = """\
BEGIN:VCARD
VERSION:3.0
FN:Hanna Schmidt
TEL:+49 30 1234567
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Max Mustermann
TITLE:Gardener
END:VCARD
BEGIN:VCARD
VERSION:3.0
END:VCARD
"""
"""Address cards of somebody known, of a stranger, and of nobody."""

HAPPENINGS = {
    "Order": "type: event\ndate: 2026-12-02\nend: 2026-12-01\nattending: yes\n",
    "Rule": "type: event\ndate: 2026-12-01\nrule: FREQ=WEEKLY\nattending: yes\n",
    "Audience": "type: event\ndate: 2026-12-01\naudience: tier:gold\n",
    "Nobody": "type: event\ndate: 2026-12-01\npeople: Nobody at all\n",
    "No date": "type: event\npeople: Yaml\n",
    "No audience": "type: news\ndate: 2026-11-16\nkind: search-status\n",
    "Yes no": "type: news\ndate: 2026-11-16\nkind: talk\nstrict: maybe\n",
    "Kind": "type: news\ndate: 2026-11-16\nkind: gossip\n",
}
"""A fault each of event and news notes; the name says which."""


def sections() -> dict[str, str]:
    """Return the text of each section by the address of its heading."""
    parts = re.split(r"^##+ (.+)$", TEXT, flags=re.MULTILINE)[1:]
    heads = (re.sub(r"[^a-z -]", "", head.casefold()).replace(" ", "-") for head in parts[::2])
    return dict(zip(heads, parts[1::2], strict=True))


SECTIONS = sections()


def described(section: str) -> set[str]:
    """Return the keys of a section's first table, those of the parts it names included."""
    found = set()
    table = SECTIONS[section].partition("| key | what |")[2].partition("\n\n")[0]
    for row in ROW.finditer(table):
        found.add(row["name"])
        if part := PART.search(row["rest"]):
            found |= {f"{row['name']}.{key}" for key in described(part["part"])}
    # A key says whether it holds several; what is under it need not say it again.
    return found | {key.rpartition(".")[0] for key in found if "." in key}


def emitted(value: dict[str, Any], maps: set[str], above: str = "") -> Iterator[str]:
    """Give the keys of a document; those of `maps` are names from a note, and left out."""
    for key, inner in value.items():
        path = f"{above}{key}"
        if f"{path}{{}}" in maps:
            yield f"{path}{{}}"
            continue
        several = isinstance(inner, list)
        path += "[]" if several else ""
        yield path
        for each in inner if several else [inner]:
            if isinstance(each, dict):
                yield from emitted(each, maps, f"{path}.")


def section_of(words: list[str], answer: dict[str, Any]) -> str:
    """Return the section that describes a command's answer."""
    if "error" in answer and "command" not in answer:
        return "errors"
    command = "-".join(words[:2] if words[0] == "git" else words[:1])
    return next(name for name in SECTIONS if re.search(rf"ck-{command}(?![a-z])", name))


def use_examples(ck: Ck) -> None:
    """Put a copy of the example vault into the place of the runner's."""
    shutil.copytree(ROOT / "examples/vault", ck.vault, dirs_exist_ok=True)
    shutil.rmtree(ck.vault / ".obsidian", ignore_errors=True)
    if (ROOT / "examples/vault/.obsidian").exists():
        shutil.copytree(ROOT / "examples/vault/.obsidian", ck.vault / ".obsidian")
    ck.note("Inbox/2026-11-22.txt", "[[Hanna Schmidt]] <- email: sends the JD next week\n")
    ck.note("Inbox/2026-11-23.txt", "Buy milk\n")
    (ck.vault.parent / "contacts.vcf").write_text(CARDS, encoding="utf-8")
    card = "Анна Каренина\nEMAIL:anna@example.com\nBDAY:1990-01-02\nORG:Otto"
    changed = CARDS.replace("Hanna Schmidt", card)
    (ck.vault.parent / "changed.vcf").write_text(changed, encoding="utf-8")
    for path in ("vcard-3.0-apple.vcf", "telegram/result-chat.json"):
        shutil.copy(SAMPLES / path, ck.vault.parent)
    put_under_git(ck.vault)


def ask(ck: Ck, *arguments: str) -> dict[str, Any]:
    """Return a command's document, without what differs from machine to machine."""
    result = ck(*arguments, "--json")
    assert result.err == ""
    assert result.out.endswith("}\n")
    text = result.out.replace(str(ck.vault), "/home/me/vault")
    text = re.sub(r'"when": "[^"]*"', '"when": "2026-11-23T08:30:00+03:00"', text)
    document: dict[str, Any] = json.loads(text)
    assert document["version"] == 1
    return document


def first_of_each(value: Any) -> Any:  # noqa: ANN401  # JSON
    """Cut each list of a document to its first element."""
    if isinstance(value, dict):
        return {key: first_of_each(inner) for key, inner in value.items()}
    return [first_of_each(each) for each in value[:1]] if isinstance(value, list) else value


def test_the_examples_are_what_the_program_answers(ck: Ck) -> None:
    """Each example of docs/json.md, one after the other, is the whole document of its command."""
    use_examples(ck)
    examples = list(EXAMPLE.finditer(TEXT))
    assert len(examples) >= 23
    for example in examples:
        answer = ask(ck, *shlex.split(example["command"]))
        if example["command"].split()[0] in ("init", "stats"):
            answer = first_of_each(answer)
        assert answer == json.loads(example["answer"]), example["command"]


def test_every_command_has_its_section() -> None:
    """Each command takes `--json`, so each is described; related ones share a section."""
    headings = " ".join(re.findall(r"^## (.*)$", TEXT, re.MULTILINE))
    missing = [name for name in paths_of(COMMANDS) if f"`ck {name}`" not in headings]
    assert not missing, f"docs/json.md has no section for {missing}"


RARE: dict[str, set[str]] = {
    "errors": {"error.diff", "error.open[]", "error.reason", "error.notes[]", "error.committed"},
    "ck-sync": {
        "lost[].commit", "lost[].path", "lost[].entry", "held[].path", "held[].reason",
        "committed.moved[].from", "committed.moved[].to",
    },
    "ck-log": {
        f"{each}.{key}"
        for each in ("acts[].promise", "acts[].entry.promises[]")
        for key in ("text", "due", "state", "waiting")
    },
    "ck-show": {
        *(f"company.formerly[].{key}" for key in ("name", "path", "company")),
        *(
            f"contact.better_channel.{each}{key}"
            for each in ("", "than.")
            for key in ("name", "answered", "of")
        ),
        "contact.better_channel.than",
    },
    "ck-set": {f"left_out[].{key}" for key in ("name", "path", "why")},
    "ck-stats": {
        f"{each}.drifting[].{key}"
        for each in ("statistics", "groups[]")
        for key in ("name", "path")
    },
    "ck-review": {f"load.slower[].{key}" for key in ("name", "path", "cadence")},
    "ck-git-status": {"faults[].code", "faults[].message"},
    "ck-import": {
        *(f"refused[].{key}" for key in ("name", "why")),
        *(f"people[].adds.entries[].promises[].{key}" for key in described("a-promise")),
        *(f"people[].person.entries[].{key}" for key in described("an-entry")),
        *(
            f"people[].{part}.tasks[].{key}"
            for part in ("adds", "person")
            for key in described("a-task")
        ),
    },
    "ck-init": {
        "properties[].values_not_read[]",
        *(f"tagged[].{key}" for key in ("sign", "word", "tag", "notes[]")),
        *(f"mentions[].{key}" for key in ("kind", "notes", "contacts")),
    },
}  # fmt: skip
"""The keys of each section that the example vault does not show."""


def test_every_key_is_described_and_none_more(ck: Ck) -> None:
    """What the commands emit for the example vault is just what the tables of docs/json.md name."""
    use_examples(ck)
    commands = [shlex.split(example["command"]) for example in EXAMPLE.finditer(TEXT)]
    found: dict[str, set[str]] = {}
    common = described("every-document")
    for command in [*commands, *MORE]:
        answer = ask(ck, *command)
        section = section_of(command, answer)
        keys = set(emitted(answer, described(section)))
        found.setdefault(section, set()).update(keys - common)
    for section, keys in found.items():
        name = "ck-set" if section.startswith("ck-set") else section
        assert keys | RARE.get(name, set()) == described(section) | ({"error"} & keys), section
    documented = {name for name in SECTIONS if name.startswith("ck-")} | {"errors"}
    documented.remove("ck-go")  # it answers with an error alone
    assert set(found) == documented


def test_every_kind_of_problem_is_described_and_none_more(ck: Ck) -> None:
    """The codes of docs/json.md are those of a vault in which everything is wrong."""
    fill_broken(ck)
    ck.note("P/Gone (conflicted copy 2026-11-21 101530).md", note(TALKED))
    (ck.vault / "Nowhere.md").symlink_to(ck.vault / "nothing.md")
    ck.note("Unborn.md", note(f"{TALKED}\t- [ ] x 📅 soon\n", birthday="2090-05-09"))
    ck.note("Unread.md", note("- 03/11/2026 x\n2026-11-20 y\n### 5 November\n"))
    ck.note(".obsidian/app.json", '{"userIgnoreFilters": ["/(/"]}')
    ck.note("Twice.md", note(company="A", employer="B", email="x@example.com"))
    ck.note("Double.md", note(TALKED, email="x@example.com"))
    for name, text in HAPPENINGS.items():
        ck.note(f"Happenings/{name}.md", f"---\n{text}---\n")
    ck.note("Old.md", note(f"- [ ] x 📅 2026-01-01\n{TALKED}"))
    ck.note("Mistyped.md", note(TALKED, cadance="monthly"))
    pair = "- 2026-11-20: x\n- 2026-11-21: y\n"
    ck.note("Second.md", note(f"## Else\n{pair}"))
    ck.note("Third.md", note(f"## Else\n{pair}## Other\n{pair}"))
    for folder in ("X", "Y"):
        ck.note(f"{folder}/Namesake.md", note(TALKED))
    ck.note("Meet.md", "---\ntype: meeting\ndate: 2026-11-20\npeople: [Namesake]\n---\n")
    rules = '[contacts]\nfolders = ["Gone"]\n[log]\nmeetings = true\n'
    rules += '[import]\nzone = "MSK"\n'
    ck.note("contactkeeper.toml", f'editor = "vi"\nlimt = 3\n{rules}')
    table = SECTIONS["a-problem"].partition("| code | what |")[2]
    codes = {row["name"] for row in ROW.finditer(table)}
    clone = Clone(ck.vault)
    clone.git("init", "-q")
    ck.note("Vanished.md", note(TALKED, company="Vanished"))
    clone.git("add", "Vanished.md")
    (ck.vault / "Vanished.md").unlink()
    found = set()
    for rule in ("union", "contactkeeper"):
        clone.write(".gitattributes", f"*.md merge={rule}\n")
        found |= {problem["code"] for problem in ask(ck, "check")["problems"]}
    clone.write(".git/MERGE_HEAD", "")
    found |= {problem["code"] for problem in ask(ck, "check")["problems"]}
    assert found == codes


def test_every_kind_of_reason_is_described_and_none_more() -> None:
    """The row `kind` of a reason names all, the strongest first."""
    rows = {row["name"]: row["rest"] for row in ROW.finditer(SECTIONS["a-reason"])}
    named = re.findall(r"`([^`]+)`", rows["kind"])
    assert named == list(REASON_KINDS), "docs/json.md, “A reason”: the row `kind` has not all kinds"


def test_every_error_is_described_with_its_exit_code() -> None:
    """The codes of docs/json.md are those of the errors, and the last net's."""
    rows = ROW.finditer(SECTIONS["errors"].partition("| code | exit code | what |")[2])
    found = {"internal": 1}
    kinds = [errors.CkError]
    while kinds:
        kind = kinds.pop()
        found[kind.code] = kind.exit_code
        kinds += kind.__subclasses__()
    assert {row["name"]: int(row["rest"].partition(" ")[0]) for row in rows} == found


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (["show", "nobody"], 3, {
            "code": "no-such-contact",
            "message": ("no contact is called “nobody”. ck list shows all; "
                        "ck add nobody makes a note."),
            "suggestions": [],
        }),
        (["show", "ann"], 3, {
            "code": "ambiguous",
            "message": "“ann” could be 2 people:\n  Ann, Ozon  Ann.md\n  Анн  Анн.md",
            "candidates": [
                {"name": "Ann", "company": "Ozon", "path": "Ann.md"},
                {"name": "Анн", "company": None, "path": "Анн.md"},
            ],
        }),
        (["done", "Анна Каренина", "x"], 1, {
            "code": "no-such-task",
            "message": "Анна Каренина.md: there is no open task named “x”. "
            "Open: waiting: the JD 📅 2026-11-20; send references.",
            "open": ["waiting: the JD 📅 2026-11-20", "send references"],
        }),
        (["done", "Анна Каренина", "e"], 3, {
            "code": "ambiguous-task",
            "message": "Анна Каренина.md: “e” matches 2 open tasks; name one:\n"
            "  waiting: the JD 📅 2026-11-20\n  send references",
            "candidates": ["waiting: the JD 📅 2026-11-20", "send references"],
        }),
        (["due", "--tier", "gold"], 2, {
            "code": "usage", "message": "--tier takes key or supporting, not “gold”.",
        }),
        (["check", "--fix"], 2, {
            "code": "needs-yes",
            "message": "Fix 1 problem? There is no terminal to ask in: --yes answers.",
        }),
    ],
)  # fmt: skip
def test_an_error_is_a_document_with_the_same_exit_code(
    ck: Ck, arguments: list[str], code: int, error: dict[str, Any]
) -> None:
    """On standard output, nothing on standard error, and what a program needs to go on."""
    ck.note("Ann.md", note(TALKED, company="Ozon"))
    ck.note("Анн.md", note(TALKED, telegram="@y"))
    ck.note("Анна Каренина.md", ANNA)
    result = ck(*arguments, "--json")
    assert json.loads(result.out) == {"version": 1, "error": error}
    assert (result.code, result.err) == (code, "")
    assert ck(*arguments).code == code


def test_a_vault_without_contacts_is_an_error_in_json_too(ck: Ck) -> None:
    """A program learns that the vault is not set up; an empty list would look like a quiet day."""
    for command in ("due", "list"):
        result = ck(command, "--json")
        assert (result.code, result.err) == (2, "")
        assert json.loads(result.out)["error"]["code"] == "no-contacts"


def test_json_is_whole_unless_a_limit_is_given(ck: Ck) -> None:
    """The screen's limit does not hold for programs; `--limit` does, and `total` tells."""
    for number in range(20):
        ck.note(f"P{number:02}.md", note(TALKED))
    for arguments, shown in (([], 20), (["--limit", "0"], 20), (["--limit", "3"], 3)):
        document = json.loads(ck("due", "--json", *arguments).out)
        assert (document["total"], document["shown"], len(document["items"])) == (20, shown, shown)


def test_a_check_that_mends_says_how_much(ck: Ck) -> None:
    """`--fix --yes --json` writes, shows no diff, and gives what is left."""
    ck.note("A.md", note(TALKED, telegram="@y"))
    assert json.loads(ck("check", "--json").out)["problems"][0]["fixable"] is True
    result = ck("check", "--fix", "--yes", "--json")
    assert json.loads(result.out) == {
        "version": 1, "command": "check", "today": "2026-11-23", "vault": str(ck.vault),
        "problems": [], "fixed": 1,
    }  # fmt: skip
    assert (result.code, result.err) == (0, "")
    assert ck.text("A.md") == note(TALKED, telegram='"@y"')
