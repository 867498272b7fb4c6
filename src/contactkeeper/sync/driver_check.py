"""A merge driver tried as git would run it for a program without a shell: nothing around it.

Obsidian and other windows have not the PATH of a terminal, and a driver that runs in the one may
not run in the other.
"""

from __future__ import annotations

import os
import subprocess
import tempfile

from contactkeeper.sync.driver import fill_line
from contactkeeper.sync.git import last_words
from contactkeeper.sync.programs import find_program

_BASE = "---\ntags: recruiter\n---\n\n## Log\n- 2026-01-01 call: a\n"
_OURS = f"{_BASE}- 2026-02-02 call: b\n"
_THEIRS = f"{_BASE}- 2026-03-03 call: c\n"
_MERGED = f"{_OURS}- 2026-03-03 call: c\n"
_LONGEST = 30


def check_driver(line: str, git_programs: str) -> str:
    """Let a driver merge two entries that git alone can't; returns what is wrong, or nothing.

    Args:
        line: as it is configured.
        git_programs: the folder of git's own programs, which it puts on the PATH itself.
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
            done = subprocess.run(  # noqa: S603  # the line is the one that git runs
                [shell, "-c", command],
                cwd=folder,
                env={"PATH": path, **_WINDOWS},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_LONGEST,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"it does not end within {_LONGEST} seconds."
        except OSError as error:
            return f"{shell} can't be run: {error.strerror}."
        with open(os.path.join(folder, "ours"), encoding="utf-8", newline="") as file:
            merged = file.read()
    if done.returncode == 0 and merged == _MERGED:
        return ""
    words = done.stderr.decode("utf-8", "replace")
    lines = [each for each in words.splitlines() if not each.startswith("ck: not merged")]
    return last_words("\n".join(lines))


_WINDOWS = {
    # Without it no program starts there; elsewhere there is no such variable.
    name: os.environ[name]
    for name in ("SYSTEMROOT",)
    if name in os.environ
}
