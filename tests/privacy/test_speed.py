"""Looking for names takes time linear in the text, whatever stands in it and however many people are listed."""

from __future__ import annotations

import pytest

from lfnkr_i18n.privacy import Matcher, Person, Register
from tests.timing import cpu

SYLLABLES = ("chol", "ho", "min", "su", "hye", "jin", "kyong", "nam", "yong", "hui", "sun", "ok", "ran", "mi", "song")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """A register of 400 invented people."""
    given = [f"{a.title()}-{b}" for a in SYLLABLES for b in SYLLABLES]
    people = [Person(id=f"x{n}", names={"en": (f"Pak {name}",), "ja": ("チョル・" + "ミンスヘ" * 2,)})
              for n, name in enumerate(given)]  # fmt: skip
    return Register(tuple(people)).matcher


HOSTILE = ["a", "<!--", "](", "[", "&amp;", "%25", "\\u0041", "(a)", "<a", "Pak ", "chol-", "ミン", "Pak Chol-ho ",
           "<rt>a</rt>", "{{", "{%", "|", "=E3", "\u0301", " ", "xn--", "Pak" + " " * 90, "「", "\\"]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text(matcher: Matcher, piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        return min(cpu(lambda: matcher.terms_in(text)) for _time in range(3))

    small, large = seconds(20_000), seconds(160_000)
    assert large < max(small, 0.002) * 8 * 4  # eight times the text; four for a shared machine
