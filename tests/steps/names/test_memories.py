"""Names, memories and glossaries: none comes in with one of another tool, none goes out with an export."""

from __future__ import annotations

from pathlib import Path

import pytest

from lfnkr_i18n.errors import NameFound
from lfnkr_i18n.steps.glossary import import_glossary
from lfnkr_i18n.steps.memory.opening import open_memory
from lfnkr_i18n.steps.memory.tmx_export import export_memory
from lfnkr_i18n.steps.memory.tmx_import import import_memory
from tests.steps.names.conftest import JAPANESE, SOMEBODY_ELSE, Guarded, without_names

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="other" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="en" datatype="plaintext"/><body>
<tu><tuv xml:lang="en"><seg>Snow fell.</seg></tuv><tuv xml:lang="ja"><seg>雪が降った。</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>{name} came.</seg></tuv><tuv xml:lang="ja"><seg>来た。</seg></tuv></tu>
</body></tmx>
"""


def test_a_memory_with_a_name_does_not_come_in(guarded: Guarded, tmp_path: Path) -> None:
    file = tmp_path / "old.tmx"
    file.write_text(TMX.format(name="Pak<bpt i='1'/> Chol-ho"), "utf-8")
    with pytest.raises(NameFound, match="unit 2 holds a listed name: p1") as caught:
        import_memory(guarded.project, file)
    without_names(str(caught.value))
    assert not guarded.exists("locales/memory/old.tmx")
    file.write_text(TMX.format(name="Somebody"), "utf-8")
    assert import_memory(guarded.project, file).pairs == 2


def test_what_was_imported_before_it_was_listed_is_not_offered(guarded: Guarded, tmp_path: Path) -> None:
    guarded.list_names(SOMEBODY_ELSE)
    file = tmp_path / "old.tmx"
    file.write_text(TMX.format(name="Pak Chol-ho"), "utf-8")
    guarded.write("locales/memory/old.tmx", TMX.format(name="Pak Chol-ho"))
    guarded.list_names()
    with open_memory(guarded.project) as memory:
        assert sum(memory.counts().values()) == 1


def test_no_name_goes_out(guarded: Guarded, tmp_path: Path) -> None:
    guarded.translate(JAPANESE)
    guarded.translate({"Snow": "雪", "Snow fell.": "朴哲浩が見た雪。"}, post="snow")
    result = export_memory(guarded.project, tmp_path / "all.tmx")
    assert (result.names, result.pairs, len(result.problems)) == ({"p1"}, 2, 1)
    assert "哲浩" not in (tmp_path / "all.tmx").read_text("utf-8")
    without_names(result)


@pytest.mark.parametrize("row", ["Pak Chol-ho,朴さん,", "Mr. Pak,朴哲浩,", "witness,証人,asked by Pak Chol-ho"])
def test_a_glossary_with_a_name_does_not_come_in(guarded: Guarded, tmp_path: Path, row: str) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text(f"en,ja,note\nvisa,査証,\n{row}\n", "utf-8")
    for dry_run in (True, False):
        with pytest.raises(NameFound, match=r"theirs\.csv:3: a listed name stands here: p1;") as caught:
            import_glossary(guarded.project, file, dry_run=dry_run)
        without_names(str(caught.value))
    assert not guarded.project.glossary.exists()
    file.write_text("en,ja\nvisa,査証\n", "utf-8")
    assert len(import_glossary(guarded.project, file).added) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_note_in_a_memory_counts_too(guarded: Guarded, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "old.tmx"
    text = TMX.format(name="Somebody").replace("UTF-8", encoding).replace("<tu>", "<tu><note>ask 朴哲浩</note>", 1)
    file.write_text(text, encoding)
    with pytest.raises(NameFound, match="p1") as caught:
        import_memory(guarded.project, file)
    without_names(str(caught.value))
    assert not guarded.exists("locales/memory/old.tmx")


def test_a_memory_named_after_somebody_does_not_come_in(guarded: Guarded, tmp_path: Path) -> None:
    file = tmp_path / "pak-chol-ho.tmx"
    file.write_text(TMX.format(name="Somebody"), "utf-8")
    with pytest.raises(NameFound, match="rename the file") as caught:
        import_memory(guarded.project, file)
    without_names(str(caught.value))
    assert not guarded.exists("locales/memory/pak-chol-ho.tmx")
