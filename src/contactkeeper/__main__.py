"""Start the program: `ck`, `contactkeeper` and `python -m contactkeeper` all come here."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command that was typed and leave with its exit code."""
    gc.disable()  # a run is over before garbage matters, and to look for it takes 10 ms
    try:
        if sys.argv[1:2] == ["merge-driver"]:  # git calls it so, from every clone that was set up
            from contactkeeper.cli import merge_driver

            leave(merge_driver.main(sys.argv[2:]))
        from contactkeeper.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program is still being loaded
        code = 130
    leave(code)


def leave(code: int) -> None:
    """End at once, when all that was said is out: to take down what was read takes 10 ms."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # it may have been closed by the caller (`>&-`)
                stream.flush()
    except BrokenPipeError:
        pass  # the reader (`| head`) has gone, and needs nothing more
    except (OSError, ValueError):
        code = code or 1  # each answer was flushed once: what failed then has been said
    os._exit(code)


if __name__ == "__main__":
    main()
