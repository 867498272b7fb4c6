from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.conftest import paths_of
from clones import put_under_git
from contactkeeper.cli import input_files
from contactkeeper.cli.args.declare import HELP, SHARED, parameters
from contactkeeper.cli.args.program import program_command
from contactkeeper.cli.args.table import COMMANDS, GROUPS, command_named
from contactkeeper.core.language.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.conftest import Ck
    from contactkeeper.core.language.language import Language

NOTE = "---\ntags: recruiter\n---\n\n## Log\n- 2026-11-20: talked\n"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
EXAMPLES = Path(__file__).parents[2] / "examples/vault"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lgo"], "there is no command “lgo”. Did you mean: ck log --help"),
        (["lgo", "anna", "-> x"], "there is no command “lgo”. Did you mean: ck log anna '-> x'"),
        (["event", "lst"], "there is no command “event lst”. Did you mean: ck event list"),
        (["event", "--", "x"], "ck event takes no name or text. See: ck event --help"),
        (["history"], "there is no command “history”. Did you mean: ck undo --list"),
        (["ls"], "there is no command “ls”. Did you mean: ck list"),
        (["view", "анна"], "there is no command “view”. Did you mean: ck show анна"),
        (["Записать", "анна", "-> x"],
         "there is no command “Записать”. Did you mean: ck log анна '-> x'"),
        (["кто", "анна", "каренина"],
         "there is no command “кто”. Did you mean: ck show 'анна каренина'"),
        (["импорт", "a.vcf", "--dry-run"],
         "there is no command “импорт”. Did you mean: ck import a.vcf --dry-run"),
        (["кому", "--soon", "3"], "there is no command “кому”. Did you mean: ck due --soon 3"),
        (["синхронизация", "сейчас"],
         "there is no command “синхронизация”. Did you mean: ck sync"),
        (["конференция", "JPoint"], "there is no command “конференция”. Did you mean: ck event"),
        (["событие", "list"], "there is no command “событие”. Did you mean: ck event list"),
        (["история", "анна"], "there is no command “история”. Did you mean: ck log анна --list"),
        (["календрь"], "there is no command “календрь”. Did you mean: ck calendar"),
        (["отчёт"], "there is no command “отчёт”. Did you mean: ck report --help"),
        (["дщп", "анна", "созвон"],  # log
         "there is no command “дщп”. Did you mean: ck log анна созвон"),
        (["pfgbcfnm"], "there is no command “pfgbcfnm”. Did you mean: ck log --help"),  # записать
        (["удфеу"], "there is no command “удфеу”. See: ck --help"),
        (["удалить", "анна"], "there is no command “удалить”. See: ck --help"),
        (["помощь", "записать"],
         "there is no command “записать”. Did you mean: ck log --help"),
        (["agend"], "there is no command “agend”. Did you mean: ck due"),
        (["dew", "anna"], "there is no command “dew”. See: ck --help"),  # no mistake in `new`
        (["show", "анна", "каренина"],
         ("these are too many words: a name of several words stands in quotes: "
          "ck show 'анна каренина'")),
        # near to `mode` and `resume` in letters, and not in meaning
        (["move", "anna"], "there is no command “move”. See: ck --help"),
        (["remove", "anna"], "there is no command “remove”. See: ck --help"),
        (["help", "nonsense"], "there is no command “nonsense”. See: ck --help"),
        (["anna"], "there is no command “anna”. See: ck --help"),
        (["--vault", "x", "lgo", "a"], "there is no command “lgo”. Did you mean: ck log a"),
        (["--xyz"], "there is no option --xyz. See: ck --help"),
        (["log"], "WHO is missing. See: ck log --help"),
        (["remind", "anna"], "DAY is missing. See: ck remind --help"),
        (["log", "--nope"], "there is no option --nope. See: ck log --help"),
        (["due", "anna"], "ck due takes no name or text. Did you mean: ck show anna"),
        (["plan", "anna", "--weeks", "2"],
         "ck plan takes no name or text. Did you mean: ck show anna"),
        (["list", "system", "design"],
         "ck list takes no name or text. Did you mean: ck find 'system design'"),
        (["sync", "now"], "ck sync takes no name or text. See: ck sync --help"),
        (["log", "anna", "boris", "met them", "-c", "tg"],
         ("these are too many words: the others are named by --with: "
          "ck log anna --with boris 'met them' -c tg")),
        (["list", "--tier", "key", "--tier", "supporting"],
         "--tier is given twice. It takes one of these: key, supporting. See: ck list --help"),
        (["log", "anna", "--promse", "x"],
         "there is no option --promse. Did you mean --promise? See: ck log --help"),
        (["log", "anna", "-d"], "-d needs a value. See: ck log --help"),
        (["log", "anna", "--gave"], "--gave needs a value. See: ck log --help"),
        (["log", "anna", "--sent=yes"], "--sent takes no value. See: ck log --help"),
        (["due", "--limit", "x"], "--limit takes a whole number. See: ck due --help"),
        (["plan", "--weeks", ""], "--weeks takes a whole number. See: ck plan --help"),
        (["snooze", "anna"], "UNTIL is missing. See: ck snooze --help"),
        (["snooze", "anna", "in", "3", "weeks"],
         ("these are too many words: a text of several words stands in quotes: "
          "ck snooze anna 'in 3 weeks'")),
        (["pause", "anna", "1 month"],
         "these are too many words: a day stands behind --until: ck pause anna --until '1 month'"),
        (["pause", "анна", "каренина", "до", "пятницы", "--why", "x"],
         ("these are too many words: a day stands behind --until: "
          "ck pause 'анна каренина' --until 'до пятницы' --why x")),
        (["pause", "anna", "karenina"],
         ("these are too many words: a name of several words stands in quotes: "
          "ck pause 'anna karenina'")),
        (["--vault"], "--vault needs a value. See: ck --help"),
        (["--show-completion", "tcsh"],
         "completion is there for bash, zsh and fish; name one, not “tcsh”."),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_said_with_the_help_to_call(
    ck: Ck, arguments: list[str], said: str
) -> None:
    """One sentence on standard error, the command's own help named: exit 2; the same in JSON."""
    result = ck(*arguments)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {said}\n")
    result = ck("--json", *arguments)
    assert (result.code, result.err) == (2, "")
    assert json.loads(result.out) == {"version": 1, "error": {"code": "usage", "message": said}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_for_a_command_names_one_that_there_is(language: Language) -> None:
    """No word names a command itself, and none has two meanings."""
    words = [word for row in language.commands.values() for word in row.split()]
    assert len(words) == len(set(words))
    assert not {line.name for line in COMMANDS} & set(words)
    for meant in filter(None, language.commands):
        assert command_named(meant.split()[0]), meant


@pytest.mark.parametrize("word", ["help", "помощь", "Справка"])
def test_help_is_asked_for_by_a_word(ck: Ck, word: str) -> None:
    """A word for help, in any language, is `--help`, also of one command."""
    assert ck(word) == ck("--help")
    assert ck(word, "log") == ck("log", "--help")


@pytest.mark.parametrize(
    "typed",
    [
        ["lgo"],
        ["lgo", "анна", "-> tg: hi"],
        ["ls"],
        ["кто", "анна"],
        ["записать", "анна", "-> tg: привет"],
        ["история"],
        ["история", "анна"],
        ["кому", "--soon", "3"],
        ["конференция", "JPoint"],
        ["history"],
        ["schedule", "анна", "fri", "11:00", "call: the role"],
        ["event", "lst"],
        ["due", "анна"],
        ["check", "анна"],
        ["list", "talked"],
        ["log", "анна", "boris", "met them at the stand", "-c", "meeting"],
        ["log", "анна", "she", "sends", "it", "--sent"],
        ["snooze", "анна", "in", "3", "weeks"],
        ["add", "Мария", "Лис", "--company", "Авито"],
        ["show", "анна", "каренина"],
        ["show", "Мария Лис"],
    ],
)
def test_the_line_that_is_suggested_works(ck: Ck, typed: list[str]) -> None:
    """What stands behind the sentence is a whole command line."""
    ck.note("Анна Каренина.md", NOTE)
    ck.note("Boris.md", NOTE)
    result = ck(*typed)
    assert result.code in (2, 3)
    said = result.err.removeprefix("ck: ").partition("takes no name or text")[2] or result.err
    line = f"ck {said.rpartition(' ck ')[2]}".removesuffix(" makes a note.\n")
    assert ck(*shlex.split(line)[1:]).code == 0, line


@posix
@pytest.mark.parametrize(
    ("arguments", "typed", "asked"),
    [
        (["list", "--tier", "key", "--tier", "supporting"], "2\n",
         "--tier is given twice. Which one? 1 to 2:"),
        (["add", "Boris"], "y\n", "“Boris” may be somebody who is there: Boris Ivanov"),
        (["log", "Boris", "hi", "--new"], "y\n", "Make the new note? [y/N]"),
        (["add", "t.me/vasya_pupkin"], "\n", "Their name? Enter takes Vasya Pupkin:"),
        (["set", "--for", "all", "lang=ru"], "\n", "Change 1 note? [Y/n]"),
        (["event", "add", "X", "-d", "2026-12-01", "--audience", "tag:x"], "y\n",
         "--audience: tag:x is nobody. Go on? [y/N]"),
    ],
)  # fmt: skip
def test_a_terminal_asks_what_a_script_is_refused(
    ck: Ck, arguments: list[str], typed: str, asked: str
) -> None:
    """The answer goes on."""
    from terminals import in_terminal

    ck.note("Boris Ivanov.md", NOTE)
    code, shown = in_terminal(*arguments, typed=typed)
    assert asked in " ".join(shown.split())
    assert code == 0


def values_that_may_be_left_out() -> Iterator[tuple[str, str]]:
    """Give each command with each option that takes words, and with each argument not required."""
    for command in COMMANDS:
        for each in () if command.commands else parameters(command.function):
            declared = each.declared
            if each.kind in (str, list) and not each.required:
                spelled = max(declared.spellings, key=len, default=declared.metavar.strip("[]"))
                yield command.name, spelled


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
@pytest.mark.parametrize(("command", "name"), list(values_that_may_be_left_out()))
def test_an_empty_value_is_not_left_out(ck: Ck, command: str, name: str, blank: str) -> None:
    """An unset variable in a script is an error, and never means today, nobody or everybody."""
    ck.note("Анна.md", f"{NOTE}\t- [ ] CV\n")
    arguments = [command]
    if (command in ("log", "done", "pause", "add") and name != "WHO") or (command, name) in (
        ("write", "TEXT"), ("set", "KEY=VALUE…"),
    ):  # fmt: skip
        arguments.append("анна")
    if command == "log" and name not in ("TEXT", "WHO"):
        arguments.append("x")
    if command == "mode" and name != "NAME":
        arguments.append("searching")
    result = ck(*arguments, *([name] if name.startswith("-") else []), blank)
    said = f"ck: {name} is empty: give it a value, or leave it out. See: ck {command} --help\n"
    assert (result.code, result.out, result.err) == (2, "", said)
    assert ck.text("Анна.md") == f"{NOTE}\t- [ ] CV\n"


def test_text_after_two_dashes_is_no_option(ck: Ck) -> None:
    """What follows `--` is text, `--json` too."""
    ck.note("Анна.md", NOTE)
    result = ck("log", "анна", "--", "--json")
    assert (result.code, result.err) == (0, "")
    assert ck.text("Анна.md") == f"{NOTE}- 2026-11-23: --json\n"
    assert (
        ck("log", "zzz", "--", "--json").err
        == "ck: no contact is called “zzz”. ck list shows all; with --new ck log makes the note.\n"
    )


@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_help_names_every_command(ck: Ck, arguments: list[str]) -> None:
    """All commands by their groups, the options, and how to hear less: on one screen."""
    result = ck(*arguments)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert len(lines) < 24
    assert max(map(len, lines)) <= 80
    for group, names in GROUPS.items():
        assert f"  {group:12}  {names}" in lines
    for option in (*SHARED, HELP, *(each.declared for each in parameters(program_command))):
        spelled = ", ".join(sorted(option.spellings, key=len))
        assert f"{spelled} {option.metavar}".strip() in result.out
    assert "ck pause" in result.out


def test_every_command_has_one_group() -> None:
    """`GROUPS` of cli/args/table.py names each command once."""
    named = " ".join(GROUPS.values()).split()
    assert sorted(named) == sorted(command.name for command in COMMANDS)


def test_the_usage_names_arguments_as_the_documents_do(ck: Ck) -> None:
    """No braces around what has to be given."""
    assert ck("log", "--help").out.split("\n")[0] == "Usage: ck log [OPTIONS] [WHO] [TEXT]"
    assert ck("show", "--help").out.split("\n")[0] == "Usage: ck show [OPTIONS] WHO"
    assert ck("set", "-h").out.split("\n")[0] == "Usage: ck set [OPTIONS] [WHO] [KEY=VALUE…]"


@pytest.mark.parametrize("spelled", ["--version", "-V"])
def test_version(ck: Ck, spelled: str) -> None:
    """`ck --version` says what is installed."""
    result = ck(spelled)
    assert (result.code, result.out, result.err) == (0, f"ck {version('contactkeeper')}\n", "")


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        (["help"], ["--help"]),
        (["help", "log"], ["log", "--help"]),
        (["help", "event", "add"], ["event", "add", "--help"]),
        (["today", "--limit", "1"], ["due", "--limit", "1"]),
        (["--no-color", "search", "x"], ["--no-color", "find", "x"]),
    ],
)
def test_other_words_for_a_command(ck: Ck, typed: list[str], same: list[str]) -> None:
    """`help WORD` is `WORD --help`, and what people type for a command is that command."""
    ck.note("Анна.md", NOTE)
    assert ck(*typed) == ck(*same)
    assert ck(*typed).code == 0


