"""Start the program: `ck`, `contactkeeper` and `python -m contactkeeper` all come here."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command that was typed and leave with its exit code."""
    gc.disable()  # a run is over before garbage matters, and to look for it takes 10 ms
    try:
        from contactkeeper.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program is still being loaded
        code = 130
    gc.freeze()  # the end of Python would look for it once more
    sys.exit(code)


if __name__ == "__main__":
    main()
