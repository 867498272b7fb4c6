"""Carry out what `ck` itself is asked for, with no command: help, version, completion scripts.

What a completion script asks for is answered by `completion`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.session import Session
from contactkeeper.errors import CkError, UsageError
from contactkeeper.system_errors import why_refused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from pathlib import Path


def program_command(
    session: Session,
    *,
    version: Annotated[bool, option("--version -V", "Show the version.")] = False,
    install_completion: Annotated[
        str | None,
        option("--install-completion [SHELL]", "Install completion by Tab, of names too."),
    ] = None,
    show_completion: Annotated[
        str | None, option("--show-completion [SHELL]", "Show the completion script.")
    ] = None,
) -> None:
    """Do what one of the options of `ck` alone asks for."""
    if version:
        from contactkeeper import __version__

        session.terminal.out(f"ck {__version__}")
    elif install_completion is not None:
        shell = install_completion or session.shell
        files = install(shell, session.config_file.parent, session.home)
        named = [str(each) for each in files]
        session.terminal.out(
            Wording("Written: {files}. Open a new {shell} to use it.", files=named, shell=shell)
        )
    elif show_completion is not None:
        text = script(show_completion or session.shell)
        session.terminal.out(*text.rstrip("\n").split("\n"))


# The words are handed over as arguments, so that no blank or quote in them is lost; `read` and
# not `$(…)` takes the answer, so that a `*` in a name is no pattern. All bash from 3.2 on.
BASH = """\
# completion of ck for bash
_ck_completion() {
    COMPREPLY=()
    local line
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(_CK_COMPLETE=complete_bash "$1" -- "${COMP_WORDS[@]:1:$COMP_CWORD}" 2>/dev/null)
    case ${COMPREPLY[0]} in *=|*:) compopt -o nospace 2>/dev/null ;; esac
}
complete -o default -F _ck_completion ck contactkeeper
"""

# -U: what is typed in Latin completes to Cyrillic, so zsh must not compare the beginnings. It would
# put what several names have in common in the place of what is typed, maybe nothing: then they are
# only listed.
ZSH = """\
#compdef ck contactkeeper
# completion of ck for zsh
_ck_completion() {
    local -a names shown open
    local line typed=${(Q)words[CURRENT]}
    while IFS= read -r line; do
        names+=("${line%%$'\\t'*}")
        shown+=("${line/$'\\t'/  }")
    done < <(_CK_COMPLETE=complete_zsh ${words[1]} -- "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( ! $#names )); then
        _files
        return
    fi
    open=(${(M)names:#*[=:]})
    if (( $#open == $#names )); then
        compadd -U -S '' -l -d shown -a names
    else
        compadd -U -l -d shown -a names
    fi
    if (( $#names > 1 )) && [[ -n ${names:#${(b)typed}*} ]]; then
        compstate[insert]=
        compstate[list]='list force'
    fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _ck_completion ck contactkeeper
"""

FISH = """\
# completion of ck for fish
function __ck_completion
    set -l words (commandline -opc) (commandline -ct)
    env _CK_COMPLETE=complete_fish ck -- $words[2..-1] 2>/dev/null
end
complete -c ck -f -a '(__ck_completion)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def script(shell: str) -> str:
    """Return the completion script of a shell.

    Raises:
        UsageError: there is none for it.
    """
    if shell not in SCRIPTS:
        message = Wording(
            "completion is there for bash, zsh and fish; name one, not “{shell}”.", shell=shell
        )
        raise UsageError(message)
    return SCRIPTS[shell]


def install(shell: str, config: Path, home: Path) -> tuple[Path, ...]:
    """Write a shell's completion script where the shell finds it; return the files changed.

    bash and zsh have it in a file of its own, which one line at the end of `.bashrc` or `.zshrc`
    reads; done again, it changes nothing twice.

    Args:
        shell: `bash`, `zsh` or `fish`.
        config: the folder of `ck`'s own configuration; fish has its own beside it.
        home: the user's home folder, where the start-up files are.

    Raises:
        UsageError: there is no completion for that shell.
        CkError: a file can't be written.
    """
    text = script(shell)
    place, startup = config / f"completion.{shell}", home / f".{shell}rc"
    if shell == "fish":
        place = config.parent / "fish" / "completions" / "ck.fish"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        if shell == "fish":
            return (place,)
        return (place, startup) if _call_script(startup, place) else (place,)
    except OSError as error:
        message = Wording(
            "{file} can't be written: {why}.",
            file=error.filename or place,
            why=why_refused(error),
        )
        raise CkError(message) from error


def _call_script(startup: Path, place: Path) -> bool:
    """Add the line that reads the script to a start-up file, at its end; False where it has it."""
    from shlex import quote

    line = os.fsencode(f"source {quote(str(place))}")
    before = startup.read_bytes() if startup.exists() else b""
    if line in before.split(b"\n"):
        return False
    with startup.open("ab") as file:
        file.write((b"" if not before or before.endswith(b"\n") else b"\n") + line + b"\n")
    return True
