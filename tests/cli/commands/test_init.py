from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

BORIS = (
    "---\nПоследний контакт: 2026-11-01\nЧастота: по ситуации\ntype: recruiter\ncompany: Авито\n"
    "---\n## История общения\n- 2026-11-01: привет\n- 2026-10-01: раньше\n- без даты\n"
)
OLGA = (
    "---\nПоследний контакт: 2026-01-01\nЧастота: ежемесячно\ntags: [рекрутер]\n"
    "email: o@x.com\n---\n"
)
ARTICLE = "---\ntags: [рекрутер]\n---\n# Рынок 2025\n"
SHOWN = (
    '4 notes read. 3 look like recruiters: tag "рекрутер" 2, type "recruiter" 1.\n'
    "Counted, though with no e-mail, handle, company or log: 1 (--all lists them); "
    "to leave one out, remove its tag\n"
    "    Рынок 2025\n"
    "Yours                      read as             notes\n"
    "  Последний контакт        last contact        2\n"
    '  Частота                  cadence             2       1 not read: "по ситуации"\n'
    "  ## История общения       the log             1       newest first; 1 line without a date\n"
    "The notes are Russian: 1–8 January and 1–10 May stay free of messages ([plan] blackout).\n"
    "Nobody has a tier, so all count as supporting, quarterly: less than a message a week.\n"
    "2 are overdue today.\n"
)


def vault_of(ck: Ck) -> Path:
    """Fill a small vault."""
    ck.note("Boris.md", BORIS)
    ck.note("Ольга.md", OLGA)
    ck.note("Рынок 2025.md", ARTICLE)
    ck.note("Idea.md", "# Nothing\n")
    return ck.vault / "contactkeeper.toml"


def test_init_shows_what_it_understood_and_writes(ck: Ck, tmp_path: Path) -> None:
    """`ck init --yes` shows the figures, writes the file, remembers the vault, changes no note."""
    config = vault_of(ck)
    before = {path: path.read_bytes() for path in ck.vault.rglob("*.md")}
    result = ck("init", "--yes")
    user = tmp_path / "config" / "contactkeeper" / "config.toml"
    assert (result.code, result.err) == (0, "")
    assert result.out == (f"{SHOWN}Written: {config}\nRemembered in {user}\nNext: ck due\n")
    assert tomllib.loads(user.read_text("utf-8")) == {"vault": str(ck.vault)}
    written = tomllib.loads(config.read_text("utf-8"))
    assert written["log"] == {"heading": "История общения", "order": "newest-first"}
    assert written["contacts"] == {}
    assert "# Found: рекрутер in 2 notes." in config.read_text("utf-8")
    assert {path: path.read_bytes() for path in ck.vault.rglob("*.md")} == before
    assert ck("list").code == 0


