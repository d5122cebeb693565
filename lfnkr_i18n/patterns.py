"""Regular expressions that are compiled once they are asked for.

A check of one post asks a third of the program's patterns; compiling all of them took a third of its time.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_ASKED = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "groups",
    "groupindex",
    "flags",
)


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` does, but that it compiles later: for patterns of modules.

    A pattern that is wrong raises `re.error` at its first use; a test compiles all of them.
    """
    return cast("re.Pattern[AnyStr]", Lazy(pattern, flags))


class Compiled:
    """What stands in for a pattern once it was asked for: all is the pattern's own."""

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        self.pattern, self._flags = pattern, flags

    def __reduce__(self) -> tuple[type[Lazy], tuple[str | bytes, int]]:
        return Lazy, (self.pattern, self._flags)


class Lazy(Compiled):
    """What stands in for it before."""

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update((asked, getattr(compiled, asked)) for asked in _ASKED)
        self.__class__ = Compiled  # type: ignore[assignment]  # a class with `__getattr__` is asked in a slower way
        return self.__dict__[name]
