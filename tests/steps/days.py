"""The results of a day's work, which goes on without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lfnkr_i18n.steps.checking.checked import Checked
from lfnkr_i18n.steps.drafting.draft import Drafted
from lfnkr_i18n.steps.extract import Extracted
from lfnkr_i18n.steps.publishing.publish import Published
from lfnkr_i18n.steps.run import Stage


class Seen:
    """Watches the stages, and keeps what they gave."""

    def __init__(self) -> None:
        self.extracted: list[Extracted] = []
        self.drafted: list[Drafted] = []
        self.checked: list[Checked] = []
        self.published: list[Published] = []

    def __call__(self, stage: Stage, results: Iterator[Any]) -> Iterable[Any]:
        kept: dict[Stage, list[Any]] = {
            Stage.EXTRACT: self.extracted,
            Stage.DRAFT: self.drafted,
            Stage.CHECK: self.checked,
            Stage.PUBLISH: self.published,
        }
        kept[stage].extend(results)
        return kept[stage]
