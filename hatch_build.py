"""Compile the catalogues when the package is built; an editable installation is a build too."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Make the compiled catalogues, which stand in no repository."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile, and have the files taken into the package."""
        sys.path.insert(0, self.root)
        import translations

        build_data["artifacts"] += [
            str(path.relative_to(Path(self.root))) for path in translations.compile_all()
        ]
