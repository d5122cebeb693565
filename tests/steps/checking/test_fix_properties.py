"""Fixing, whatever the text: twice is once, nothing new is wrong, and nothing but the named characters changes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import polib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lfnkr_i18n.catalog import key
from lfnkr_i18n.checks import findings
from lfnkr_i18n.house import HouseStyle
from lfnkr_i18n.markup.inline import Kind, constructs
from lfnkr_i18n.model import Finding, Markup, Pair
from lfnkr_i18n.steps.checking.mending import Said, put_right

STYLES = (
    HouseStyle(
        punctuation="、。",
        digits="half",
        spacing="none",
        quotes="「」",
        english_quotes="straight",
        ellipsis="……",
        english_ellipsis="...",
        dash="――",
    ),
    HouseStyle(
        punctuation="，．",
        digits="full",
        spacing="space",
        quotes="“”",
        english_quotes="curly",
        ellipsis="…",
        english_ellipsis="…",
        dash="——",
    ),
    HouseStyle(),
)
WORDS = (
    "日本語",
    "です",
    "カタカナ",
    "ｶﾅ",
    "本",
    "word",
    "LFNKR",
    "It",
    "n't",
    "１２",
    "12",
    "3.5",
    "1,200",
    "％",
    "%",
)
MARKS = (*" 　,.、。，．?!？！()（）「」“”\"'’…‥・―—-ー\u200b\ufeff", "  ", "...", "・・・", "--", "――", "\n")
KEPT = (
    "`a１ ,,b`",
    "[リンク](https://example.org/１,,a...html)",
    "[１２](../１２.html)",
    '<b class="a１,,　x">',
    "</b>",
    "<br>",
    "{{ x１,,  y }}",
    "{% if １,, %}",
    "https://example.org/1,,b...c",
    "info@example.org",
    "![図](a１,,.png)",
    "<https://example.org/,,>",
    "&nbsp;",
    "&#12354;",
    "[^１]",
    "**太字**",
    "*",
    "\\*",
    "\\,",
)
TEXTS = st.lists(st.sampled_from((*WORDS, *MARKS, *KEPT)), min_size=1, max_size=12).map("".join)
_CODE = frozenset({Kind.CODE, Kind.TEMPLATE, Kind.TAG, Kind.LINK, Kind.IMAGE, Kind.AUTOLINK, Kind.FOOTNOTE})
_ADDRESS = re.compile(r"https?://[!-~]+|[A-Za-z0-9.]+@[A-Za-z0-9.]+")
_CHANGES = re.compile(r"[\s\W_]|[ー-]")
"""What fixing may touch beside the width of digits and katakana: blanks and marks."""


def fixed(pair: Pair) -> tuple[str, list[Finding], list[Finding]]:
    """A translation put right, with what the checks said before and say now."""
    entry = polib.POEntry(msgid=pair.source, msgstr=pair.target)
    catalog = polib.POFile()
    catalog.append(entry)

    def said() -> list[Finding]:
        now = Pair(
            pair.source,
            entry.msgstr,
            pair.source_language,
            pair.target_language,
            pair.kind,
            style=pair.style,
            markup=pair.markup,
        )
        return list(findings(now))

    def ask() -> Said:
        return {key(entry): said()}

    before = said()
    put_right(ask, catalog, {key(entry): pair.markup}, reviewed=True)
    return entry.msgstr, before, said()


def code(text: str, markup: Markup) -> Counter[tuple[Kind, str]]:
    return Counter((one.kind, one.detail) for one in constructs(text, markup=markup) if one.kind in _CODE)


def bare(text: str) -> str:
    return _CHANGES.sub("", unicodedata.normalize("NFKC", text))


@example("See it.", "https://example.org/a.をご覧ください.", "ja", STYLES[0], Markup.MARKDOWN)
@example("See it.", "[ご覧ください.](page.html)", "ja", STYLES[2], Markup.MARKDOWN)
@given(TEXTS, TEXTS, st.sampled_from(("en", "ja")), st.sampled_from(STYLES), st.sampled_from(Markup))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_fix_touches_blanks_and_marks_alone(
    source: str, target: str, language: str, style: HouseStyle, markup: Markup
) -> None:
    pair = Pair(source, target, {"ja": "en", "en": "ja"}[language], language, style=style, markup=markup)
    text, before, after = fixed(pair)
    assert bare(text) == bare(target)
    assert code(text, markup) == code(target, markup)
    assert _ADDRESS.findall(text) == _ADDRESS.findall(target)
    spoken, speaking = (Counter(finding.check for finding in found) for found in (before, after))
    assert speaking - spoken == Counter()
    again = Pair(source, text, pair.source_language, language, style=style, markup=markup)
    assert fixed(again)[0] == text
