"""What may leave the machine: only what was sealed, and what holds a listed name is never sealed."""

from __future__ import annotations

import pickle

import pytest

from lfnkr_i18n.errors import NotSealed
from lfnkr_i18n.markup.parts import parted
from lfnkr_i18n.privacy.sealing import NO_NAMES, Names, Question, Sealed, seal


class Listed:
    """A register of one invented name, matched as written."""

    def terms_in(self, text: str) -> frozenset[str]:
        return frozenset({"p1"}) if "Ada Kolm" in text else frozenset()


NAMES: Names = Listed()
ITEMS = {"1": parted("We met friends.").parts}


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(Question("en", "ja", {"1": ("We met Ada Kolm.",)}), id="a segment"),
        pytest.param(Question("en", "ja", {"1": parted("We met **Ada** Kolm.").parts}), id="a name that markup parts"),
        pytest.param(Question("en", "ja", {"1": parted("See [us](</Ada Kolm>).").parts}), id="an address"),
        pytest.param(Question("en", "ja", ITEMS, title="Ada Kolm is free"), id="the title"),
        pytest.param(Question("en", "ja", ITEMS, before=("Ada Kolm came.",)), id="what stands before"),
        pytest.param(Question("en", "ja", ITEMS, after=("Ada Kolm left.",)), id="what stands behind"),
        pytest.param(Question("en", "ja", ITEMS, terms={"Ada Kolm": "A"}), id="a term"),
        pytest.param(Question("en", "ja", ITEMS, terms={"A": "Ada Kolm"}), id="a term's translation"),
    ],
)
def test_a_listed_name_is_not_sealed(question: Question) -> None:
    with pytest.raises(NotSealed, match="p1") as caught:
        seal(question, NAMES)
    assert "Kolm" not in str(caught.value)
    assert seal(question, NO_NAMES).question is question


def test_nothing_else_makes_it() -> None:
    with pytest.raises(TypeError):
        Sealed(Question("en", "ja", ITEMS), by=None)


def test_the_error_survives_a_trip_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(NotSealed({"p1", "p2"}, where="here")))  # noqa: S301 - our own bytes
    assert (error.terms, str(error)) == ({"p1", "p2"}, "here holds a listed name (p1, p2); nothing was sent")
