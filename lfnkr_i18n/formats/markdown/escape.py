"""Escapes of a translation by where it stands: begin of a line, heading, cell, title.

Each rule is one way in which plain words become structure; what no rule catches the comparison of the rendered post
with its source reports.
"""

from __future__ import annotations

import re

from lfnkr_i18n.patterns import lazy

_BLOCK_START = lazy(
    r"""
      \#{1,6}(?=[ \t]|$)                    # heading
    | [-+*](?=[ \t]|$)                      # list
    | \d{1,9}(?=[.)](?:[ \t]|$))            # numbered list: the mark is escaped, not the digit
    | >                                     # quote
    | =+[ \t]*$ | -+[ \t]*$                 # underline of a heading
    | ([-*_])(?:[ \t]*\1){2,}[ \t]*$        # rule
    | `{3,}(?=[^`]*$) | ~{3,}               # fence
    | (?=[|:-])(?=[|:\ \t]*-)[|:\ \t-]++$    # delimiter row of a table
    | :(?=[ \t]|::)                         # definition, container
    | \[(?=[ xX]\](?:[ \t]|$))              # task
    | \[(?=![A-Za-z]+\]|(?i:toc\]|\[_?toc_?\]\]))  # kind of a quote, table of contents
    | \*(?=\[[^\]\n]{1,100}\]:)             # abbreviation
    | !!!(?=[ \t]) | \?\?\?(?=[ \t+])       # admonition
    | \{(?=:) | \+\+\+[ \t]*$               # attributes, TOML front matter
    """,
    re.VERBOSE,
)
_DEFINITION = lazy(r"(\[(?:[^\[\]\\]|\\.){1,999}\]):", re.DOTALL)
_MDX_START = lazy(r"(?:import|export)\b")
_CLOSING_HASHES = lazy(r"(^|[ \t])(#+[ \t]*)$")
_PIPE = lazy(r"(?<!\\)((?:\\\\)*)\|")
_LAST_BACKSLASHES = lazy(r"(?<!\\)\\(?:\\\\)*$")


def at_line_start(line: str, markers: tuple[str, ...], *, mdx: bool) -> str:
    r"""Return a line that is text even at a line's begin.

    >>> print(at_line_start("1. Jan", (), mdx=False), at_line_start("# 1", (), mdx=False))
    1\. Jan \# 1
    """
    match = _BLOCK_START.match(line)
    if match:
        place = match.end() if match[0][:1].isdigit() else 0
        return f"{line[:place]}\\{line[place:]}"
    definition = _DEFINITION.match(line)
    if definition:
        # Behind the bracket: a reference or a footnote's mark in front of a colon stays one.
        return f"{definition[1]}\\{line[definition.end(1) :]}"
    if line.startswith(tuple(marker for marker in markers if marker)) or (mdx and _MDX_START.match(line)):
        return character_reference(line[0]) + line[1:]
    return line


def character_reference(character: str) -> str:
    """Return a character as Markdown text that no rule takes for syntax.

    >>> character_reference("%")
    '&#37;'
    """
    return f"&#{ord(character)};"


def in_heading(text: str) -> str:
    r"""Return text whose end is text in a heading: closing hashes and attributes are escaped.

    >>> print(in_heading("C ##"), in_heading("set {a}"))
    C \## set {a&#125;
    """
    text = _CLOSING_HASHES.sub(r"\1\\\2", text)
    if text.endswith("}") and "{" in text and not text.endswith(("}}", "%}", "#}")):
        # A backslash does not help: the parser takes the braces before it looks at escapes.
        return text[:-1] + character_reference("}")
    return text


def in_cell(text: str) -> str:
    r"""Return text that stays in its table cell, its code too.

    >>> print(in_cell(r"a | b \| `c|d`"))
    a \| b \| `c\|d`
    """
    return _PIPE.sub(r"\1\\|", text)


def no_trailing_backslash(text: str) -> str:
    r"""Return text whose last backslash escapes nothing behind it.

    >>> print(no_trailing_backslash("C:\\"))
    C:\\
    """
    return text + "\\" if text.endswith("\\") and _LAST_BACKSLASHES.search(text) else text


def before_next(text: str, after: str) -> str:
    r"""Return text whose last sign makes no picture and no link of the bracket that follows it.

    >>> print(before_next("訳!", "["), before_next("[1]", "("))
    訳\! [1\]
    """
    if (after, text[-1:]) in {("[", "!"), ("(", "]")} and text[-2:-1] != "\\":
        return f"{text[:-1]}\\{text[-1]}"
    return text


def in_title(text: str, quote: str) -> str:
    r"""Return text that stays between a title's quotes (`"`, `'` or `(`).

    >>> print(in_title('the "house"', '"'))
    the \"house\"
    """
    special = "()" if quote == "(" else quote
    escaped = re.sub(rf"(?<!\\)((?:\\\\)*)([{re.escape(special)}])", r"\1\\\2", text)
    return no_trailing_backslash(escaped)
