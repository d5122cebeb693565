"""Build hook: compile the program's own message catalogs, so that an installation speaks Japanese.

The `.mo` files are made from the `.po` files at every build and every `pip install`, editable ones too;
they are never committed.
"""

from __future__ import annotations

from pathlib import Path

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileMessages(BuildHookInterface):
    """Compile `lfnkr_i18n/locale/*/LC_MESSAGES/*.po` beside themselves."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile every catalog before the files of the wheel are gathered."""
        for catalog in sorted(Path(self.root, "lfnkr_i18n", "locale").glob("*/LC_MESSAGES/*.po")):
            polib.pofile(str(catalog)).save_as_mofile(str(catalog.with_suffix(".mo")))
