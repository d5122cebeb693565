"""Which language an item is in: what its site says, else what its letters say."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence

from lfnkr_i18n.languages import primary
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.wordpress.model import LANGUAGE_META, Item
from lfnkr_i18n.wordpress.polylang import LANGUAGE
from lfnkr_i18n.wordpress.slugs import readable

_SCRIPTS = {
    "kana": "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "hangul": "\u1100-\u11ff\uac00-\ud7af",
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0600-\u06ff\u0750-\u077f",
    "hebrew": "\u0590-\u05ff",
    "greek": "\u0370-\u03ff",
    "thai": "\u0e00-\u0e7f",
    "burmese": "\u1000-\u109f",
    "devanagari": "\u0900-\u097f",
}
_LETTERS = {script: lazy(f"[{ranges}]+") for script, ranges in _SCRIPTS.items()}
_READERS = {
    "han": "zh",
    "hangul": "ko",
    "cyrillic": "ru uk bg be sr mk kk mn",
    "arabic": "ar fa ur ps ku",
    "hebrew": "he yi",
    "greek": "el",
    "thai": "th",
    "burmese": "my",
    "devanagari": "hi ne mr",
}
_WRITTEN_IN = {language: {script} for script, languages in _READERS.items() for language in languages.split()}
_WRITTEN_IN["ja"] = {"kana", "han"}
_LATIN = {"latin"}
_SPACELESS = {"kana", "han", "hangul", "thai", "burmese"}
_NOT_PROSE = lazy(r"<[^<>]*>|\[/?[a-z_-]+[^\[\]]*\]|https?://\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+")
_ENOUGH = 10_000
"""Characters of an item that are looked at."""
_CLEAR = 0.7
"""Share of a script from which a text is in it. A Japanese letter counts 2.5: it says as much as so many Latin ones."""


def language_said(item: Item, languages: Sequence[str], categories: Mapping[str, str]) -> str | None:
    """Return what the site says of an item's language: our meta, Polylang's term, a configured category.

    One of `languages` where one fits (`en-US` is `en` where only that is listed), else the word as it stands there;
    None where nothing is said, or its categories contradict each other. `categories` are names or slugs → language.
    """
    for said in _said(item):
        return fitting(said, languages) or said
    folded = {name.casefold(): language for name, language in categories.items()}
    found = {
        folded[name]
        for term in item.terms_of("category")
        for name in (html.unescape(term.name).casefold(), readable(term.slug).casefold())
        if name in folded
    }
    return found.pop() if len(found) == 1 else None


def _said(item: Item) -> Iterator[str]:
    if item.meta.get(LANGUAGE_META, "").strip():
        yield item.meta[LANGUAGE_META].strip()
    for term in item.terms_of(LANGUAGE):
        yield term.slug
    for language, number in item.group.items():
        if number == item.id:
            yield language


def fitting(word: str, languages: Sequence[str]) -> str | None:
    """Return the one of `languages` that a tag means, `ja_JP` and `JA` too; None where none does."""
    for language in languages:
        if word.casefold().replace("_", "-") == language.casefold().replace("_", "-"):
            return language
    return next((language for language in languages if language == primary(word)), None)


def language_by_script(item: Item, languages: Sequence[str]) -> str | None:
    """Return the one of `languages` that is written in an item's letters; None where none, or several, could be."""
    text = _NOT_PROSE.sub(" ", html.unescape(f"{item.title}\n{item.excerpt}\n{item.content[:_ENOUGH]}"))
    found = _letters(text)
    weights = {script: count * (2.5 if script in _SPACELESS else 1) for script, count in found.items()}
    total = sum(weights.values())
    if not total:
        return None

    def share(language: str) -> float:
        return sum(weights.get(script, 0) for script in _WRITTEN_IN.get(primary(language), _LATIN)) / total

    fits = [language for language in languages if share(language) >= _CLEAR]
    if len(fits) > 1 and "kana" in found:  # Chinese has none
        fits = [language for language in fits if primary(language) == "ja"]
    return fits[0] if len(fits) == 1 else None


def _letters(text: str) -> dict[str, int]:
    """Return how many letters of each script a text has."""
    scripts = ["latin"] if text.isascii() else _LETTERS
    counts = {script: sum(map(len, _LETTERS[script].findall(text))) for script in scripts}
    return {script: count for script, count in counts.items() if count}
