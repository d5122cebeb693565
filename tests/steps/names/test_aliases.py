"""What listed people are called in translations: told by id and public form, and a gate of publishing."""

from __future__ import annotations

import pytest

from lfnkr_i18n.model import Severity
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.checking.checked import Checked
from lfnkr_i18n.steps.publishing.publish import Outcome
from lfnkr_i18n.steps.selection import select
from tests.steps.names.conftest import LISTED, Guarded, without_names

POST = "---\ntitle: A letter\n---\n\nMr. C wrote to the embassy.\n\nWe thank Mr. C.\n"
RIGHT = {
    "A letter": "手紙",
    "Mr. C wrote to the embassy.": "Cさんは大使館に手紙を書きました。",
    "We thank Mr. C.": "感謝します。",
}


def checked(desk: Guarded) -> Checked:
    [result] = [one for one in check(desk.project, select(desk.project)) if one.post == "letter"]
    return result


def translated(desk: Guarded, **other: str) -> Checked:
    desk.write("source_posts/en/letter.md", POST)
    desk.translate(RIGHT | other)
    return checked(desk)


def test_the_public_form_passes_in_silence(guarded: Guarded) -> None:
    assert translated(guarded).findings == ()


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("C氏は大使館に手紙を書きました。", "aliases", "`C氏` is `Cさん` in public (p1)"),
        ("彼は大使館に手紙を書きました。", "aliases", "`Mr. C` (p1) is `Cさん` in public"),
        ("Cさん[p1]は大使館に手紙を書きました。", "pending-masks", "`[p1]` is what our messages write"),
    ],
)
def test_another_form_stops_publishing(guarded: Guarded, text: str, name: str, words: str) -> None:
    result = translated(guarded, **{"Mr. C wrote to the embassy.": text})
    [placed] = result.findings
    assert (placed.finding.check, placed.finding.severity) == (name, Severity.ERROR)
    assert placed.finding.message.startswith(words)
    published = guarded.publish_one("letter")
    assert published.outcome is Outcome.NOT_READY
    without_names(result, published)
    assert guarded.leaks() == []


def test_nobody_dismisses_it(guarded: Guarded) -> None:
    translated(guarded, **{"Mr. C wrote to the embassy.": "彼は大使館に手紙を書きました。"})
    path = "locales/ja/LC_MESSAGES/letter.po"
    entry = '#. paragraph\n#: source_posts/en/letter.md\nmsgid "Mr. C wrote'
    assert entry in guarded.read(path)
    guarded.write(path, guarded.read(path).replace(entry, f"# ignore: aliases - fine (by aya)\n{entry}"))
    result = checked(guarded)
    assert [placed.finding.check for placed in result.findings] == ["aliases", "dismissal"]
    assert result.dismissed == ()


def test_a_public_form_that_changes_is_asked_for_at_once(guarded: Guarded) -> None:
    """What earlier runs found out does not count when the register changed."""
    assert translated(guarded).findings == ()
    guarded.list_names(LISTED.replace('"Cさん"', '"Sさん"'))
    assert [placed.finding.check for placed in checked(guarded).findings] == ["aliases"]
    guarded.list_names(LISTED)
    assert checked(guarded).findings == ()


def test_without_the_register_nothing_is_said(guarded: Guarded) -> None:
    guarded.register.unlink()
    assert translated(guarded, **{"Mr. C wrote to the embassy.": "彼は大使館に手紙を書きました。"}).findings == ()
