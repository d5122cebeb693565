"""Which attributes of custom blocks are text: files in the form of `wpml-config.xml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from lfnkr_i18n.config import open_project
from lfnkr_i18n.errors import SettingsError
from lfnkr_i18n.formats import read_post

BLOCKS = """<wpml-config><gutenberg-blocks>
  <gutenberg-block type="acme/box" translate="1">
    <xpath>//h3</xpath>
    <key name="title"/>
    <key name="link"><key name="text"/><key name="hint"/></key>
  </gutenberg-block>
  <gutenberg-block type="acme/map" translate="0"/>
</gutenberg-blocks><custom-fields><custom-field action="ignore">x</custom-field></custom-fields></wpml-config>
"""
POST = b"""<!-- wp:acme/box {"title":"A box","link":{"text":"Sign up","url":"/x","hint":"No cost"}} -->
<h3>A box</h3><!-- /wp:acme/box --><!-- wp:acme/map --><p>kept</p><!-- /wp:acme/map -->"""


def project_with(folder: Path, blocks: str | None) -> Path:
    (folder / "lfnkr.toml").write_text('[wordpress]\ncustom_blocks = "blocks.xml"\n')
    if blocks is not None:
        (folder / "blocks.xml").write_text(blocks, encoding="utf-8")
    return folder


def test_the_file_says_what_is_text(tmp_path: Path) -> None:
    rules = open_project(project_with(tmp_path, BLOCKS)).reading_rules
    post = read_post(POST, "a.html", language="en", rules=rules)
    assert [segment.source for segment in post.segments] == ["A box", "Sign up", "No cost", "A box"]


@pytest.mark.parametrize(
    ("blocks", "problem"),
    [
        pytest.param(None, "no file blocks.xml", id="missing"),
        pytest.param("<wpml-config>\n<a></b>", "blocks.xml:2: not well-formed", id="broken"),
        pytest.param('<?xml version="1.0" encoding="Shift_JIS"?><a/>', "blocks.xml:1: not UTF-8", id="Shift_JIS"),
        pytest.param('<?xml version="1.0" encoding="none"?><a/>', "blocks.xml:1: not UTF-8", id="no encoding"),
        pytest.param("\n<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "blocks.xml:2: a document type", id="document type"),
    ],
)
def test_a_bad_file_is_one_clear_error(tmp_path: Path, blocks: str | None, problem: str) -> None:
    with pytest.raises(SettingsError, match=problem):
        open_project(project_with(tmp_path, blocks))
