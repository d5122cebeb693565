"""Stars that show, because Markdown does not take them for emphasis, and that their author meant as emphasis."""

from __future__ import annotations

from lfnkr_i18n.formats.blocks import CLOSE, OPEN, TEXT, Atom

STARS = "**"
"""What shows as it is where Markdown does not take it for emphasis: `**嬉しい。**次`."""


def with_star_pairs(atoms: list[Atom]) -> list[Atom]:
    """Return the atoms with stars that show, where each has a partner, as delimiters: their author meant so."""
    shown = sum(atom.text.count(STARS) for atom in atoms if atom.role is TEXT)
    if not shown or shown % 2:
        return atoms
    found: list[Atom] = []
    role = OPEN
    for atom in atoms:
        if atom.role is not TEXT or STARS not in atom.text:
            found.append(atom)
            continue
        place = atom.start
        for index, text in enumerate(atom.text.split(STARS)):
            if index:
                found.append(Atom(role, place, place + len(STARS), STARS, ""))
                role = CLOSE if role is OPEN else OPEN
                place += len(STARS)
            if text:
                found.append(Atom(TEXT, place, place + len(text), text, text))
                place += len(text)
    return found
