"""A property is added as `note/schema.py` says: by one row, and a field of `Contact`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[1] / "src"
ROW = '    KnownProperty("visa_until", "visa, visa ends", "виза до", reader=PropertyReader.day),\n'
FIELD = "    visa_until: date | None = None\n"
ASK = """
from contactkeeper.core.note.contact_codec import decode_contact, encode_contact
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import Settings
text = "---\\ntags: recruiter\\nВиза до: 2027-01-31\\n---\\n"
contact = Note.parse(text, "a.md", Settings()).contact()
print(contact.visa_until, decode_contact("a.md", encode_contact(contact)) == contact)
"""


class Copy:
    """A copy of the program that knows one more property, and a vault for it."""

    def __init__(self, base: Path) -> None:
        """Make both in a folder."""
        self._base = base
        self.sources = base / "src"
        self.vault = base / "vault"
        shutil.copytree(SOURCES, self.sources, ignore=shutil.ignore_patterns("__pycache__"))
        (self.vault / ".obsidian").mkdir(parents=True)

    def insert(self, module: str, above: str, line: str) -> None:
        """Insert a line into a module, above the only line that begins so."""
        path = self.sources / "contactkeeper" / module
        text = path.read_text(encoding="utf-8")
        assert text.count(f"\n{above}") == 1, f"{module} has no place for it any more"
        new = text.replace(f"\n{above}", f"\n{line}{above}")
        path.write_text(new, encoding="utf-8", newline="\n")

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with the copy."""
        env = os.environ | {
            "PYTHONPATH": str(self.sources), "PYTHONUTF8": "1", "CK_VAULT": str(self.vault),
            "CK_TODAY": "2026-11-23", "HOME": str(self._base),
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, *arguments],
            env=env, capture_output=True, encoding="utf-8", check=False, cwd=self._base,
        )  # fmt: skip

    def ck(self, *arguments: str) -> str:
        """Run the copy's program, which must succeed, and return what it says."""
        done = self.python("-m", "contactkeeper", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Return a copy with the property `visa_until`."""
    made = Copy(tmp_path)
    made.insert("core/note/schema.py", '    KnownProperty("type",', ROW)
    made.insert("core/model.py", "    trust: int | None", FIELD)
    return made


def test_a_property_is_one_row_and_its_field(copy: Copy) -> None:
    """It is read under each spelling, indexed, shown, and written by `ck add` and `ck set`."""
    read = copy.python("-c", ASK)
    assert (read.stdout, read.stderr) == ("2027-01-31 True\n", "")

    copy.ck("add", "Anna Lee", "--company", "Ozon", "--property", "visa=2027-01-31")
    note = copy.vault / "Anna Lee.md"
    text = note.read_text(encoding="utf-8")
    # The row stands above that of `type`, so the property stands above the company.
    assert text.index("visa: 2027-01-31\n") < text.index("company: Ozon\n")
    assert '"visa": "2027-01-31"' in copy.ck("show", "anna", "--json")

    copy.ck("set", "anna", "виза до=2028-02-29")
    changed = note.read_text(encoding="utf-8")
    assert changed == text.replace("visa: 2027-01-31", "visa: 2028-02-29")

    refused = copy.python("-m", "contactkeeper", "set", "anna", "visa_until=soon")
    assert refused.returncode == 2
    assert "is no date: write it as 2026-11-23" in refused.stderr
    assert note.read_text(encoding="utf-8") == changed
