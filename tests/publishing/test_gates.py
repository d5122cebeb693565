"""Gates and states: pure rules, one row a case."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lfnkr_i18n.publishing.gates import Counts, Gate, refusals, set_aside
from lfnkr_i18n.publishing.history import Standing
from lfnkr_i18n.publishing.ledger import Action, Publication, Waiver
from lfnkr_i18n.publishing.states import PostState, post_state

DRAFTS, CHECKS = Waiver.DRAFTS, Waiver.CHECKS
DONE = Counts(reviewed=3)


@pytest.mark.parametrize(
    ("counts", "errors", "signed", "down", "waived", "expected"),
    [
        pytest.param(DONE, 0, 1, False, (), [], id="all gates pass"),
        pytest.param(Counts(), 0, 1, False, (), [], id="a post without text"),
        pytest.param(Counts(untranslated=1, reviewed=2), 0, 1, False, (), [Gate.UNTRANSLATED], id="untranslated"),
        pytest.param(Counts(draft=1, reviewed=2), 0, 1, False, (), [Gate.DRAFTS], id="a draft"),
        pytest.param(Counts(stale=1, reviewed=2), 0, 1, False, (), [Gate.STALE], id="stale"),
        pytest.param(Counts(1, 1, 1), 0, 1, False, (DRAFTS,), [], id="drafts allowed"),
        pytest.param(DONE, 2, 1, False, (), [Gate.CHECKS], id="check errors"),
        pytest.param(DONE, 2, 1, False, (CHECKS,), [], id="check errors set aside"),
        pytest.param(DONE, 2, 1, False, (DRAFTS,), [Gate.CHECKS], id="the other waiver does not help"),
        pytest.param(DONE, 0, 0, False, (DRAFTS, CHECKS), [Gate.SIGN_OFFS], id="nobody sets a signature aside"),
        pytest.param(DONE, 0, 1, True, (DRAFTS, CHECKS), [Gate.TAKEN_DOWN], id="nor a taking down"),
        pytest.param(
            Counts(1, 1, 1), 1, 0, True, (),
            [Gate.UNTRANSLATED, Gate.DRAFTS, Gate.STALE, Gate.CHECKS, Gate.SIGN_OFFS, Gate.TAKEN_DOWN],
            id="everything at once",
        ),
    ],
)  # fmt: skip
def test_which_gates_say_no(
    counts: Counts, errors: int, signed: int, down: bool, waived: tuple[Waiver, ...], expected: list[Gate]
) -> None:
    said = refusals(counts, errors=errors, signed=signed, needed=1, taken_down=down, waived=waived)
    assert [refusal.gate for refusal in said] == expected


def test_an_empty_post_is_refused_and_nobody_sets_that_aside() -> None:
    said = refusals(Counts(), errors=0, signed=1, needed=1, taken_down=False, waived=(DRAFTS, CHECKS), empty=True)
    assert [(refusal.gate, refusal.message) for refusal in said] == [(Gate.EMPTY, "the post is empty")]


def test_a_refusal_says_how_many() -> None:
    said = refusals(Counts(untranslated=2, draft=1), errors=0, signed=0, needed=2, taken_down=False)
    assert [refusal.message for refusal in said] == [
        "2 segments are not translated",
        "1 draft is not reviewed",
        "0 of 2 people have signed exactly this text",
    ]


def test_only_a_waiver_that_was_needed_is_recorded() -> None:
    assert set_aside(DONE, errors=0, allowed=(DRAFTS, CHECKS)) == ()
    assert set_aside(Counts(draft=1), errors=0, allowed=(DRAFTS, CHECKS)) == (DRAFTS,)
    assert set_aside(Counts(draft=1), errors=2, allowed=(CHECKS, DRAFTS)) == (DRAFTS, CHECKS)


UP = Publication(
    time=datetime(2026, 5, 1, tzinfo=UTC), action=Action.PUBLISHED, post="a", language="ja", source="S", catalog="C"
)
DOWN = Publication(time=datetime(2026, 5, 2, tzinfo=UTC), action=Action.TAKEN_DOWN, post="a", language="ja")


@pytest.mark.parametrize(
    ("counts", "records", "catalog", "refused", "expected"),
    [
        pytest.param(DONE, (UP,), "C", False, PostState.PUBLISHED, id="today's texts are out"),
        pytest.param(Counts(draft=3), (UP,), "C", True, PostState.PUBLISHED, id="also where a gate says no by now"),
        pytest.param(DONE, (UP,), "changed", False, PostState.OUTDATED, id="changed since, ready to go"),
        pytest.param(Counts(draft=3), (UP,), "changed", True, PostState.OUTDATED, id="changed since, not ready"),
        pytest.param(DONE, (), "C", False, PostState.READY, id="all gates pass"),
        pytest.param(DONE, (UP, DOWN), "C", True, PostState.IN_REVIEW, id="taken down is neither published nor ready"),
        pytest.param(Counts(draft=2, reviewed=1), (), "C", True, PostState.IN_REVIEW, id="something is reviewed"),
        pytest.param(Counts(1, draft=1), (), "C", True, PostState.DRAFTING, id="something is drafted"),
        pytest.param(Counts(1, stale=1), (), "C", True, PostState.DRAFTING, id="something is stale"),
        pytest.param(Counts(3), (), "C", True, PostState.NEW, id="nothing yet"),
    ],
)
def test_the_first_state_that_is_true(
    counts: Counts, records: tuple[Publication, ...], catalog: str, refused: bool, expected: PostState
) -> None:
    assert post_state(counts, Standing(records).live, source="S", catalog=catalog, refused=refused) is expected
