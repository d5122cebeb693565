"""What the plugin Polylang keeps about a post: a term for its language, a term for its group of translations."""

from __future__ import annotations

from collections.abc import Mapping

from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.wordpress.model import EMPTY_GROUP

LANGUAGE = "language"
"""Taxonomy whose one term is a post's language."""
GROUPS = "post_translations"
"""Taxonomy whose one term is a group of translations; its description is a PHP array of language → post id."""

# The one shape that Polylang writes, of everything that PHP can serialize: a flat array of text → integer.
_ARRAY = lazy(r'a:(\d{1,4}):\{((?:s:\d{1,4}:"[^"]*";i:\d{1,19};)*)\}')
_PAIR = lazy(r's:(\d{1,4}):"([^"]*)";i:(\d{1,19});')


def group_of(serialized: str) -> Mapping[str, int]:
    """Return language → post id; empty where the text is anything but a flat PHP array of these.

    Groups have more in them for Polylang (`sync`, a nested array); it stands last, and such a group is read too.

    >>> group_of('a:2:{s:2:"ja";i:4;s:2:"en";i:5;}')
    {'ja': 4, 'en': 5}
    >>> group_of('O:8:"stdClass":0:{}'), group_of('a:1:{s:3:"ja";i:4;}')
    (mappingproxy({}), mappingproxy({}))
    """
    head, nested, _rest = serialized.strip().partition('s:4:"sync";')
    if nested:
        head += "}"
    array = _ARRAY.fullmatch(head)
    if array is None:
        return EMPTY_GROUP
    pairs = _PAIR.findall(array[2])
    lengths_hold = all(len(language.encode()) == int(length) for length, language, _id in pairs)
    group = {language: int(number) for _length, language, number in pairs}
    if not lengths_hold or len(group) + bool(nested) != int(array[1]):
        return EMPTY_GROUP
    return group
