"""Names give way to public forms, and nothing else of a text changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.privacy import Person, Register
from lfnkr_i18n.privacy.replacing import replaced

PERSON = Person(
    id="p1",
    names={"en": ("Pak Chol-ho",), "ja": ("パク・チョルホ", "朴哲浩")},
    public={"en": "Mr. C", "ja": "Cさん"},
)
MATCHER = Register((PERSON,)).matcher

ROWS = [
    ("en", "Last spring Pak Chol-ho crossed.", "Last spring Mr. C crossed."),
    ("en", "Pak Chol-ho's letter", "Mr. C's letter"),
    ("en", "PAK CHOL-HO, 24, and Chol-ho Pak", "Mr. C, 24, and Mr. C"),
    ("en", "We met Mr. Pak Chol-ho.", "We met Mr. C."),
    ("en", "**Pak** Chol-ho crossed", "**Mr. C** crossed"),
    ("en", "**Pak** **Chol-ho** crossed", "**Mr. C** crossed"),
    ("en", "[Pak](https://example.org/p) Chol-ho crossed", "[Mr. C](https://example.org/p) crossed"),
    ("en", "<i>Pak</i> Chol-ho", "<i>Mr. C</i>"),
    ("en", "> met Pak\n> Chol-ho there\n", "> met Mr. C there\n"),
    ("en", "P&#97;k&nbsp;Chol-ho", "Mr. C"),
    ("en", "| Pak | Chol-ho |", "| Mr. C |  |"),
    ("en", "Pak Chol-ho (朴哲浩), 24", "Mr. C, 24"),
    ("ja", "パク・チョルホは川を", "Cさんは川を"),
    ("ja", "パク・チョルホさんは川を", "Cさんは川を"),
    ("ja", "朴 哲浩氏は", "C氏は"),
    ("ja", "ﾊﾟｸ･ﾁｮﾙﾎ様", "C様"),
    ("ja", "朴哲浩（パク・チョルホ）さんは", "Cさんは"),
    ("ja", "Pak Chol-hoさんが", "Cさんが"),
]


@pytest.mark.parametrize(("language", "text", "expected"), ROWS)
def test_public_forms(language: str, text: str, expected: str) -> None:
    found = replaced(text, MATCHER, lambda _id: PERSON.public[language])
    assert (found.text, found.left) == (expected, ())


LEFT = [
    pytest.param("![](img/pak_chol_ho.jpg)", id="file name"),
    pytest.param("[x](https://example.org/pak%20chol-ho)", id="address"),
    pytest.param("pak.cholho@example.org", id="mail address"),
    pytest.param("<ruby>朴<rt>パク</rt>哲浩<rt>チョルホ</rt></ruby>", id="readings"),
    pytest.param("朴（パク）哲浩（チョルホ）さん", id="readings in brackets"),
]


@pytest.mark.parametrize("text", LEFT)
def test_what_a_person_has_to_change_stays_as_it_is(text: str) -> None:
    found = replaced(text, MATCHER, lambda _id: "Mr. C")
    assert (found.text, found.count) == (text, 0)
    assert found.left


def test_nobody_is_named_who_has_no_public_form() -> None:
    found = replaced("Pak Chol-ho", MATCHER, lambda _id: None)
    assert (found.text, len(found.left)) == ("Pak Chol-ho", 1)


WORDS = st.sampled_from(
    ["Pak Chol-ho", "朴哲浩さん", "**Pak** Cholho", "snow", "雪。", "\r\n", "\n\n", "> ", "* ", "[a](b)", " "]
)


@given(pieces=st.lists(WORDS, max_size=12))
def test_only_names_change(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = replaced(text, MATCHER, lambda _id: "¤")
    assert MATCHER.terms_in(found.text) == frozenset()
    kept = iter(found.text.replace("¤", ""))
    assert all(character in kept for character in re.sub(r"[^雪snow\r\n\[\]]", "", _without_hits(text)))


def _without_hits(text: str) -> str:
    """Return a text without what its hits span."""
    done, parts = 0, []
    for hit in MATCHER.hits(text):
        parts.append(text[done : hit.span.start])
        done = max(done, hit.span.end)
    return "".join(parts) + text[done:]
