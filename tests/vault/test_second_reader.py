"""A second process reads half of a large vault; whatever happens to it, all is read."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.settings import Settings
from contactkeeper.vault.cache import Cache
from contactkeeper.vault.loading import load
from contactkeeper.vault.second_reader import WORTH_IT, SecondReader, can_help
from vaults import BROKEN, note

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is none elsewhere")


def test_it_reads_each_path_in_their_order() -> None:
    """What it read is what the function gives, bytes and all."""
    second = SecondReader(["a", "б"], lambda path: (path.encode(), 1, ("x", None)))
    assert second.results() == [(b"a", 1, ("x", None)), ("б".encode(), 1, ("x", None))]


def fail(path: str) -> str:
    """Raise what nobody expects."""
    raise RuntimeError(path)


def die(_: str) -> str:
    """End as a kill does."""
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


@pytest.mark.parametrize("read", [fail, die, lambda _: object()])
def test_nothing_comes_of_one_that_fails(read: object, capfd: pytest.CaptureFixture[str]) -> None:
    """An exception, a kill, and what can't be written give nothing, and say nothing."""
    second = SecondReader(["a"], read)  # type: ignore[arg-type]  # among others one that is wrong
    assert second.results() is None
    assert capfd.readouterr() == ("", "")


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
    for number in range(WORTH_IT + 10):
        text = texts[number % len(texts)]
        (vault / f"{number}.md").write_text(text, encoding="utf-8", newline="")
    rules = Settings()
    cache = Cache(str(tmp_path / "x.cache"), rules, 4 * 10**18)
    plain, first, second = load(vault, rules), load(vault, rules, cache), load(vault, rules, cache)
    assert tuple(first.contacts) == tuple(second.contacts) == tuple(plain.contacts)
    assert first.problems == second.problems == plain.problems


def test_a_small_vault_needs_none() -> None:
    """It would be read before a process could start."""
    assert not can_help(WORTH_IT - 1)
