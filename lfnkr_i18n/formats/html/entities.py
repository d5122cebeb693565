"""Character references: shown decoded to people, written where a character would be markup."""

from __future__ import annotations

import html
import unicodedata
from html.entities import html5

from lfnkr_i18n.patterns import lazy

ENTITY = lazy(r"&(?:[A-Za-z][A-Za-z0-9]{1,40}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")

_RUN = lazy(r"&#?[A-Za-z0-9]*;?")
_NUMBER = lazy(r"&#(?:[0-9]+|[xX][0-9A-Fa-f]+);")
_LEFT_ANGLE = r"&(?:lt|LT|#0{0,4}60|#[xX]0{0,4}3[cC]);"
_TAG_LIKE = lazy(rf"{_LEFT_ANGLE}(?=[A-Za-z/!?&%]|\Z)")
TAG_LIKE = lazy(r"<(?=[A-Za-z/!?&%])")
"""What would begin a tag where tags are read."""
_CODE = "[]{}"
"""What is only written as a reference so that it begins no shortcode and no template."""
_LONGEST = 40
"""Characters of the longest name of a reference, and more."""


def shows_tags(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch shows what looks like a tag (`&lt;b&gt;`): decoded, it would become one."""
    return text.find("&", start, end) >= 0 and _TAG_LIKE.search(text, start, end) is not None


def decoded(text: str, start: int, end: int, *, keep_angles: bool) -> str | None:
    """Return the characters of the reference that stands between `start` and `end`, as people may see and type them.

    None where they must stay as written: decoded, they would be read as markup, or nobody would see that they are
    there (soft hyphens, joiners, marks of direction).
    """
    written = text[start:end]
    shown = html.unescape(written)
    if shown == written or shown in _CODE or (keep_angles and shown in "<>"):
        return None
    if shown == "&" and is_reference(html.unescape(text[end : end + _LONGEST])):
        return None
    return None if any(unicodedata.category(one)[0] == "C" or one == "\u2028" for one in shown) else shown


def is_reference(after: str) -> bool:
    """Tell whether an ampersand before some text would be read as a character reference, or may be.

    >>> is_reference("T"), is_reference(" bread &lt;"), is_reference("lt;"), is_reference("copy 2026")
    (False, False, True, True)
    """
    name = after.partition("&")[0]
    return html.unescape(f"&{name}") != f"&{name}"


def escaped(text: str, source: str) -> str:
    """Return the translation of `source` with no character that is markup; references that are written out stay.

    >>> escaped("Soup & bread: 5 < 7 &copy; AT&T &section", "")
    'Soup &amp; bread: 5 &lt; 7 &copy; AT&amp;T &amp;section'
    """
    return ampersands(text, source).replace("<", "&lt;").replace(">", "&gt;")


def ampersands(text: str, source: str) -> str:
    """Return the translation of `source` with each ampersand escaped that begins no reference.

    One without a semicolon, which browsers read (`&section` is shown as `§ion`), is none unless the source has it.
    """
    if "&" not in text:
        return text
    return _RUN.sub(lambda match: match[0] if _stays(match[0], source) else f"&amp;{match[0][1:]}", text)


def _stays(run: str, source: str) -> bool:
    """Tell whether an ampersand and what may be a name behind it is meant as a reference."""
    if run.endswith(";") and (run[1:] in html5 or _NUMBER.fullmatch(run)):
        return True
    return is_reference(run[1:_LONGEST]) and run in _RUN.findall(source)


def decoded_value(text: str) -> str:
    """Return a text, an attribute's value, with its references as people may see and type them.

    >>> decoded_value("Tom &amp; &quot;Jerry&quot; &lt;b&gt;")
    'Tom & "Jerry" &lt;b&gt;'
    """
    keep = shows_tags(text, 0, len(text))
    parts, done = [], 0
    for match in ENTITY.finditer(text):
        shown = decoded(text, *match.span(), keep_angles=keep)
        if shown is not None:
            parts += [text[done : match.start()], shown]
            done = match.end()
    return "".join([*parts, text[done:]])


def plain_value(text: str) -> str:
    """Return a text that holds no markup as people may see and type it: what looks like a tag is no tag there.

    >>> plain_value("Tom &amp; Jerry"), plain_value("Find <words>")
    ('Tom & Jerry', 'Find &lt;words&gt;')
    """
    value = decoded_value(text)
    return value.replace("<", "&lt;").replace(">", "&gt;") if TAG_LIKE.search(text) else value
