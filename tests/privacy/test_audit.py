"""The audit log: what was sent, chained, for its owner alone."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lfnkr_i18n.errors import RegisterError
from lfnkr_i18n.privacy.audit import AuditLog, Sending

NOW = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
WHAT = Sending(
    engine="deepl",
    host="api-free.deepl.com",
    source_language="en",
    target_language="ja",
    posts=("2026/letter",),
    segments=2,
    characters=40,
)


@pytest.fixture
def log(tmp_path: Path) -> AuditLog:
    return AuditLog(tmp_path / "names.toml")


def test_a_request_and_its_end_are_two_lines(log: AuditLog) -> None:
    number = log.sending(WHAT, b'{"text": ["Snow fell."]}', now=NOW)
    log.ended(number, "200", now=NOW)
    sent, ended = log.read().records
    assert (sent.number, sent.sending, sent.size) == (1, WHAT, 24)
    assert (ended.number, ended.of, ended.status) == (2, 1, "200")


def test_no_text_is_in_it_and_equal_requests_are_equal(log: AuditLog, tmp_path: Path) -> None:
    for _time in range(2):
        log.sending(WHAT, "雪が降った。".encode(), now=NOW)
    first, second = log.read().records
    assert first.digest == second.digest
    assert "雪" not in log.path.read_text("utf-8")
    other = AuditLog(tmp_path / "other.toml")
    other.sending(WHAT, "雪が降った。".encode(), now=NOW)
    assert other.read().records[0].digest != first.digest  # another key: nobody can compare or guess


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_only_the_owner_can_open_it(log: AuditLog) -> None:
    log.sending(WHAT, b"x", now=NOW)
    for path in log.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    log.path.chmod(0o644)
    with pytest.raises(RegisterError, match="chmod 600"):
        log.sending(WHAT, b"x", now=NOW)


def test_no_log_is_an_empty_one(log: AuditLog) -> None:
    assert log.read().records == ()
    assert not log.path.exists()


def _changed(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1].replace(b"deepl", b"other"), *lines[2:]]


def _taken_out(lines: list[bytes]) -> list[bytes]:
    return [lines[0], *lines[2:]]


def _put_in(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[0], *lines[1:]]


def _no_json(lines: list[bytes]) -> list[bytes]:
    return [lines[0], b"{", *lines[2:]]


@pytest.mark.parametrize("harm", [_changed, _taken_out, _put_in, _no_json])
def test_a_line_that_is_tampered_with_shows(log: AuditLog, harm: object) -> None:
    for _time in range(4):
        log.sending(WHAT, b"x", now=NOW)
    lines = log.path.read_bytes().splitlines(keepends=True)
    log.path.write_bytes(b"".join(harm(lines)))  # type: ignore[operator]  # one of the functions above
    audit = log.read()
    assert (audit.broken, len(audit.records)) == (2, 1)
    log.sending(WHAT, b"x", now=NOW)  # work goes on, the break stays to be seen
    assert log.read().broken == 2


def test_threads_do_not_break_the_chain(log: AuditLog) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _n: log.sending(WHAT, b"x", now=NOW), range(24)))
    assert sorted(numbers) == list(range(1, 25))
    assert log.read().broken is None


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_an_end_that_was_cut_off_shows(log: AuditLog, kept: int) -> None:
    for _time in range(3):
        log.sending(WHAT, b"x", now=NOW)
    lines = log.path.read_bytes().splitlines(keepends=True)
    log.path.write_bytes(b"".join(lines[:kept]))
    found = log.read()
    assert (len(found.records), found.broken) == (kept, kept + 1)


def test_a_log_that_is_gone_shows(log: AuditLog) -> None:
    log.sending(WHAT, b"x", now=NOW)
    log.path.unlink()
    assert log.read().broken == 1


@pytest.mark.parametrize("end", [None, b"", b"0 \n", b"1 00\n", b"\xff", b"99999999999999999999 x"])
def test_an_end_that_was_forged_shows(log: AuditLog, end: bytes | None) -> None:
    log.sending(WHAT, b"x", now=NOW)
    log.sending(WHAT, b"x", now=NOW)
    path = log.path.with_name("names.audit.end")
    if end is None:
        path.unlink()
    else:
        path.write_bytes(end)
    assert log.read().broken == 3


def test_a_crash_after_a_line_cuts_nothing_off(log: AuditLog) -> None:
    log.sending(WHAT, b"x", now=NOW)
    path = log.path.with_name("names.audit.end")
    before = path.read_bytes()
    log.sending(WHAT, b"x", now=NOW)
    path.write_bytes(before)
    assert (len(log.read().records), log.read().broken) == (2, None)
    log.sending(WHAT, b"x", now=NOW)
    assert log.read().broken is None
