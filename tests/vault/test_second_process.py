"""A second process does half of the work in a large vault; whatever happens to it, all is done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.settings import Settings
from contactkeeper.vault.cache import Cache
from contactkeeper.vault.loading import WORTH_READING_TOGETHER, load
from contactkeeper.vault.second_process import MOST_PARTS, SecondProcess, divide
from vaults import BROKEN, note

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is none elsewhere")


def test_it_gives_what_the_function_gives() -> None:
    """Bytes and all."""
    second = SecondProcess(lambda: [(b"a", 1, ("x", None)), "б"])
    assert second.result() == [(b"a", 1, ("x", None)), "б"]


def fail() -> None:
    """Raise what nobody expects."""
    raise RuntimeError


def die() -> None:
    """End as a kill does."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("work", [fail, die, object])
def test_nothing_comes_of_one_that_fails(
    work: Callable[[], object], capfd: pytest.CaptureFixture[str]
) -> None:
    """An exception, a kill, and what can't be written give nothing, and say nothing."""
    assert SecondProcess(work).result() is None
    assert capfd.readouterr() == ("", "")


def test_it_does_not_outlive_one_that_is_killed() -> None:
    """Nobody reads its answer, which no pipe holds as a whole; whoever waits for `ck` goes on."""
    script = (
        "import os, signal\n"
        "from contactkeeper.vault.second_process import SecondProcess\n"
        "second = SecondProcess(lambda: bytes(1_000_000))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    command = [sys.executable, "-c", script]
    # The output ends when the last who has it is gone.
    result = subprocess.run(command, stdout=subprocess.PIPE, timeout=10, check=False)
    assert result.returncode == -signal.SIGKILL


def told(_: int) -> None:
    """Listen to how many parts were taken."""


def test_divided_work_is_put_together_in_order() -> None:
    """None of it is lost or done in vain, whoever does it."""
    assert list(divide(MOST_PARTS, str, told)) == list(map(str, range(MOST_PARTS)))
    assert list(divide(0, str, told)) == []


@pytest.mark.parametrize("ends", [fail, die])
def test_the_first_process_does_what_the_second_did_not(ends: Callable[[], object]) -> None:
    """It took some parts and came to nothing; they are done all the same."""
    first = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != first:
            ends()
        return number

    assert list(divide(50, work, told)) == list(range(50))


def test_a_large_vault_is_read_alike(tmp_path: Path) -> None:
    """With a second process, without one, and from the cache that both wrote."""
    vault = tmp_path / "vault"
    vault.mkdir()
    texts = [
        note("- 2026-11-20 <- tg: x\n"),
        "# none\n",
        *BROKEN.values(),
        "---\ntype: news\n---\n",
    ]
    for number in range(WORTH_READING_TOGETHER + 10):
        text = texts[number % len(texts)]
        (vault / f"{number}.md").write_text(text, encoding="utf-8", newline="")
    rules = Settings()
    cache = Cache(str(tmp_path / "x.cache"), rules, 4 * 10**18)
    plain, first, second = load(vault, rules), load(vault, rules, cache), load(vault, rules, cache)
    assert tuple(first.contacts) == tuple(second.contacts) == tuple(plain.contacts)
    assert first.problems == second.problems == plain.problems


def test_it_writes_the_cache_while_the_first_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that was read is kept when it has settled, and the answer waits for none of it."""
    monkeypatch.setattr("contactkeeper.vault.loading.can_share", lambda: True)
    monkeypatch.setattr("contactkeeper.vault.loading.WORTH_WALKING_TOGETHER", 1)
    vault = tmp_path / "vault"
    vault.mkdir()
    for number in range(5):
        text = note(f"- 2026-11-20 <- tg: {number}\n")
        (vault / f"{number}.md").write_text(text, encoding="utf-8", newline="")
    rules = Settings()
    cache = Cache(str(tmp_path / "x.cache"), rules, 4 * 10**18)
    first = load(vault, rules, cache)
    assert len(first.contacts) == 5
    first.settle()
    first.settle()  # no matter how often
    assert cache.read().paths == tuple(f"{number}.md" for number in range(5))
    assert tuple(load(vault, rules, cache).contacts) == tuple(first.contacts)
