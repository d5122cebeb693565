"""Values of the front matter that are plain text."""

from __future__ import annotations

from lfnkr_i18n.formats.blocks import Atom, Place, Role
from lfnkr_i18n.patterns import lazy

_LINE_END = lazy(r"\r\n|\n|\r")
_VALUE_BREAK = lazy(r"(?:(?<![ \t])[ \t]+)?((?:\r\n|\n|\r)\s*)")


class PlainWriter:
    """Writes into a front-matter value: as it is, since quoting is the value's own affair."""

    def write(self, text: str, place: Place) -> str:
        """Return the text."""
        del place
        return text


PLAIN_WRITER = PlainWriter()


def plain_atoms(text: str) -> list[Atom]:
    """Return the atoms of a value: a line's end is a blank, an empty line parts sentences."""
    atoms: list[Atom] = []
    done = 0
    for match in _VALUE_BREAK.finditer(text):
        if done < match.start():
            atoms.append(Atom(Role.TEXT, done, match.start(), text[done : match.start()], text[done : match.start()]))
        hard = len(_LINE_END.findall(match[1])) > 1
        shown = "\n" if hard else " "
        atoms.append(Atom(Role.HARD if hard else Role.SOFT, *match.span(), match[0] if hard else shown, shown))
        done = match.end()
    if done < len(text):
        atoms.append(Atom(Role.TEXT, done, len(text), text[done:], text[done:]))
    return atoms
