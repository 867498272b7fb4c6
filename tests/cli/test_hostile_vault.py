"""A vault that somebody else wrote: whatever files it holds, no command runs what they name."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from cli.conftest import paths_of
from clones import NOTE, Clone, bare
from contactkeeper.cli.args.table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.conftest import Ck

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the canaries are shell scripts")

EVERY_COMMAND = {
    "due": ("due",),
    "go": ("go",),
    "plan": ("plan",),
    "calendar": ("calendar",),
    "mode": ("mode",),
    "log": ("log", "анна", "hi"),
    "done": ("done", "анна"),
    "meet": ("meet", "анна", "fri", "11:00"),
    "remind": ("remind", "анна", "fri", "x"),
    "inbox": ("inbox",),
    "show": ("show", "анна"),
    "write": ("write", "анна", "--print"),
    "list": ("list",),
    "review": ("review", "--json"),
    "find": ("find", "a"),
    "add": ("add", "Борис"),
    "merge": ("merge", "борис", "анна", "--yes"),
    "event add": ("event", "add", "Conf", "--date", "2026-12-01"),
    "event list": ("event", "list"),
    "news add": ("news", "add", "A job", "--kind", "job"),
    "news list": ("news", "list"),
    "stats": ("stats",),
    "report": ("report", "a.html"),
    "snooze": ("snooze", "анна", "fri"),
    "pause": ("pause", "анна"),
    "resume": ("resume", "анна"),
    "set": ("set", "анна", "tier=key"),
    "open": ("open", "анна"),
    "undo": ("undo",),
    "check": ("check", "--fix", "--yes"),
    "sync": ("sync", "--yes"),
    "git setup": ("git", "setup", "--yes"),
    "git status": ("git", "status"),
    "import": ("import", "."),
    "export": ("export", "--out", "a.vcf"),
    "init": ("init", "--yes"),
}
STARTS_GIT = ("sync", "git setup", "git status")
"""The commands that are about git; no other one starts it, but for the user's own options."""


def lookalike(folder: Path, canary: Path) -> None:
    """Fill a folder with ordinary files that git takes for a repository, and that run a program."""
    script = f"#!/bin/sh\n: > '{canary}'\n"
    for path, text in {
        "HEAD": "ref: refs/heads/main\n",
        "objects/info/keep": "",
        "refs/heads/keep": "",
        "hooks/pre-commit": script,
        "hooks/post-index-change": script,
        "config": (
            "[core]\n\trepositoryformatversion = 0\n\tbare = false\n"
            f"\tworktree = {folder}\n\thooksPath = {folder}/hooks\n"
            f"\tfsmonitor = {folder}/hooks/pre-commit\n\tsshCommand = {folder}/hooks/pre-commit\n"
            f"\teditor = {folder}/hooks/pre-commit\n"
            f'[filter "x"]\n\tclean = {folder}/hooks/pre-commit\n\trequired = false\n'
            f'[diff "x"]\n\ttextconv = {folder}/hooks/pre-commit\n'
            f"[diff]\n\texternal = {folder}/hooks/pre-commit\n"
            f"[gpg]\n\tprogram = {folder}/hooks/pre-commit\n[commit]\n\tgpgSign = true\n"
            f'[merge "contactkeeper"]\n\tdriver = {folder}/hooks/pre-commit\n'
            '[remote "origin"]\n\turl = ssh://nowhere.invalid/x\n'
            "[user]\n\tname = x\n\temail = x@example.com\n"
        ),
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    for path in ("hooks/pre-commit", "hooks/post-index-change"):
        (folder / path).chmod(0o755)


def fill(vault: Path) -> None:
    """Write a vault whose own files ask for everything."""
    (vault / "Анна.md").write_text(NOTE)
    (vault / ".gitattributes").write_text("* filter=x diff=x merge=contactkeeper\n")
    (vault / "contactkeeper.toml").write_text("[git]\nauto_commit = true\nauto_sync = true\n")


def as_the_vault(folder: Path, top: Path, canary: Path) -> None:
    """Make the vault look like a repository: a folder of a clone."""
    Clone(top).git("init", "-q")
    lookalike(folder, canary)


def by_a_file_beside(folder: Path, top: Path, canary: Path) -> None:
    """Let a `.git` file, which a sync program brought, lead to a folder beside the vault."""
    Clone(top).git("init", "-q")
    lookalike(top / "evil", canary)
    (folder / ".git").write_text("gitdir: ../evil\n")


def by_a_file_inside(folder: Path, top: Path, canary: Path) -> None:
    """Let a `.git` file lead into the vault; there is no repository around it."""
    del top
    lookalike(folder / "evil", canary)
    (folder / ".git").write_text("gitdir: evil\n")


def by_a_link(folder: Path, top: Path, canary: Path) -> None:
    """Let `.git` be a link into the vault."""
    del top
    lookalike(folder / "evil", canary)
    (folder / ".git").symlink_to("evil")


LAYOUTS = [as_the_vault, by_a_file_beside, by_a_file_inside, by_a_link]


@pytest.fixture
def hostile(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[Path, Path, Path], None]], Path]:
    """Give what lays out a vault in a folder of the runner's; it returns where the canary is."""

    def lay_out(layout: Callable[[Path, Path, Path], None]) -> Path:
        canary = tmp_path / "canary"
        folder = ck.vault / "vault"
        folder.mkdir()
        fill(folder)
        layout(folder, ck.vault, canary)
        monkeypatch.setenv("CK_VAULT", str(folder))
        monkeypatch.setenv("EDITOR", "true")
        monkeypatch.chdir(folder)
        return canary

    return lay_out


