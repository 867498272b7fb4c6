"""Files that git or a sync tool can bring, and what surrounds a run: none hangs it or breaks it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.model import Problem
from contactkeeper.core.settings import CONFIG_DRAFT
from contactkeeper.text.problems import advise

if os.name == "nt":
    pytest.skip("pipes, links and alarms are POSIX", allow_module_level=True)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from cli.conftest import Ck

NOTE = "---\ntags: recruiter\ncadence: monthly\n---\n\n## Log\n- 2026-01-20: talked\n"
PATIENCE = 20


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """Fail a test that hangs."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        message = "it does not end"
        raise TimeoutError(message)

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def pipe(place: Path) -> None:
    """Put a pipe there that nobody writes to."""
    os.mkfifo(place)


def endless(place: Path) -> None:
    """Put a link there to what has no end."""
    place.symlink_to("/dev/zero")


def outside(place: Path) -> None:
    """Put a link there to a file outside the vault that would do."""
    vault = next(folder for folder in place.parents if folder.name == "vault")
    other = vault.parent / f"other {place.name}"
    other.write_text('{"folder": "P"}' if place.suffix == ".json" else NOTE)
    place.symlink_to(other)


def circle(place: Path) -> None:
    """Put a link there to itself."""
    place.symlink_to(place.name)


def large(place: Path) -> None:
    """Put a file there that is larger than any settings."""
    place.write_bytes(b"#" * 1_000_000)


KINDS = [pipe, endless, circle, large]


@pytest.mark.parametrize("put", [*KINDS, outside])
def test_a_configuration_that_is_no_file_of_the_vault_is_said(
    ck: Ck, put: Callable[[Path], None]
) -> None:
    """It is neither waited for nor followed out of the vault, and the sentence names it."""
    ck.note("Anna.md", NOTE)
    place = ck.vault / "contactkeeper.toml"
    if put is outside:
        (ck.vault.parent / "o.toml").write_text("")
        place.symlink_to(ck.vault.parent / "o.toml")
    else:
        put(place)
    result = ck("due")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"ck: {place}: can't be read: ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("put", KINDS)
@pytest.mark.parametrize(
    "name", ["app.json", "templates.json", "plugins/templater-obsidian/data.json"]
)
def test_settings_of_obsidian_that_are_no_file_count_for_nothing(
    ck: Ck, name: str, put: Callable[[Path], None]
) -> None:
    """They are neither waited for nor read without end."""
    ck.note("Anna.md", NOTE)
    place = ck.vault / ".obsidian" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    put(place)
    assert "Anna" in ck("due").out
    assert ck("add", "Zoe", "--dry-run").code == 0


def test_settings_of_obsidian_outside_the_vault_count_for_nothing(ck: Ck) -> None:
    """A link may lead anywhere, and what lies there is nobody's business."""
    ck.note("P/Anna.md", NOTE)
    outside(ck.vault / ".obsidian/templates.json")
    assert "Anna" in ck("due").out


@pytest.mark.parametrize("put", [*KINDS, outside])
def test_a_template_that_is_no_file_of_the_vault_is_not_read(
    ck: Ck, put: Callable[[Path], None]
) -> None:
    """It is not looked at when a template is looked for, and refused where it is named."""
    ck.note("Anna.md", NOTE)
    ck.note(".obsidian/templates.json", '{"folder": "T"}')
    (ck.vault / "T").mkdir()
    put(ck.vault / "T/Person.md")
    assert "talked" not in ck("add", "Zoe", "--dry-run").out
    named = ck("add", "Zoe", "--template", "T/Person.md", "--dry-run")
    assert named.code == (0 if put is large else 2)
    assert "talked" not in named.out


@pytest.mark.parametrize("folder", ["../..", "../other", "/../x"])
def test_a_folder_of_templates_lies_in_the_vault(ck: Ck, folder: str) -> None:
    """A setting that leads out of it names none, so the whole disk is not walked through."""
    ck.note("../other/Person.md", NOTE)
    ck.note(".obsidian/templates.json", f'{{"folder": "{folder}"}}')
    assert "talked" not in ck("add", "Zoe", "--dry-run").out