def example_of(ck: Ck, command: str) -> list[str]:
    """Return the command line that ends a command's help."""
    result = ck(*command.split(), "--help")
    assert (result.code, result.err) == (0, "")
    last = result.out.rstrip("\n").split("\n")[-1].strip()
    assert last.startswith(f"Example: ck {command}"), last
    return shlex.split(last.removeprefix("Example: ck "))


@pytest.mark.parametrize("command", paths_of(COMMANDS))
def test_each_help_ends_with_an_example_that_runs(
    ck: Ck, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line of `ck CMD --help` works as it stands, on the example vault."""
    shutil.rmtree(ck.vault)
    shutil.copytree(EXAMPLES, ck.vault)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(ck.vault)
    arguments = example_of(ck, command)
    if command in ("check", "init", "mode", "git setup"):
        arguments.append("--yes")  # they ask, and there is no terminal here
    if command.split(maxsplit=1)[0] in ("git", "sync"):
        put_under_git(ck.vault)
    if command == "init":
        (ck.vault / "contactkeeper.toml").unlink()
    if command == "import":
        archive = Path(arguments[-1]).expanduser()
        archive.parent.mkdir(parents=True)
        archive.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nEND:VCARD\n")
    if command in ("go", "review"):  # they read keys, so a terminal is needed
        from terminals import in_terminal

        code, shown = in_terminal(*arguments, typed="q")
        assert (code, "ck: " in shown) == (0, False)
        return
    result = ck(*arguments)
    remarks = {"ck: 2 notes not read in full: ck check"} if command == "export" else set()
    assert (result.code, set(result.err.splitlines())) == (0, remarks)


ODD = (
    "", " ", "\t", "\n", "-", "--", "->", "=", "x=", "=x", "\ud800", "a\ud800=\udcff", "x" * 9000,
    "../..", "/", "\x1b[31m", "[[", "{{date}}", "# x", "---", "- [ ] x 📅 2026-02-30", "2026-02-30",
    "99999999999999999999", "-1", "+999999d", "1e9", "анна", "Анна.md", "а\u0301", "\u202e", "%s",
    "~", "\x00", "a\x00b", "--json", "-h", "--today=2026-02-30", "--today=", "--vault=\ud800",
    "--vault=\x00", "--vault=", "--soon", "--done", "0", "1.1", "00.00", "in 99999 years",
)  # fmt: skip
OPTIONS = {
    "log": (
        "-c",
        "-d",
        "--gave",
        "--outcome",
        "-p",
        "--await",
        "--done",
        "--snooze",
        "--with",
        "--event",
        "--told",
    ),
    "done": ("--drop",),
    "pause": ("--until", "--why"),
    "undo": ("--list",),
    "due": ("--soon", "--limit", "--tier"),
    "list": ("--grep", "--tag"),
    "show": ("--all",),
    "check": ("--all", "--fix"),
    "add": ("--company", "--birthday", "--folder", "--template", "--property"),
    "event add": ("--date", "--end", "--people", "--audience", "--attending", "--rule", "--folder"),
    "news add": ("--kind", "--date", "--until", "--audience", "--folder"),
}


@pytest.mark.parametrize("command", paths_of(COMMANDS))
def test_no_argument_leads_to_a_fault(
    ck: Ck, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is typed, the answer is an answer or a plain sentence, and never a traceback."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr("webbrowser.open", lambda *_: False)
    monkeypatch.setattr(input_files, "MOST_FILES", 100)  # there are more in "/"
    for odd in ODD:
        ck.note("Анна.md", NOTE)
        words = command.split()
        lines = [[*words, odd], [*words, "анна", odd], [*words, odd, "--json"]]
        lines += [[*words, "анна", "x", option, odd] for option in OPTIONS.get(command, ())]
        for line in lines:
            result = ck(*line)
            said = result.out + result.err
            assert result.code in (0, 1, 2, 3, 4), line
            assert "ck has a fault" not in said, (line, said)
            assert "Traceback" not in said, line


def test_a_removed_folder_is_no_fault(ck: Ck, tmp_path: Path) -> None:
    """Where the working folder is gone the vault that is named still works."""
    ck.note("Анна.md", NOTE)
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os; os.chdir({str(gone)!r}); os.rmdir({str(gone)!r});"
    code += "from contactkeeper.cli.app import run; raise SystemExit(run(['log', 'анна', 'x']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "arguments", [["list"], ["list", "--json"], ["show", "анна 1"], ["--help"]]
)
def test_a_reader_who_leaves_is_no_error(ck: Ck, arguments: list[str]) -> None:
    """`ck list | head -1` ends without a word on standard error, however much was to come."""
    for number in range(300):  # more than a pipe holds
        ck.note(f"Анна {number}.md", NOTE)
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, "-m", "contactkeeper", *arguments]
    done = subprocess.run(command, stdout=writes, stderr=subprocess.PIPE, check=False)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "stream"),
    [(["show", "nobody", "--json"], "stdout"), (["nosuch", "--json"], "stdout"),
     (["show", "nobody"], "stderr"), (["nosuch"], "stderr")],
)  # fmt: skip
def test_a_reader_who_leaves_before_an_error_costs_no_traceback(
    ck: Ck, arguments: list[str], stream: str
) -> None:
    """The exit code tells of the error still."""
    ck.note("Анна.md", NOTE)
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, "-m", "contactkeeper", *arguments]
    done = subprocess.run(
        command,
        stdout=writes if stream == "stdout" else subprocess.PIPE,
        stderr=writes if stream == "stderr" else subprocess.PIPE,
        check=False,
    )
    os.close(writes)
    assert done.returncode == (2 if "nosuch" in arguments else 3)
    assert not done.stdout
    assert not done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"]])
def test_a_full_disk_behind_the_answer_is_said(ck: Ck, arguments: list[str]) -> None:
    """An answer that can't be written is a sentence, not a traceback: exit 1."""
    ck.note("Анна.md", NOTE)
    command = [sys.executable, "-m", "contactkeeper", *arguments]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"ck: No space left on device.\n")


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
def test_closed_streams_are_no_fault(ck: Ck) -> None:
    """Without standard output, input and error the command still does its work."""
    ck.note("Анна.md", NOTE)
    python = shlex.quote(sys.executable)
    line = f"{python} -m contactkeeper log анна x >&- 2>&- <&-"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert done.returncode == 0
    assert ck.text("Анна.md") == f"{NOTE}- 2026-11-23: x\n"


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_folder_that_can_not_be_written_is_a_sentence(ck: Ck, tmp_path: Path) -> None:
    """In a read-only vault nothing is written, which is said: exit 1."""
    place = ck.note("R/Анна.md", NOTE)
    assert ck("log", "анна", "x").code == 0  # everything is imported and the state folder is there
    ck("undo")
    place.parent.chmod(0o555)
    with as_somebody(tmp_path):
        result = ck("log", "анна", "x")
    place.parent.chmod(0o755)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("ck: R/Анна.md")
    assert result.err.count("\n") == 1
    assert "fault" not in result.err
    assert place.read_text() == NOTE
    assert [each.name for each in place.parent.iterdir()] == ["Анна.md"]


