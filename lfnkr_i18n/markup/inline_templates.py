"""Code of site builders inside text: Liquid, Hugo and Jinja tags, MDX expressions, display mathematics.

CommonMark sees text there; for us it is code: kept as written, never cut, never escaped.
"""

from __future__ import annotations

import re

# Bounded inside, so that an unclosed tag costs its line's length at most a few times.
_TAGS = (
    r"\{\{.{0,2000}?\}\}",  # Liquid, Hugo, Jinja, Vue output
    r"\{%.{0,2000}?%\}",  # Liquid, Jinja, Hexo tags
    r"\{#.{0,2000}?#\}",  # Jinja comments
    r"<%.{0,2000}?%>",  # ERB, EJS
    r"\{:[^{}\n]{0,500}\}",  # kramdown attributes
    r"\$\$.{1,2000}?\$\$",  # display mathematics
)
_EXPRESSION = r"\{/\*.{0,2000}?\*/\}|\{[^{}\n]{0,500}\}"  # MDX comments and expressions

TEMPLATE = re.compile("|".join(_TAGS), re.DOTALL)
"""What any post may hold of it."""

MDX_TEMPLATE = re.compile("|".join((*_TAGS, _EXPRESSION)), re.DOTALL)
"""What an `.mdx` post may hold of it."""


def templates(text: str, *, mdx: bool = False) -> list[tuple[int, int]]:
    """Return where template code stands, as (start, end) character offsets, in order and apart.

    >>> templates("By {{ page.author }} and {% include x.html %}.")
    [(3, 20), (25, 45)]
    """
    if "{" not in text and "<%" not in text and "$$" not in text:
        return []
    return [match.span() for match in (MDX_TEMPLATE if mdx else TEMPLATE).finditer(text)]
