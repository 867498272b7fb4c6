"""Say why the operating system refused something; its words are English, whatever the locale."""

from __future__ import annotations

from contactkeeper.wording import Texts, Wording

KNOWN: Texts = {
    "EACCES": "Permission denied",
    "EBUSY": "Device or resource busy",
    "EDQUOT": "Disk quota exceeded",
    "EEXIST": "File exists",
    "EINVAL": "Invalid argument",
    "EIO": "Input/output error",
    "EISDIR": "Is a directory",
    "ELOOP": "Too many levels of symbolic links",
    "EMFILE": "Too many open files",
    "ENAMETOOLONG": "File name too long",
    "ENOENT": "No such file or directory",
    "ENOEXEC": "Exec format error",
    "ENOMEM": "Cannot allocate memory",
    "ENOSPC": "No space left on device",
    "ENOTDIR": "Not a directory",
    "ENOTEMPTY": "Directory not empty",
    "EPERM": "Operation not permitted",
    "EROFS": "Read-only file system",
    "ETIMEDOUT": "Connection timed out",
    "ETXTBSY": "Text file busy",
    "EXDEV": "Invalid cross-device link",
}
"""The words of Linux for the usual errors, for the catalogues; most are those of other systems."""


def why_refused(error: OSError) -> Wording:
    """Say in the words of the system why it refused: `Permission denied`."""
    said = error.strerror or str(error)
    return Wording(said)
