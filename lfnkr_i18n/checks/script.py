"""Check `wrong-script`: the translation is written in the script of its language."""

from __future__ import annotations

from collections.abc import Iterator

from lfnkr_i18n.checks.characters import unquoted
from lfnkr_i18n.checks.remarks import ADDRESS, Remark, is_blank, prose, quoted, visible_text
from lfnkr_i18n.checks.terms import without_kept
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Span
from lfnkr_i18n.patterns import lazy

_KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d"
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"

_NEEDED = {
    "ja": lazy(f"[{_KANA}{_HAN}]"),
    "zh": lazy(f"[{_HAN}]"),
    "ko": lazy(f"[{_HANGUL}]"),
}
"""What a text in a language holds at least one character of."""

_FOREIGN = lazy(f"[{_KANA}{_HANGUL}]+")
"""What a text in any other language holds only where it quotes. Not kanji: they stand beside names everywhere."""

_TAG = lazy(r"[#@]\w+")
_CITED = lazy(r"\[[\"“][^\]]*[\"”]\]?")
_LOWER_WORD = lazy(r"(?<![\w'’.-])[a-zà-öø-ÿ]{2,}(?:['’-][a-z]+)*(?![\w@])")
_SENTENCE_END = lazy(r"[.!?][\"”’')*_]*\Z")


def right_script(pair: Pair) -> Iterator[Remark]:
    """Yield a remark where the target has no letter of its language's script, or letters of another one.

    Names, addresses, code and what the glossary keeps are the same in every language; quotations and parentheses may
    hold any script.
    """
    if is_blank(pair.target):
        return
    needed = _NEEDED.get(primary(pair.target_language))
    if needed is None:
        yield from _foreign_letters(pair)
    elif not needed.search(visible_text(pair.target, pair.markup)) and _has_words(pair):
        yield Remark(_("not written in the script of its language ({language})").format(language=pair.target_language))


def _foreign_letters(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on the first foreign letters that the target does not quote."""
    cjk_source = primary(pair.source_language) in _NEEDED
    text = prose(pair.target, pair.markup)
    if _FOREIGN.search(text) is None:
        return
    text = unquoted(text)
    for match in _FOREIGN.finditer(without_kept(text, pair.target, pair.target_language, pair)):
        if cjk_source or match[0] not in pair.source:
            message = _("`{letters}` is not in the script of the translation's language ({language})")
            yield Remark(
                message.format(letters=quoted(match[0]), language=pair.target_language),
                target_span=Span(*match.span()),
            )
            return


def _has_words(pair: Pair) -> bool:
    """Tell whether the source says more than names, which stay as they are in other languages.

    In Latin script a sentence with a word in lower case, or a title with two, is more than a name; the title of a work,
    quoted as the text of a link, is one.
    """
    text = _CITED.sub(
        "",
        _TAG.sub(
            "", ADDRESS.sub("", without_kept(prose(pair.source, pair.markup), pair.source, pair.source_language, pair))
        ),
    )
    script = _NEEDED.get(primary(pair.source_language))
    if script is not None:
        return script.search(text) is not None
    words = len(_LOWER_WORD.findall(text))
    return words >= (1 if _SENTENCE_END.search(text.strip()) else 2)
