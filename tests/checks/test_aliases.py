"""What people at risk are called, over a whole post; single pairs are rows of tests/files/checks."""

from __future__ import annotations

import pytest

from lfnkr_i18n.checks import Alias, PlacedPair, post_findings
from lfnkr_i18n.model import Finding, Pair, Severity

K = Alias("k", (("en", "Mr. K"), ("ja", "Kさん")))
HANA = Alias("h", (("en", "Hana"), ("ja", "ハナ")))
MOTHER = Alias("m", (("en", "the mother"), ("ja", "母親")))
Row = tuple[int, str, str, str]
"""Block, kind, source, target."""


def said(*rows: Row, aliases: tuple[Alias, ...] = (K, HANA, MOTHER)) -> list[Finding]:
    pairs = [
        PlacedPair(number, block, Pair(source, target, "en", "ja", kind, alone=False), aliases)
        for number, (block, kind, source, target) in enumerate(rows)
    ]
    return [finding for finding in post_findings(pairs) if finding.check in ("aliases", "pending-masks")]


def test_only_the_first_mention_must_name() -> None:
    first, later = (
        (0, "paragraph", "Mr. K came.", "Kさんが来ました。"),
        (1, "paragraph", "Mr. K slept.", "眠りました。"),
    )
    assert said(first, later) == []
    (finding,) = said(later, first)
    assert (finding.segment, finding.severity) == (0, Severity.ERROR)


def test_a_title_need_not_name_and_is_no_introduction() -> None:
    title = (0, "heading 1", "The winter of Mr. K", "ある冬")
    assert said(title, (1, "paragraph", "Mr. K came.", "Kさんが来ました。")) == []
    assert [finding.segment for finding in said(title, (1, "paragraph", "Mr. K came.", "来ました。"))] == [1]


def test_a_title_addresses_nobody_otherwise() -> None:
    (finding,) = said((0, "heading 1", "The winter of Mr. K", "K氏の冬"))
    assert finding.message == "`K氏` is `Kさん` in public (k); write that"


def test_a_name_may_move_to_another_sentence_of_its_block() -> None:
    rows = (
        (0, "paragraph", "It was cold.", "Kさんは寒がりました。"),
        (0, "paragraph", "Mr. K shivered.", "震えました。"),
    )
    assert said(*rows) == []


def test_nothing_is_said_of_a_block_that_is_not_done() -> None:
    assert said((0, "paragraph", "Mr. K came.", "来ました。"), (0, "paragraph", "It was cold.", "")) == []


def test_two_people_may_share_a_form_in_one_language() -> None:
    women = Alias("w", (("en", "Ms. K"), ("ja", "Kさん")))
    row = (0, "paragraph", "Ms. K and Mr. K came.", "二人のKさんが来ました。")
    assert said(row, aliases=(K, women)) == []


def test_a_form_that_begins_a_sentence_is_the_same() -> None:
    assert said((0, "paragraph", "The mother came.", "母親が来ました。")) == []
    (finding,) = said((0, "paragraph", "The mother came.", "女性が来ました。"))
    assert finding.severity is Severity.WARNING


def test_each_alias_is_marked_where_the_source_marks_it() -> None:
    first = (0, "paragraph", "Mr. K (a pseudonym) came.", "Kさん（仮名）が来ました。")
    second = (1, "paragraph", "Hana (not her real name) came.", "ハナが来ました。")
    assert [(finding.segment, finding.severity) for finding in said(first, second)] == [(1, Severity.WARNING)]
    assert [finding.severity for finding in said(second)] == [Severity.ERROR]


def test_a_mark_may_stand_earlier_in_the_translation() -> None:
    rows = (
        (0, "paragraph", "Some names are theirs.", "仮名の方もいます。"),
        (1, "paragraph", "Hana (not her real name) came.", "ハナが来ました。"),
    )
    assert said(*rows) == []


def test_without_a_register_a_lost_mark_is_only_warned_of() -> None:
    (finding,) = said((0, "paragraph", "Hana (a pseudonym) came.", "ハナが来ました。"), aliases=())
    assert finding.severity is Severity.WARNING


@pytest.mark.timeout(10)
def test_a_long_post_and_a_long_register_take_linear_time() -> None:
    many = tuple(Alias(f"p{number}", (("en", f"Mr. {number}K"), ("ja", f"{number}Kさん"))) for number in range(2_000))
    assert (
        said(
            *[(n, "paragraph", "Mr. K came (a pseudonym).", "Kさん（仮名）が来ました。") for n in range(2_000)],
            aliases=(K, *many),
        )
        == []
    )


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", ["Mr. ", "K", "[k", "名前を", "not her real ", "K さ", "a\u3000"])
def test_hostile_texts_take_linear_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    said((0, "paragraph", f"Mr. K {text}", text))
