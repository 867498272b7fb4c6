"""Check that the merge driver works for programs without a terminal, with an empty environment.

Obsidian and other graphical programs do not have a terminal's PATH, so a driver that runs in a
terminal may fail there.
"""

from __future__ import annotations

import os
import subprocess
import tempfile

from contactkeeper.sync.driver import fill_line
from contactkeeper.sync.git import summarize_error
from contactkeeper.sync.programs import find_program

_BASE = "---\ntags: recruiter\n---\n\n## Log\n- 2026-01-01 call: a\n"
_OURS = f"{_BASE}- 2026-02-02 call: b\n"
_THEIRS = f"{_BASE}- 2026-03-03 call: c\n"
_MERGED = f"{_OURS}- 2026-03-03 call: c\n"
_TIMEOUT = 30
"""Seconds."""


def check_driver(line: str, git_programs: str) -> str:
    """Let the driver merge two entries that git alone can't; return what is wrong, or "".

    Args:
        line: the configured driver line.
        git_programs: the folder of git's own programs, which git puts on the PATH itself.
    """
    shell = find_program("sh") or "/bin/sh"
    with tempfile.TemporaryDirectory(prefix="ck-") as folder:
        names = {"O": "base", "A": "ours", "B": "theirs"}
        for name, text in zip(names.values(), (_BASE, _OURS, _THEIRS), strict=True):
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                file.write(text)
        command = fill_line(line, {**names, "L": "7", "P": "'a note.md'"})
        path = os.pathsep.join([git_programs, os.defpath])
        try:
            result = subprocess.run(  # noqa: S603  # the line is the one that git runs
                [shell, "-c", command],
                cwd=folder,
                env={"PATH": path, **_WINDOWS},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"it did not end within {_TIMEOUT} seconds."
        except OSError as error:
            return f"{shell} can't be run: {error.strerror}."
        with open(os.path.join(folder, "ours"), encoding="utf-8", newline="") as file:
            merged = file.read()
    if result.returncode == 0 and merged == _MERGED:
        return ""
    stderr = result.stderr.decode("utf-8", "replace")
    lines = [each for each in stderr.splitlines() if not each.startswith("ck: not merged")]
    return summarize_error("\n".join(lines))


_WINDOWS = {
    # No program starts on Windows without it; other systems do not have it.
    name: os.environ[name]
    for name in ("SYSTEMROOT",)
    if name in os.environ
}
