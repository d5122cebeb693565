"""Ledgers: a set of lines, whole or absent, read the same in whatever order git joined them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.errors import LedgerError
from lfnkr_i18n.publishing.ledger import (
    Action,
    Copied,
    Publication,
    SignOff,
    Waiver,
    after,
    append,
    decode,
    encode,
    read,
    salvaged,
)

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def publication(minutes: int = 0, action: Action = Action.PUBLISHED, post: str = "letter") -> Publication:
    return Publication(time=NOON + timedelta(minutes=minutes), action=action, post=post, language="ja")


def ledger(*records: Publication) -> bytes:
    return b"".join(encode(record).encode() + b"\n" for record in records)


def test_a_line_says_what_is_there_and_nothing_else() -> None:
    record = Publication(
        time=NOON,
        action=Action.PUBLISHED,
        post="letter",
        language="ja",
        by="aya",
        path="published/ja/letter.md",
        pictures={"b.jpg": Copied("2", "en/b.jpg"), "a.jpg": Copied("1", "en/a.jpg")},
        waived=(Waiver.DRAFTS,),
    )
    assert encode(record) == (
        '{"time":"2026-05-01T12:00:00Z","action":"published","post":"letter","language":"ja","by":"aya",'
        '"path":"published/ja/letter.md","pictures":{"a.jpg":["1","en/a.jpg"],"b.jpg":["2","en/b.jpg"]},"waived":["drafts"]}'
    )


@given(st.lists(st.builds(publication, st.integers(0, 3), st.sampled_from(Action), st.text(max_size=3))), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_and_repetition_of_lines_do_not_count(records: list[Publication], chance: random.Random) -> None:
    joined = [*records, *records[:2]]
    chance.shuffle(joined)
    assert decode(ledger(*joined), Publication, shown="x") == decode(ledger(*records), Publication, shown="x")


def test_of_two_records_of_one_moment_the_cautious_one_is_the_last() -> None:
    down, up = publication(0, Action.TAKEN_DOWN), publication(0)
    assert [record.action for record in decode(ledger(down, up), Publication, shown="x")] == [
        Action.PUBLISHED,
        Action.TAKEN_DOWN,
    ]
    signed, revoked = (
        SignOff(time=NOON, action=action, post="letter", language="ja", source="1", catalog="2")
        for action in (Action.SIGNED, Action.REVOKED)
    )
    lines = f"{encode(revoked)}\n{encode(signed)}\n".encode()
    assert [record.action for record in decode(lines, SignOff, shown="x")] == [Action.SIGNED, Action.REVOKED]


def test_line_ends_of_other_systems_and_empty_lines_are_fine() -> None:
    data = ledger(publication(), publication(1)).replace(b"\n", b"\r\n\r\n")
    assert len(decode(data, Publication, shown="x")) == 2


def test_a_byte_order_mark_is_no_part_of_a_line() -> None:
    """Editors on Windows put one in front; joining branches can leave it in the middle."""
    bom = b"\xef\xbb\xbf"
    data = bom + ledger(publication()) + bom + ledger(publication(1))
    assert len(decode(data, Publication, shown="x")) == len(list(salvaged(data, Publication))) == 2
    assert len(decode(bom + ledger(publication()).rstrip(), Publication, shown="x")) == 1
    assert decode(bom, Publication, shown="x") == []


@pytest.mark.parametrize("cut", range(1, len(ledger(publication(1)))))
def test_a_line_that_a_crash_cut_short_is_nothing(cut: int) -> None:
    torn = ledger(publication(), publication(1))[:-cut]
    expected = 2 if cut == 1 else 1  # only the line's end is missing: the record is whole
    assert len(decode(torn, Publication, shown="x")) == expected


def test_zeros_after_a_power_cut_are_nothing() -> None:
    assert len(decode(ledger(publication()) + b"\0" * 40, Publication, shown="x")) == 1


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        pytest.param(b"<<<<<<< HEAD\n", "a merge left this conflict mark", id="conflict mark"),
        pytest.param(b">>>>>>> theirs", "a merge left this conflict mark", id="conflict mark without line end"),
        pytest.param(b'{"post": \n', "not a record", id="cut short in the middle of the file"),
        pytest.param(b'{"post":"a"}\n', "missing required field", id="fields missing"),
        pytest.param(b'{"since":2}\n', "unknown field", id="a field of a later version"),
        pytest.param(b"\xff\xfe\n", "not a record", id="not text"),
        pytest.param(b'{"a":' * 100_000 + b"\n", "not a record", id="deeply nested"),
        pytest.param(
            b'{"time":"2026-05-01T12:00:00","action":"published","post":"a","language":"ja"}\n',
            "timezone",
            id="no zone",
        ),
    ],
)
def test_what_is_no_record_is_named_by_file_and_line(bad: bytes, problem: str) -> None:
    with pytest.raises(LedgerError, match=problem) as caught:
        decode(ledger(publication()) + bad, Publication, shown="locales/publications.jsonl")
    assert (caught.value.path, caught.value.line) == ("locales/publications.jsonl", 2)
    assert "\n" not in str(caught.value)


def test_salvage_takes_what_can_be_read() -> None:
    data = b"<<<<<<< HEAD\n" + ledger(publication()) + b"=======\n" + ledger(publication(1)) + b">>>>>>> x\n{"
    assert len(list(salvaged(data, Publication))) == 2


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    list(salvaged(data, SignOff))
    try:
        decode(data, SignOff, shown="x")
    except LedgerError as error:
        assert error.line is not None


def test_an_appended_record_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "locales" / "publications.jsonl"
    append(path, publication(), shown="p")
    append(path, publication(1), shown="p")
    assert read(path, Publication, shown="p") == [publication(), publication(1)]


def test_appending_heals_a_line_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(ledger(publication()) + b'{"time":"2026')
    append(path, publication(1), shown="p")
    assert path.read_bytes() == ledger(publication(), publication(1))


def test_appending_heals_a_long_line_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(ledger(publication()) + b'{"time":"' + b"x" * 200_000)
    append(path, publication(1), shown="p")
    assert path.read_bytes() == ledger(publication(), publication(1))


def test_appending_keeps_a_whole_line_that_lacks_its_end(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(ledger(publication()).rstrip(b"\n"))
    append(path, publication(1), shown="p")
    assert path.read_bytes() == ledger(publication(), publication(1))


def test_a_new_record_is_later_than_what_it_follows_though_the_clock_is_behind() -> None:
    assert after(NOON, [publication(5)]) == NOON + timedelta(minutes=5, microseconds=1)
    assert after(NOON, [publication(-5)]) == NOON
    assert after(NOON, []) == NOON