def test_every_command_has_its_line_here() -> None:
    """A new command can't be forgotten."""
    missing = set(paths_of(COMMANDS)) - set(EVERY_COMMAND)
    assert not missing, f"tests/cli/test_hostile_vault.py: EVERY_COMMAND has no row for {missing}"
    assert not set(EVERY_COMMAND) - set(paths_of(COMMANDS))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layouts_would_run_a_program(
    hostile: Callable[[Callable[[Path, Path, Path], None]], Path],
    layout: Callable[[Path, Path, Path], None],
    ck: Ck,
) -> None:
    """Git itself falls for each of them: the tests below are about something."""
    canary = hostile(layout)
    Clone(ck.vault / "vault").git("status", check=False)
    Clone(ck.vault / "vault").git("add", "Анна.md", check=False)
    assert canary.exists()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("own", ["", "[git]\nauto_commit = true\nauto_sync = true\n"])
def test_no_command_runs_what_the_files_name(
    hostile: Callable[[Callable[[Path, Path, Path], None]], Path],
    layout: Callable[[Path, Path, Path], None],
    own: str,
    ck: Ck,
    tmp_path: Path,
) -> None:
    """Whatever is asked for, and with the user's own wish for a commit after each entry."""
    canary = hostile(layout)
    config = tmp_path / "config" / "contactkeeper" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(own)
    for name, words in EVERY_COMMAND.items():
        result = ck(*words)
        assert "Traceback" not in result.err
        assert not canary.exists(), name
        if name in STARTS_GIT:
            assert result.code == 1, (name, result)
            assert result.err.startswith("ck: "), result
    assert ck("log", "анна", "again").code == 0
    assert "again" in (ck.vault / "vault" / "Анна.md").read_text()
    assert not canary.exists()