def test_in_a_narrow_window_the_rows_are_sentences(
    window: Ck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing is broken inside a word, but for a path that no line holds."""
    config = vault_of(window)
    user = tmp_path / "config" / "contactkeeper" / "config.toml"
    monkeypatch.setenv("COLUMNS", "40")
    result = window("init", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "4 notes read. 3 look like recruiters:\n"
        '    tag "рекрутер" 2, type "recruiter"\n'
        "    1.\n"
        "Counted, though with no e-mail, handle,\n"
        "    company or log: 1 (--all lists\n"
        "    them); to leave one out, remove its\n"
        "    tag\n"
        "    Рынок 2025\n"
        "  Последний контакт: last contact, 2\n"
        "    notes\n"
        "  Частота: cadence, 2 notes; 1 not read:\n"
        '    "по ситуации"\n'
        "  ## История общения: the log, 1 note;\n"
        "    newest first; 1 line without a date\n"
        "The notes are Russian: 1–8 January and\n"
        "    1–10 May stay free of messages\n"
        "    ([plan] blackout).\n"
        "Nobody has a tier, so all count as\n"
        "    supporting, quarterly: less than a\n"
        "    message a week.\n"
        "2 are overdue today.\n"
        f"Written:\n    {config}\nRemembered in\n    {user}\nNext: ck due\n"
    )


def test_without_a_terminal_init_needs_yes(ck: Ck) -> None:
    """In a script the figures are shown, nothing is written, and the code is 2."""
    config = vault_of(ck)
    result = ck("init")
    assert (result.code, result.out) == (2, SHOWN)
    assert result.err == (
        f"ck: Write contactkeeper.toml in {ck.vault}, and remember this vault for `ck` anywhere? "
        "There is no terminal to ask in: --yes answers.\n"
    )
    assert not config.exists()


def test_init_never_overwrites(ck: Ck, tmp_path: Path) -> None:
    """A file that is there stays to the byte, and is obeyed; the vault is remembered still."""
    config = vault_of(ck)
    config.write_text('[contacts]\ntags = []\ntypes = ["recruiter"]\n', "utf-8")
    result = ck("init", "--yes")
    assert result.code == 0
    assert '4 notes read. 1 looks like a recruiter: type "recruiter" 1.\n' in result.out
    assert "contactkeeper.toml is there already and stays as it is.\n" in result.out
    assert config.read_text("utf-8") == '[contacts]\ntags = []\ntypes = ["recruiter"]\n'
    assert (tmp_path / "config" / "contactkeeper" / "config.toml").exists()
    again = ck("init")
    assert again.code == 0
    assert again.out.endswith("This vault is the one that ck finds anywhere.\n")


def test_a_mark_that_no_real_contact_has_is_left_out(ck: Ck) -> None:
    """Where the articles have a tag of their own, the file takes the mark of the real ones."""
    ck.note("Boris.md", BORIS)
    ck.note("Рынок 2025.md", ARTICLE)
    result = ck("init", "--yes", "--all")
    assert (
        "Left out, tagged but with no e-mail, handle, company or log: 1\n    Рынок 2025.md\n"
        in (result.out)
    )
    written = tomllib.loads((ck.vault / "contactkeeper.toml").read_text("utf-8"))
    assert written["contacts"] == {"tags": ["recruiter"]}
    assert [c["name"] for c in json.loads(ck("list", "--json").out)["contacts"]] == ["Boris"]


def test_people_who_are_not_tagged_recruiter_are_offered(ck: Ck) -> None:
    """Without a recruiter, `due` says what looks like people, and `init` takes the commonest."""
    for name in ("Anna", "Bob"):
        ck.note(f"People/{name}.md", f"---\ntype: person\nemail: {name}@x.com\n---\n")
    ck.note("Other.md", "---\ntype: person\n---\n")
    due = ck("due")
    assert (due.code, due.out) == (2, "")
    assert due.err == (
        "ck: none of the 3 notes here is a contact. Notes that look like people: "
        'type "person" 3, folder "People" 2. ck init sets them up as contacts.\n'
    )
    result = ck("init", "--yes")
    assert result.code == 0
    assert result.err == (
        "No note is marked as a recruiter. Notes that look like people: "
        'type "person" 3, folder "People" 2. The first is taken.\n'
    )
    assert len(json.loads(ck("list", "--json").out)["contacts"]) == 3


PERSON = "---\ntags: [{0}]\ntype: {0}\nемейл: a@x.com\n---\n## Встречи\n- 2026-10-01 call: hi\n"


@pytest.mark.parametrize(
    "own",
    [
        'tags = ["person"]',
        'types = ["person"]\ntags = []',
        'folders = ["A"]\ntags = []\ntypes = []',
        'tags = ["nobody"]\ntypes = []',
        'folders = ["A"]',
        'tags = ["recruiter"]\n[cadence]\ndefault = "weekly"\n[due]\nlimit = 1',
        'folders = []\n[properties]\nemail = ["емейл"]\n[log]\nmore_headings = ["Встречи"]',
    ],
)
def test_init_counts_what_due_takes(ck: Ck, own: str) -> None:
    """The user's own configuration goes over what is proposed, as in every other command."""
    for folder in "AB":
        for word in ("person", "recruiter", "friend"):
            ck.note(f"{folder}/{word} {folder}.md", PERSON.format(word))
    ck.configure(f"[contacts]\n{own}\n")
    answers = [json.loads(ck("init", "--yes", "--json").out), json.loads(ck("init", "--json").out)]
    taken = json.loads(ck("list", "--json").out).get("contacts", [])
    due = json.loads(ck("due", "--json", "--all").out).get("items", [])
    for answer in answers:
        assert (answer["contacts"], answer["due"]) == (len(taken), len(due))
        assert answer["contacts"] == sum(mark["notes"] for mark in answer["marks"])
    recruiters = {f"{folder}/recruiter {folder}.md" for folder in "AB"}
    left_out = recruiters - {contact["path"] for contact in taken}
    assert set(answers[0]["left_out"]) == left_out


def test_whom_the_own_configuration_leaves_out_is_said(ck: Ck) -> None:
    """A recruiter by the vault's tag, whom `[contacts]` of the user's own file does not take."""
    ck.note("Anna.md", "---\ntags: [person]\ncompany: Ozon\nmet: 2026-11-20\n---\n")
    ck.note("Vera.md", "---\ntags: [recruiter]\ncompany: VK\n---\n")
    user = ck.configure('[contacts]\ntags = ["person"]\n')
    result = ck("init", "--yes")
    config = ck.vault / "contactkeeper.toml"
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        '2 notes read. 1 looks like a recruiter: tag "person" 1.\n'
        "Not taken, since [contacts] of your own configuration leaves them out: "
        'tag "recruiter" 1.\n'
        "Nobody has a tier, so all count as supporting, quarterly: less than a message a week.\n"
        "1 is overdue today.\n"
        f"Written: {config}\nRemembered in {user}\nNext: ck due\n"
    )
    written = tomllib.loads(config.read_text("utf-8"))
    assert written["contacts"] == {"tags": ["recruiter", "рекрутер", "person"]}


