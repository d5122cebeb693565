"""Another glossary taken in: nothing of either is lost, and what did not change keeps its bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.glossary import Table, empty_table, merged, read_table, standard, written
from lfnkr_i18n.model import Term

LANGUAGES = ("en", "ja")


def read(text: str) -> Table:
    return read_table(text.encode(), languages=LANGUAGES, source_language="en", shown="glossary.csv")


def merge(mine: str, theirs: str) -> str:
    return written(merged(read(mine), read(theirs).terms, "en").table).decode()


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        pytest.param("en,ja\na,あ\n", "en,ja\na,あ\n", "en,ja\na,あ\n", id="nothing new"),
        pytest.param("en,ja\na,あ\n", "en,ja\nb,い\n", "en,ja\na,あ\nb,い\n", id="a new term"),
        pytest.param("en,ja\na,あ\n", "en,ja\nA,い\n", "en,ja\na | A,あ | い\n", id="another translation"),
        pytest.param("en,ja\na,あ", "en,ja\nb,い\n", "en,ja\na,あ\nb,い\n", id="no line end at the end"),
        pytest.param(
            'en,ja\n"a", あ \nb,い\n', "en,ja\nb,う\n", 'en,ja\n"a", あ \nb,い | う\n', id="others as they were"
        ),
        pytest.param("en;ja\r\na;あ\r\n", "en,ja\nb,い\n", "en;ja\r\na;あ\r\nb;い\r\n", id="my way to write"),
        pytest.param("en,ja,note\na,あ,x\n", "en,ja,note\na,,y\n", "en,ja,note\na,あ,x / y\n", id="notes"),
        pytest.param(
            "en,ja,note\na,あ,xyz\n", "en,ja,note\na,,y\n", "en,ja,note\na,あ,xyz\n", id="a note that is there"
        ),
        pytest.param("en,ja\na,あ\n", "en,dnt\nb,yes\n", "en,ja,do-not-translate\na,あ\nb,,yes\n", id="a new column"),
        pytest.param(
            "en,ja,forbidden\na,あ,い\n", "en,ja,forbidden\na,,う\n", "en,ja,forbidden\na,あ,い | う\n", id="forbidden"
        ),
        pytest.param(
            "en,ja,forbidden\na,あ,\n",
            "en,forbidden ja\na,う\n",
            "en,ja,forbidden,forbidden ja\na,あ,,う\n",
            id="forbidden in one language only",
        ),
        pytest.param(
            "en,ja\na,あ\na,い\n", "en,ja\na,い|う\n", "en,ja\na,あ\na,い | う\n", id="the row that shares more"
        ),
        pytest.param("en,ja\na,あ\n", "ja,note\nあ,x\n", "en,ja,note\na,あ,x\n", id="known by its translation"),
        pytest.param(
            "en,forbidden ja\n,い\n",
            "forbidden ja,note\nい,x\n",
            "en,forbidden ja,note\n,い,x\n",
            id="known as forbidden",
        ),
    ],
)
def test_merged(mine: str, theirs: str, expected: str) -> None:
    assert merge(mine, theirs) == expected


FORMS = st.lists(st.sampled_from("abcdあいうえ"), max_size=3, unique=True).map(tuple)
TERMS = st.builds(
    lambda en, ja, no, keep, note: Term(
        {k: v for k, v in (("en", en), ("ja", ja)) if v}, {"ja": no} if no else {}, keep, note
    ),
    FORMS,
    FORMS,
    FORMS,
    st.booleans(),
    st.sampled_from(["", "n", "m"]),
).filter(lambda term: bool(term.forms))
GLOSSARIES = st.lists(TERMS, max_size=5)


def table(terms: list[Term]) -> Table:
    return merged(empty_table(LANGUAGES), terms, "en").table


def said(table: Table) -> set[tuple[str, ...]]:
    """Everything that a table says: which forms belong together, are forbidden together, are kept, are noted."""
    found: set[tuple[str, ...]] = set()
    for term in table.terms:
        forms = [f"{language}:{form}" for language, those in term.forms.items() for form in those]
        forbidden = [f"not {language}:{form}" for language, those in term.forbidden.items() for form in those]
        notes = [f"note {note}" for note in term.note.split(" / ") if note]
        found |= {(form, other) for form in forms for other in (*forms, *forbidden, *notes, *(["keep"] * term.keep))}
    return found


@given(GLOSSARIES, GLOSSARIES)
def test_nothing_is_lost(one: list[Term], other: list[Term]) -> None:
    mine, theirs = table(one), table(other)
    both = merged(mine, theirs.terms, "en").table
    assert said(both) >= said(mine) | said(theirs)
    again = read(written(both).decode())
    assert said(again) == said(both)


@given(GLOSSARIES)
def test_what_is_exported_and_imported_changes_nothing(terms: list[Term]) -> None:
    mine = table(terms)
    theirs = read(written(standard(mine)).decode())
    result = merged(mine, theirs.terms, "en")
    assert (result.added, result.changed, result.unchanged) == ((), (), len(theirs.terms))
    assert written(result.table) == written(mine)
