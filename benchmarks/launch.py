"""Run one command and print its exit code, its seconds and the kilobytes it took.

    python -I -S launch.py PROGRAM ARGUMENT ...

It is small on purpose. Linux counts for a child the memory that its parent had when the child was
started, so one started by the benchmark itself, which holds much, seems to take as much. This one
takes some 9 MB: no command is shown with less. Of a command that starts others, it is the largest
process that counts.
"""

from __future__ import annotations

import os
import sys
import time


def main() -> None:
    """Start the command with no input, and its output thrown away; what it complains of is kept."""
    nothing = os.open(os.devnull, os.O_RDWR)
    quiet = [(os.POSIX_SPAWN_DUP2, nothing, 0), (os.POSIX_SPAWN_DUP2, nothing, 1)]
    started = time.perf_counter()
    child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - started
    print(os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss)


if __name__ == "__main__":
    main()
