"""Start the program: `ck`, `contactkeeper` and `python -m contactkeeper` all run `main`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and exit with its exit code."""
    gc.disable()  # a run is too short for garbage to matter, and collecting takes 10 ms
    try:
        if sys.argv[1:2] == ["merge-driver"]:  # the line in every clone's configuration
            from contactkeeper.cli import merge_driver

            exit_now(merge_driver.main(sys.argv[2:]))
        from contactkeeper.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program is still being loaded
        code = 130
    exit_now(code)


def exit_now(code: int) -> None:
    """Flush the output and exit at once: tearing down what was read would take 10 ms."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # it may have been closed by the caller (`>&-`)
                stream.flush()
    except BrokenPipeError:
        pass  # the reader (`| head`) has ended and needs nothing more
    except (OSError, ValueError):
        code = code or 1  # output was flushed before: that failure has been reported
    os._exit(code)


if __name__ == "__main__":
    main()
