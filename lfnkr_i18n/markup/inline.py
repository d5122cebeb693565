"""The markup inside a segment, whichever way it is written: what must stay in a translation, what a reader sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lfnkr_i18n.markup import html_inline, markdown
from lfnkr_i18n.markup.constructs import EMPHASIS_TAGS, Construct, Kind
from lfnkr_i18n.model import Markup

__all__ = ["EMPHASIS_TAGS", "Construct", "Kind", "constructs", "visible_text"]

_CONSTRUCTS: dict[Markup, Callable[[str], list[Construct]]] = {
    Markup.MARKDOWN: markdown.constructs,
    Markup.HTML: html_inline.constructs,
}
_VISIBLE: dict[Markup, Callable[[str], str]] = {
    Markup.MARKDOWN: markdown.visible_text,
    Markup.HTML: html_inline.visible_text,
}


def constructs(
    text: str, *, markup: Markup = Markup.MARKDOWN, definitions: Iterable[str] | None = None
) -> list[Construct]:
    """Return the inline markup of a segment in order of its start; outer before inner.

    `definitions` are the labels that a Markdown post defines (footnotes with their `^`); references to others are
    plain text. None: every `[text][label]` and `[^note]` counts, which is right for a msgid, since a reference that
    resolves is always written out there; a shortcut `[text]` never does then.

    >>> [(c.kind.value, c.detail) for c in constructs("See **[us](/en/)** and `a*b`.")]
    [('strong', ''), ('link', '/en/'), ('code', 'a*b')]
    >>> [(c.kind.value, c.detail) for c in constructs("*See* <a href=/en/>us</a>.", markup=Markup.HTML)]
    [('tag', 'a href="/en/"'), ('tag', '/a')]
    """
    if definitions is not None and markup is Markup.MARKDOWN:
        return markdown.constructs(text, definitions=definitions)
    return _CONSTRUCTS[markup](text)


def visible_text(text: str, *, markup: Markup = Markup.MARKDOWN) -> str:
    """Return what a reader sees of a segment: markup dropped, entities decoded, alt texts and code kept.

    Template code is left out. White space is as in the text; a hard break is a newline.

    >>> visible_text("See **[us](/en/ 'home')** &amp; `code`[^1] {{ page.author }}.")
    'See us & code .'
    >>> visible_text("See <b>us</b> &amp; *them*.", markup=Markup.HTML)
    'See us & *them*.'
    """
    return _VISIBLE[markup](text)