@contextmanager
def as_somebody(folder: Path) -> Iterator[None]:
    """Be an ordinary user for a while: nothing is read-only for root."""
    if os.geteuid() != 0:
        yield
        return
    for each in (folder, *folder.parents):
        if not each.stat().st_mode & 0o001:
            each.chmod(each.stat().st_mode | 0o011)
    for each in (folder / "state").rglob("*"):
        os.chown(each, 65534, -1)
    os.chown(folder / "state", 65534, -1)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_state_folder_that_can_not_be_made_is_a_sentence(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a place for the lock nothing is written: exit 1."""
    ck.note("Анна.md", NOTE)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    result = ck("log", "анна", "x")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"ck: {tmp_path / 'file'}")
    assert result.err.endswith("Nothing was written.\n")
    assert ck.text("Анна.md") == NOTE


@pytest.mark.parametrize("named", ["", "cache", "./x"])
def test_a_relative_folder_for_the_cache_is_not_made_in_the_vault(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """It is where it is without the variable, as the standard of these variables says."""
    ck.note("Анна.md", NOTE)
    monkeypatch.chdir(ck.vault)
    monkeypatch.delenv("CK_NO_CACHE", raising=False)
    for each in ("CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{each}_HOME", named)
    assert ck("due").code == 0
    assert sorted(path.name for path in ck.vault.iterdir()) == [".obsidian", "Анна.md"]
    if sys.platform == "linux":
        assert len(list((tmp_path / "home/.cache/contactkeeper").iterdir())) == 1


def test_the_last_net_says_what_to_do(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours becomes a sentence too, and CK_TRACEBACK shows all of it."""
    ck.note("Анна.md", NOTE)
    nothing: dict[str, bool] = {}
    monkeypatch.setattr("webbrowser.open", lambda _: nothing["x"])
    result = ck("open", "анна", "--obsidian")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "ck: ck has a fault: KeyError: 'x'. Your notes are as they were or "
        "whole; ck undo --list says what was written. CK_TRACEBACK=1 shows more.\n"
    )
    monkeypatch.setenv("CK_TRACEBACK", "1")
    shown = ck("open", "анна", "--obsidian").err
    assert shown.startswith("Traceback (most recent call last):\n")
    assert shown.endswith(result.err)
