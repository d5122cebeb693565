"""What the checks say of a pair in HTML: stars are text, tags and entities are not."""

from __future__ import annotations

import pytest

from lfnkr_i18n.checks import check_pair
from lfnkr_i18n.model import Markup


def found(source: str, target: str) -> list[str]:
    findings = check_pair(source, target, source_language="en", target_language="ja", markup=Markup.HTML)
    return [finding.check for finding in findings]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param("We met <b>him</b>.", "私たちは<b>彼</b>に会いました。", id="tags"),
        pytest.param("We <strong>met</strong> him.", "私たちは彼に<strong>会いました</strong>。", id="emphasis"),
        pytest.param("Rated ** by guests.", "お客様の評価は**です。", id="stars are text"),
        pytest.param("The file a_b_c is new.", "ファイルa_b_cは新しいものです。", id="underlines are text"),
        pytest.param("Run <code>a --b 5</code> now.", "今すぐ<code>a --b 5</code>を実行してください。", id="code"),
        pytest.param("Soup & bread.", "スープ & パン。", id="bare ampersand"),
        pytest.param('See <a href="/a" title="Us">us</a>.', '<a href="/a" title="私たち">私たち</a>へ。', id="link"),
        pytest.param("First line.<br>Second line.", "一行目。<br>二行目。", id="line break"),
    ],
)
def test_good_pairs_pass_in_silence(source: str, target: str) -> None:
    assert found(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param("We met <b>him</b>.", "私たちは彼に会いました。", ["structure"] * 2, id="lost tags"),
        pytest.param("We <em>met</em> him.", "私たちは彼に会いました。", ["emphasis"], id="lost emphasis"),
        pytest.param("We <em>met</em> him.", "私たちは彼に*会いました*。", ["emphasis"], id="stars are no emphasis"),
        pytest.param('See <a href="/a">us</a>.', '<a href="/b">私たち</a>へ。', ["urls"], id="another address"),
        pytest.param("Run <code>ab 5</code>.", "<code>ab 6</code>を実行。", ["structure", "structure"], id="code"),
        pytest.param("One line.<br>Two.", "一行目。二行目。", ["structure"], id="lost line break"),
    ],
)
def test_mistakes_are_found(source: str, target: str, expected: list[str]) -> None:
    assert found(source, target) == expected
