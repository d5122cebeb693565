"""A name that stands in WordPress does not come in: the repository would keep it for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from lfnkr_i18n.steps.importing.import_posts import Imported, import_posts, look_at
from lfnkr_i18n.steps.importing.plan import Wish
from tests.steps.names.conftest import NAME, Guarded, without_names
from tests.wordpress.exports import export, item

PLACES = [
    pytest.param(item(6, "Bread", f"{NAME} baked.", slug="bread"), id="text"),
    pytest.param(item(6, f"Bread by {NAME}", "Bread.", slug="bread"), id="title"),
    pytest.param(item(6, "Bread", "Bread.", slug="pak-chol-ho"), id="slug"),
    pytest.param(item(6, "Bread", "<p>Pak</p><!-- x --> <b>Chol</b>-ho", slug="bread"), id="split by markup"),
]


@pytest.mark.parametrize("bread", PLACES)
def test_a_post_with_a_name_does_not_come_in(guarded: Guarded, tmp_path: Path, bread: str) -> None:
    file = tmp_path / "export.xml"
    file.write_bytes(export(bread, item(7, "Rain", "Rain fell.", slug="rain")))
    found = look_at(guarded.project, file, Wish())
    named, rain = import_posts(guarded.project, found)
    assert (named.names, rain.names, rain.problem) == (("p1",), (), None)
    assert isinstance(named, Imported)
    assert "change it where it comes from" in str(named.problem)
    assert not list((guarded.root / "source_posts").rglob("*bread*"))
    assert not list((guarded.root / "source_posts").rglob("*pak*"))
    without_names(named)