def test_a_filter_that_may_take_for_ever_is_not_used_and_named(ck: Ck) -> None:
    """What it would leave out stays, and ck check says so."""
    name = "a" * 60 + "!"
    ck.note(f"{name}.md", NOTE)
    ck.note("Old/Boris.md", NOTE)
    ck.note(".obsidian/app.json", r'{"userIgnoreFilters": ["/(a+)+$/", "/^Old.*/"]}')
    assert ck("list").out.endswith("\n1 contact\n")
    checked = ck("check", "--all")
    assert checked.code == 0
    assert ".obsidian/app.json:1  filter  The excluded files /(a+)+$/ are not left out" in (
        checked.out
    )


def test_no_vault_is_found_in_the_home_folder_unless_it_is_named(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor by init, nor from a folder in it; a named one is taken."""
    home = tmp_path / "home"
    ck.note("../home/Anna.md", NOTE)
    ck.note("../home/contactkeeper.toml", "")
    (home / "sub").mkdir()
    monkeypatch.delenv("CK_VAULT")
    for folder in (home, home / "sub"):
        monkeypatch.chdir(folder)
        assert ck("list").err.startswith("ck: no vault here. ")
        assert ck("init", "--yes").code == 2
    assert "Anna" in ck("list", "--vault", str(home)).out


@pytest.mark.parametrize("folder", ["/", "/tmp", "/usr"])  # noqa: S108  # nothing is written there
def test_init_refuses_the_folders_of_the_system(
    ck: Ck, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes may lie below them, but they are no vault."""
    monkeypatch.delenv("CK_VAULT")
    monkeypatch.chdir(folder)
    refused = ck("init", "--yes")
    assert refused.code == 2
    assert "holds more than notes" in refused.err


def test_a_folder_that_can_not_be_read_is_named(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """By list and by due, whether it holds the only contacts or some of them."""
    monkeypatch.chdir(ck.vault)
    for _ in range(21):  # a path over 4,096 characters can't be listed, by root neither
        Path("x" * 200).mkdir()
        os.chdir("x" * 200)
    monkeypatch.chdir(ck.vault)
    for arguments in (["list"], ["due"]):
        alone = ck(*arguments)
        assert alone.code == 2
        assert alone.err.startswith("ck: no contact can be read. x")
        assert "File name too long" in alone.err
    ck.note("Anna.md", NOTE)
    beside = ck("list")
    assert "Anna" in beside.out
    assert beside.err.startswith("ck: not all could be read: x")


def run_killed(ck: Ck, command: list[str], syncs: int, patch: pytest.MonkeyPatch) -> None:
    """Run a command in a process that is killed when it has brought so many files to the disk."""
    child = os.fork()
    if not child:
        left = iter(range(syncs))

        def sync(_handle: int) -> None:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        patch.setattr(os, "fsync", sync)
        ck(*command)
        os._exit(0)
    os.waitpid(child, 0)


@pytest.mark.parametrize(
    ("command", "syncs", "where"),
    [
        (["init", "--yes"], 0, "vault"),
        (["init", "--yes"], 2, "config/contactkeeper"),  # after the vault's file and its folder
    ],
)
def test_what_a_kill_leaves_of_new_settings_goes_with_the_next_command(
    ck: Ck, command: list[str], syncs: int, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the vault and beside the user's own settings, by a command that only reads."""
    ck.note("Anna.md", NOTE)
    run_killed(ck, command, syncs, monkeypatch)
    assert [place.name for place in (ck.vault.parent / where).glob(".ck-*")] == [CONFIG_DRAFT]
    assert "Anna" in ck("due").out
    assert not list(ck.vault.parent.rglob(".ck-*"))
    assert ck(*command).code == 0


def test_what_lies_in_a_folder_of_templates_is_no_contact_and_named(ck: Ck) -> None:
    """By its name where no setting says; what is filled in there may be a person."""
    ck.note("Anna.md", NOTE)
    template = "---\ntags: recruiter\ncreated: {{date}}\n---\n"
    ck.note("Templates/Person.md", template)
    ck.note("99_Шаблоны/x/Person.md", template)
    ck.note("Templates/Empty.md", "---\ntags: recruiter\ncompany:\n---\n## Interactions\n")
    ck.note("meta/_templates/Boris.md", NOTE)
    assert ck("list").out.endswith("\n1 contact\n")
    checked = ck("check", "--all")
    assert checked.code == 1
    assert checked.out.count("a folder of templates") == 3
    assert checked.out.count("a usual name for templates") == 1
    assert "meta/_templates/Boris.md:1  template  It lies in meta/_templates, which has" in (
        checked.out
    )
    ck.note("contactkeeper.toml", '[contacts]\nfolders = ["meta/_templates"]\n')
    assert "Boris" in ck("list").out
    ck.note("contactkeeper.toml", "")
    ck.note(".obsidian/templates.json", '{"folder": "Meta/T"}')
    assert "Boris" in ck("list").out


SURROUNDINGS = [
    {"TZ": "nonsense"}, {"TZ": "\udcff"}, {"TZ": "UTC+99999"}, {"TZ": "A" * 5000},
    {"COLUMNS": "9" * 5000}, {"COLUMNS": "-3"}, {"COLUMNS": "٣"},
    {"LANG": "xx_YY.no", "LC_ALL": "C"},
    {"HOME": ""}, {"HOME": "here"}, {"XDG_STATE_HOME": "here", "XDG_CACHE_HOME": "here"},
    {"CK_TODAY": "soon"}, {"CK_TODAY": "\udcff"}, {"CK_VAULT": "\udcff"}, {"CK_VAULT": "~nobody/x"},
    {"_CK_COMPLETE": "none"}, {"SHELL": ""}, {"TERM": "\udcff"},
]  # fmt: skip


@pytest.mark.parametrize("around", SURROUNDINGS, ids=lambda around: next(iter(around)))
def test_nonsense_in_the_environment_is_a_sentence_at_most(
    ck: Ck, around: dict[str, str], tmp_path: Path
) -> None:
    """No traceback, no fault of the program, and nothing written where it was started."""
    ck.note("Anna.md", NOTE)
    cwd = tmp_path / "elsewhere"
    cwd.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "contactkeeper", "list"],
        env={**os.environ, **around}, capture_output=True, check=False, cwd=cwd, timeout=PATIENCE,
    )  # fmt: skip
    said = done.stderr.decode()
    assert "Traceback" not in said
    assert "ck has a fault" not in said
    assert (
        "1 contact" in done.stdout.decode() or said.startswith("ck: ") or "_CK_COMPLETE" in around
    )
    assert list(cwd.iterdir()) == []


@pytest.mark.parametrize(
    "command", ["due", "list", "show anna", "log anna hello", "check", "undo", "init --yes"]
)
def test_a_path_that_is_not_utf_8_is_no_fault(ck: Ck, tmp_path: Path, command: str) -> None:
    """Of the vault itself; what can't be written down is said."""
    try:
        vault = tmp_path / os.fsdecode(b"v\xff")
        vault.mkdir()
    except OSError:
        pytest.skip("this file system has Unicode names only")
    (vault / "Anna.md").write_text(NOTE)
    for further in ([], ["--json"]):
        result = ck(*command.split(), "--vault", str(vault), *further)
        assert "fault" not in result.err + result.out


def test_an_unclosed_block_of_html_is_named_with_what_to_do(ck: Ck) -> None:
    """Whatever it is that is never closed, the refusal says to close it."""
    ck.note("Pre.md", "---\ntags: [recruiter]\n---\n# P\n\n<pre>\nx\n")
    result = ck("log", "Pre", "hi")
    assert result.code != 0
    assert result.err == (
        "ck: Pre.md:6: A fence, comment or HTML begins here and is never closed, so the log would "
        "fall inside it: close it. Nothing was written.\n"
    )


def test_a_note_that_is_not_utf_8_is_to_be_saved_so(ck: Ck) -> None:
    """A refused entry says what to do, as the list of problems does."""
    (ck.vault / "Enc.md").write_bytes(
        b"---\ntags: [recruiter]\n---\n\n## Log\n- 2026-09-03: \xff\n"
    )
    result = ck("log", "Enc", "hi")
    assert result.code != 0
    assert "Save it as UTF-8. Nothing was written." in result.err


def test_a_name_that_is_not_unicode_is_to_be_changed() -> None:
    """The advice is not about rights, which are not what is wrong."""
    assert advise(Problem.of("x.md", 1, "unreadable", "problem", "name")).endswith("Rename it")
    assert not advise(Problem.of("x.md", 1, "unreadable", reason="no")).endswith("Rename it")