def test_only_commands_about_git_start_git(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the vault's own file asks for starts nothing."""
    fill(ck.vault)
    Clone(ck.vault).git("init", "-q")
    started = tmp_path / "started"
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("git", "sh", "evil"):
        (programs / name).write_text(f"#!/bin/sh\n: > '{started}'\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("EDITOR", shutil.which("true", path=os.defpath) or "/bin/true")
    for name, words in EVERY_COMMAND.items():
        ck(*words)
        assert started.exists() == (name in STARTS_GIT), name
        started.unlink(missing_ok=True)


def test_a_git_in_the_vault_is_not_run(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PATH that holds the current folder leads to no program of the vault."""
    ck.note("Анна.md", NOTE)
    Clone(ck.vault).git("init", "-q")
    canary = tmp_path / "canary"
    ck.note("git", f"#!/bin/sh\n: > '{canary}'\n").chmod(0o755)
    monkeypatch.chdir(ck.vault)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    assert ck("git", "status").code == 1
    assert not canary.exists()
    monkeypatch.setenv("PATH", ".")
    assert ck("git", "status").err.startswith("ck: git is not installed")


def test_an_editor_in_the_vault_is_not_run(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same for the editor that the user names without a folder."""
    ck.note("Анна.md", NOTE)
    canary = tmp_path / "canary"
    ck.note("myedit", f"#!/bin/sh\n: > '{canary}'\n").chmod(0o755)
    monkeypatch.chdir(ck.vault)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("EDITOR", "myedit")
    assert "the editor myedit can't be started" in ck("open", "анна").err
    assert not canary.exists()


@pytest.mark.parametrize("branch", ["--upload-pack=x", "-u", "--exec=x"])
def test_names_that_begin_with_a_dash_are_names(ck: Ck, tmp_path: Path, branch: str) -> None:
    """A remote may call its branch, and a user a remote, as git calls an option."""
    remote = bare(tmp_path / "remote.git")
    ck.note("-x.md", NOTE)
    ck.note(":(top)*.md", NOTE)
    ck.note("--help/-.md", NOTE)
    clone = Clone(ck.vault)
    clone.git("init", "-q")
    clone.git("config", "--add", f"remote.{branch}.url", str(remote))
    clone.git("config", "--add", f"remote.{branch}.fetch", f"+refs/heads/*:refs/remotes/{branch}/*")
    clone.git("symbolic-ref", "HEAD", f"refs/heads/{branch}")
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    found = Clone(remote).says("ls-tree", "-r", "--name-only", f"refs/heads/{branch}")
    assert found.split("\n") == ["--help/-.md", "-x.md", ":(top)*.md"]
    ck.note("-x.md", NOTE + "- 2026-11-20 call: more\n")
    assert ck("sync").out.startswith("Committed: log: -x (1 entry)\n")


def test_a_linked_work_tree_and_a_separate_folder_are_real(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What git itself makes is accepted: `.git` as a file, leading outside of every work tree."""
    remote = bare(tmp_path / "remote.git")
    ck.note("Анна.md", NOTE)
    clone = Clone(ck.vault)
    clone.git("init", "-q", "--separate-git-dir", str(tmp_path / "apart"))
    clone.git("remote", "add", "origin", str(remote))
    assert ck("sync").code == 0
    clone.git("worktree", "add", "-q", str(ck.vault / "linked"), "-b", "side")
    clone.git("push", "-q", "-u", "origin", "side")  # to push a branch beside others is not for ck
    monkeypatch.setenv("CK_VAULT", str(ck.vault / "linked"))
    assert ck("sync").code == 0


def test_a_copied_repository_waits_for_its_user(ck: Ck, tmp_path: Path) -> None:
    """Hooks may have come with a `.git` folder: `ck log` starts git only after the user has."""
    ck.note("Анна.md", NOTE)
    clone = Clone(ck.vault)
    clone.git("init", "-q")
    canary = tmp_path / "canary"
    ck.note(".git/hooks/pre-commit", f"#!/bin/sh\n: > '{canary}'\n").chmod(0o755)
    ck.configure("[git]\nauto_commit = true\n")
    result = ck("log", "анна", "hi")
    assert result.err == (
        "ck: logged. auto_commit begins when you have run ck sync or ck git setup here once.\n"
    )
    assert not canary.exists()
    assert ck("git", "setup", "--yes").code == 0
    assert not canary.exists()
    assert ck("log", "анна", "more").err == ""
    assert canary.exists()
    assert clone.says("log", "-1", "--format=%s") == "log: Анна (3 entries)"