def test_without_contacts_init_is_suggested_only_where_it_helps(ck: Ck) -> None:
    """Where a file of settings is there, `ck init` would leave it as it is."""
    ck.note("People/Anna.md", "---\nemail: a@x.com\ntags: [person]\n---\n")
    ck.note("contactkeeper.toml", '[contacts]\ntags = ["hr"]\n')
    rules = (
        "[contacts] in contactkeeper.toml says by which tags, types and folders a note is one.\n"
    )
    looks = 'Notes that look like people: folder "People" 1, tag "person" 1. '
    assert ck("due").err == f"ck: none of the 1 notes here is a contact. {looks}{rules}"
    ck.note("People/Anna.md", "Nothing\n").rename(ck.vault / "Anna.md")
    assert ck("due").err == f"ck: none of the 1 notes here is a contact. {rules}"


def test_init_as_json(ck: Ck) -> None:
    """The document has the screen's figures; without --yes it says that nothing was written."""
    config = vault_of(ck)
    result = ck("init", "--json")
    answer = json.loads(result.out)
    assert (result.code, result.err, config.exists()) == (2, "", False)
    assert {key: answer[key] for key in answer if key not in ("properties", "vault")} == {
        "version": 1,
        "command": "init",
        "today": "2026-11-23",
        "notes": 4,
        "contacts": 3,
        "marks": [
            {"kind": "tag", "word": "рекрутер", "notes": 2},
            {"kind": "type", "word": "recruiter", "notes": 1},
        ],
        "tagged": [],
        "left_out": [],
        "doubtful": ["Рынок 2025.md"],
        "headings": [
            {"title": "## История общения", "notes": 1, "order": "newest-first",
             "lines_without_date": 1},
        ],
        "mentions": [],
        "unseen": {"own_dates": [], "mentioned": []},
        "tiers": {"key": 0, "supporting": 0, "none": 3},
        "messages_a_week": 0.4,
        "due": 2,
        "limit": 10,
        "choice_open": False,
        "written": False,
        "remembered": False,
        "error": {
            "code": "needs-yes",
            "message": "nothing was written: --yes writes what is proposed.",
        },
    }  # fmt: skip
    assert {
        "name": "Частота", "read_as": "cadence", "notes": 2, "not_read": 1,
        "values_not_read": ["по ситуации"],
    } in answer["properties"]  # fmt: skip
    done = ck("init", "--json", "--yes")
    answer = json.loads(done.out)
    assert (done.code, answer["written"], answer["remembered"], "error" in answer) == (
        0, True, True, False,
    )  # fmt: skip


