from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from hypothesis_profiles import register_profiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

register_profiles()


@pytest.fixture(scope="session", autouse=True)
def nothing_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every process that a test starts away from the real user's folders."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("CK_LANG", "en")  # whatever the locale of the machine
        for name in ("CONFIG", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        # Git reads no configuration but this one, and waits for no disk.
        config = home / "gitconfig"
        config.write_text(
            "[user]\n\tname = Test\n\temail = test@example.com\n[init]\n\tdefaultBranch = main\n"
            "[core]\n\tfsync = none\n"
        )
        patch.setenv("GIT_CONFIG_GLOBAL", str(config))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Handle a signal by doing nothing."""


@pytest.fixture(scope="session", autouse=True)
def signals_reach_started_processes() -> Iterator[None]:
    """Give every process that a test starts the default action of a signal.

    A job in the background of a script ignores SIGINT, and one under nohup SIGHUP, and so would
    all processes that it starts. A handler, unlike that, is not passed on to another program.
    """
    names = ("SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    ignored = [number for number in numbers if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, _ignore)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)
