"""Code of site builders inside text: Liquid, Hugo and Jinja tags, MDX expressions, display mathematics.

CommonMark sees text there; for us it is code: kept as written, never cut, never escaped.
"""

from __future__ import annotations

from collections.abc import Callable

from lfnkr_i18n.patterns import lazy

_OPENER = lazy(r"\{\{|\{%|\{#|<%|(?<!\\)\{:|\$\$")
_MDX_OPENER = lazy(r"\{\{|\{%|\{#|<%|\$\$|(?<!\\)\{")
_CLOSERS = {
    "{{": "}}",  # Liquid, Hugo, Jinja, Vue output
    "{%": "%}",  # Liquid, Jinja, Hexo tags
    "{#": "#}",  # Jinja comments
    "<%": "%>",  # ERB, EJS
    "{:": "}",  # kramdown attributes
    "$$": "$$",  # display mathematics
    "{": "}",  # MDX expressions and comments
}
_ONE_LINE = frozenset({"{:", "{"})
_LONGEST = 4000
"""Characters: further away is no tag's end but another one's."""


def templates(text: str, start: int = 0, end: int | None = None, *, mdx: bool = False) -> list[tuple[int, int]]:
    """Return where template code stands, as (start, end) character offsets, in order and apart.

    `mdx`: braces are code too, as far as they end on their line.

    >>> templates("By {{ page.author }} and {% include x.html %}.")
    [(3, 20), (25, 45)]
    """
    end = len(text) if end is None else end
    pattern = _MDX_OPENER if mdx else _OPENER
    found: list[tuple[int, int]] = []
    closings: dict[str, int] = {}
    match = pattern.search(text, start, end)
    while match:
        closer, inner = _CLOSERS[match[0]], match.end()
        if closings.get(closer, start) < inner:  # looked for once a stretch, or the search is quadratic
            place = text.find(closer, inner, end)
            closings[closer] = place if place >= 0 else end
        close = closings[closer]
        follow = inner
        if close < end and close - inner <= _LONGEST and (match[0] not in _ONE_LINE or "\n" not in text[inner:close]):
            follow = close + len(closer)
            found.append((match.start(), follow))
        match = pattern.search(text, follow, end)
    return found


_OPENING = lazy(r"(?:\{(?=[{%#])|(?<!\\)\{(?=:)|<(?=%)|\$(?=\$))")


def foreign_openings(text: str, source: str, *, kept: Callable[[str], str] = str) -> list[int]:
    """Return where template code seems to begin in a translation that its source has not.

    `kept` gives what of a tag must be the same.

    >>> foreign_openings("by {{ page.author }}, {{ x }}", "von {{ page.author }}")
    [22]
    """
    if _OPENING.search(text) is None:
        return []
    known = {kept(source[start:end]) for start, end in templates(source)}
    own = iter([(start, end) for start, end in templates(text) if kept(text[start:end]) in known])
    start, end = next(own, (len(text), len(text)))
    found = []
    for match in _OPENING.finditer(text):
        while match.start() >= end < len(text):
            start, end = next(own, (len(text), len(text)))
        if match.start() < start:
            found.append(match.start())
    return found


def without_foreign_templates(text: str, source: str) -> str:
    """Return a translation in which template code that its source has not is plain text.

    A backslash would not help: site builders read the text before Markdown does.

    >>> without_foreign_templates("by {{ x }}", "by X")
    'by &#123;{ x }}'
    """
    for place in reversed(foreign_openings(text, source)):
        text = f"{text[:place]}&#{ord(text[place])};{text[place + 1 :]}"
    return text
