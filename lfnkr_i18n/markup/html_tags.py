"""What HTML's elements and attributes are to a translator. Names are in lower case.

Source: HTML Standard, 3.2.5.2 (content models) and 15.3 (how browsers show elements); obsolete elements included,
since posts go back twenty years.
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID_TAGS = _names(
    """area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"""
)
"""Elements that have no end tag."""

INLINE_TAGS = _names(
    """a abbr acronym area audio b bdi bdo big br button canvas cite code data datalist del dfn em embed font i iframe
    img input ins kbd label map mark math meter nobr object output picture progress q rb rbc rp rt rtc ruby s samp
    select small source span strike strong sub sup svg time track tt u var video wbr"""
)
"""Elements that stand within a sentence."""

BLOCK_TAGS = _names(
    """address applet article aside base blockquote body caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link
    listing main marquee menu menuitem meta nav noembed noframes noscript ol optgroup option p param plaintext pre
    script search section slot style summary table tbody td template textarea tfoot th thead title tr ul xmp"""
)
"""Elements that end the sentence before them, and whose content is sentences of its own."""

RAW_TAGS = _names("""iframe noembed noframes plaintext script style textarea title xmp""")
"""Elements whose content is no markup (in `textarea` and `title` entities count). `noscript` is not among them: its
content is what readers without scripts see."""

CODE_TAGS = _names(
    """code iframe kbd listing math noembed noframes plaintext pre samp script style svg template tt var xmp"""
)
"""Elements whose content is never translated."""

TEXT_ATTRIBUTES = frozenset({"alt", "aria-label", "placeholder", "summary", "title"})
"""Attributes whose values people read."""


def is_text_attribute(tag: str, name: str, kind: str) -> bool:
    """Tell whether people read the value of an attribute; `kind` is the value of the tag's `type`, in lower case.

    >>> is_text_attribute("input", "value", "submit"), is_text_attribute("input", "value", "text")
    (True, False)
    """
    if name in TEXT_ATTRIBUTES:
        return True
    if name == "value":
        return tag == "input" and kind in _BUTTONS
    return name == "label" and tag in _LABELLED


_BUTTONS = frozenset({"button", "reset", "submit"})
_LABELLED = frozenset({"optgroup", "option", "track"})

BREAKOUT_TAGS = _names(
    """b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta
    nobr ol p pre ruby s small span strike strong sub sup table tt u ul var"""
)
"""Start tags that end an unfinished `svg` or `math` (HTML Standard, 13.2.6.5)."""
