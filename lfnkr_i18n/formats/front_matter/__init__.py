"""Front matter (YAML, TOML, JSON) by the spans of its values: what is not replaced keeps its bytes.

`read` a post's front matter, put `FrontMatter.replacement(value, text)` at `value.span`, and set keys in the result
with `with_keys`.
"""

from __future__ import annotations

from lfnkr_i18n.formats.front_matter.block import Block, Syntax, find
from lfnkr_i18n.formats.front_matter.document import FrontMatter, read, read_values, with_keys
from lfnkr_i18n.formats.front_matter.values import TextValue

__all__ = ["Block", "FrontMatter", "Syntax", "TextValue", "find", "read", "read_values", "with_keys"]
