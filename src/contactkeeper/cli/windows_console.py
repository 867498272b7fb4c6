"""The console of Windows, which obeys escape sequences once it is told to."""

from __future__ import annotations

import sys

if sys.platform == "win32":

    def obey_escapes() -> bool:
        """Have the console obey escape sequences; older ones can't, and would show them."""
        import ctypes

        console, mode = ctypes.windll.kernel32, ctypes.c_ulong()
        output = console.GetStdHandle(-11)  # STD_OUTPUT_HANDLE
        # 4 is ENABLE_VIRTUAL_TERMINAL_PROCESSING.
        return bool(
            console.GetConsoleMode(output, ctypes.byref(mode))
            and console.SetConsoleMode(output, mode.value | 4)
        )
