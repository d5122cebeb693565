"""Names and the glossary: none goes out with a table, and none counts as a review."""

from __future__ import annotations

import pytest

from lfnkr_i18n.catalog.kept_drafts import KeptDraft, keep_drafts
from lfnkr_i18n.errors import NameFound
from lfnkr_i18n.steps.drafting.effort import effort
from lfnkr_i18n.steps.glossary import export_glossary
from tests.steps.names.conftest import JAPANESE, Guarded, without_names


def test_no_name_goes_out(guarded: Guarded) -> None:
    guarded.write("locales/glossary.csv", "en,ja,note\nPak Cholho,証人,\n")
    with pytest.raises(NameFound, match="p1") as caught:
        export_glossary(guarded.project)
    without_names(str(caught.value))


def test_a_catalog_with_a_name_is_not_read_for_statistics(guarded: Guarded) -> None:
    guarded.translate(JAPANESE)
    draft = KeptDraft("letter", "en", "ja", "deepl", "We wrote to the embassy.", "大使館に書いた。")
    keep_drafts([draft], cache=guarded.project.cache)
    kept = [one.reviewed for one in effort(guarded.project)]
    guarded.translate({"A letter": "朴哲浩の手紙"})
    assert (kept, effort(guarded.project)) == ([1], [])