def test_notes_without_a_vault_become_one(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of notes that no vault surrounds is made one; a folder without notes is refused."""
    monkeypatch.delenv("CK_VAULT")
    notes = tmp_path / "notes"
    notes.mkdir()
    monkeypatch.chdir(notes)
    refused = ck("init", "--yes")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "ck: there are no notes here. Go to the folder of your notes, or name it: --vault FOLDER.\n"
    )
    (notes / "Boris.md").write_text(BORIS, "utf-8")
    assert ck("init", "--yes").code == 0
    assert (notes / "contactkeeper.toml").is_file()
    assert json.loads(ck("list", "--json").out)["vault"] == str(notes)


def in_terminal(ck: Ck, answers: str, **environ: str) -> str:
    """Run `ck init` in a real terminal, type the answers, and return what was seen."""
    main, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "contactkeeper", "init", "--vault", str(ck.vault)],
        stdin=side, stdout=side, stderr=side, env={**os.environ, **environ}, close_fds=True,
    )  # fmt: skip
    os.close(side)
    os.write(main, answers.encode())
    seen = b""
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        try:
            piece = os.read(main, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not piece:
            break
        seen += piece
    process.wait(10)
    os.close(main)
    return seen.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
def test_in_a_terminal_init_asks(ck: Ck, tmp_path: Path) -> None:
    """Y to the question in the row keeps last_contact in step; e opens the text, Enter writes."""
    config = vault_of(ck)
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/# limit = 10/limit = 7/" "$1"\n', "utf-8")
    editor.chmod(0o755)
    seen = in_terminal(ck, "y\n\ne\n\n", EDITOR=str(editor), COLUMNS="120")
    assert "keep it in step when ck logs? [y/N]" in seen
    assert "anywhere? [Y/e/n]" in seen
    written = tomllib.loads(config.read_text("utf-8"))
    assert written["log"]["update_last_contact"] is True
    assert written["due"] == {"limit": 7}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
def test_the_questions_show_and_read_russian_letters(ck: Ck, tmp_path: Path) -> None:
    """П opens the text; what stands on the keys of d and n is no answer, so it is asked again."""
    config = vault_of(ck)
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/# limit = 10/limit = 7/" "$1"\n', "utf-8")
    editor.chmod(0o755)
    answers = "д\n\nп\nl\nд\n"
    seen = in_terminal(ck, answers, EDITOR=str(editor), COLUMNS="120", CK_LANG="ru")
    assert "[д/Н]" in seen
    assert seen.count("[Д/п/н]") == 3
    written = tomllib.loads(config.read_text("utf-8"))
    assert written["log"]["update_last_contact"] is True
    assert written["due"] == {"limit": 7}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
def test_no_writes_nothing(ck: Ck, tmp_path: Path) -> None:
    """N to the last question leaves everything as it was."""
    config = vault_of(ck)
    seen = in_terminal(ck, "\n\nn\n")
    assert "nothing was written" in seen
    assert not config.exists()
    assert not (tmp_path / "config").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
def test_a_choice_of_people_is_asked(ck: Ck) -> None:
    """In a terminal the user says which mark of people is that of the contacts."""
    ck.note("People/Anna.md", "---\ntype: person\nemail: a@x.com\n---\n")
    ck.note("Bob.md", "---\ntype: person\n---\n")
    seen = in_terminal(ck, "2\n\n")
    assert "1  type person: 2 notes" in seen
    assert "2  folder People: 1 note" in seen
    written = tomllib.loads((ck.vault / "contactkeeper.toml").read_text("utf-8"))
    assert written["contacts"] == {"folders": ["People"]}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
@pytest.mark.parametrize("answer", ["y", "n"])
def test_notes_without_a_mark_are_asked_about(ck: Ck, answer: str) -> None:
    """The notes are named, and the question says what is added; no leaves them as they are."""
    text = "#recruiter\nCompany:: Avito\n"
    ck.note("Boris Ivanov.md", text)
    ck.note("Anna.md", "---\ntags: [recruiter]\ncompany: X\n---\n")
    seen = in_terminal(ck, f"{answer}\ny\n", COLUMNS="200")
    assert (
        "    Boris Ivanov\r\n1 note says #recruiter in its text: take it? "
        "(adds the tag recruiter to the properties, ck undo removes it) [Y/n]"
    ) in seen
    added = "---\ntags: [recruiter]\n---\n" if answer == "y" else ""
    assert ck.text("Boris Ivanov.md") == added + text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
@pytest.mark.parametrize(("answer", "written"), [("y", {"heading": "Our talks"}), ("n", {})])
def test_an_unknown_heading_is_asked_about(ck: Ck, answer: str, written: object) -> None:
    """Dated lines under it are counted; no leaves the heading of new logs as it is by default."""
    head = "---\ntags: [recruiter]\ncompany: X\n---\n"
    note = f"{head}## Our talks\n- 2026-11-01: a\n- 2026-10-02: b\n"
    ck.note("Anna.md", note)
    ck.note("Boris.md", note)
    seen = in_terminal(ck, f"{answer}\ny\n", COLUMNS="200")
    assert "2 notes have dated lines under “Our talks”: is that the log? [Y/n]" in seen
    log = tomllib.loads((ck.vault / "contactkeeper.toml").read_text("utf-8"))["log"]
    assert {key: value for key, value in log.items() if key == "heading"} == written


def test_in_russian_the_answer_and_the_comments_of_the_file_are_russian(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What the file says to `ck` is the same; columns and counts are those of Russian words."""
    monkeypatch.setenv("CK_LANG", "ru")
    config = vault_of(ck)
    user = tmp_path / "config" / "contactkeeper" / "config.toml"
    result = ck("init", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Прочитано: 4 заметки. На рекрутеров похожи 3: тег «рекрутер» 2, тип «recruiter» 1.\n"
        "Учтены, хотя нет ни почты, ни ника, ни компании, ни журнала: 1 (--all покажет их); "
        "чтобы не учитывать, уберите тег\n"
        "    Рынок 2025\n"
        "У вас                      читается как        заметки\n"
        "  Последний контакт        последний контакт   2\n"
        "  Частота                  периодичность       2       не прочитано 1: «по ситуации»\n"
        "  ## История общения       журнал              1       новые сверху; 1 строка без даты\n"
        "Заметки на русском: 1–8 января и 1–10 мая останутся без сообщений ([plan] blackout).\n"
        "Уровень ни у кого не указан, поэтому все считаются поддерживающими (раз в квартал): "
        "меньше сообщения в неделю.\n"
        "Сегодня срок вышел у 2 человек.\n"
        f"Записано: {config}\nЗапомнено в {user}\nДальше: ck due\n"
    )
    written = config.read_text("utf-8")
    assert tomllib.loads(written)["log"]["heading"] == "История общения"
    assert "# Нашлось: рекрутер — в 2 заметках.\n" in written


def test_a_fault_is_said_in_russian_beside_the_same_key(
    ck: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file, the line and the key stay; words that are typed do, too."""
    monkeypatch.setenv("CK_LANG", "ru")
    ck.configure('[due]\nlimit = "x"\n')
    assert ck("due").err.endswith(
        'config.toml:2: [due] limit: здесь должно быть: целое число от 1 до 10000; сейчас "x".\n'
    )


@pytest.mark.parametrize("title", ["a\x01b", "a\nb", "a\x7fb"])
def test_a_title_that_no_heading_can_have_is_refused(ck: Ck, title: str) -> None:
    """It would be written, and the configuration could not be read again."""
    ck.note("A.md", "---\ntags: [recruiter]\n---\n## Log\n- 2026-11-01 call: x\n")
    result = ck("init", "--heading", title)
    assert (result.code, result.out) == (2, "")
    assert result.err == "ck: --heading takes the text of a heading, on one line.\n"
    assert ck("due").code == 0
