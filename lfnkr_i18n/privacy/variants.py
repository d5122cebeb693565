"""Other ways to write a listed name: those that certainly are it, and those that only a person can judge."""

from __future__ import annotations

from collections.abc import Iterator

from lfnkr_i18n.privacy.folding import fold
from lfnkr_i18n.privacy.forms import Form, Script, form_of, form_of_parts

_FAMILIES = (
    "Kim Gim", "Lee Yi Ri Rhee", "Pak Park Bak", "Choe Choi Ch'oe", "Jong Jung Chung Jeong Chong", "Kang Gang",
    "Cho Jo", "Yun Yoon", "Jang Chang", "Im Rim Lim", "Han Hahn", "O Oh", "So Seo Suh", "Sin Shin", "Kwon Gwon",
    "Hwang Whang", "An Ahn", "Song Sohng", "Ryu Yu Yoo Ryoo", "Hong", "Chon Jeon Jun Chun", "Ko Go Koh", "Mun Moon",
    "Yang Ryang", "Pae Bae", "Paek Baek Back", "Ho Heo Hur", "Nam", "Sim Shim", "No Noh Ro Roh", "Kwak Gwak",
    "Chu Joo Ju", "Ku Koo Gu", "U Woo", "Na Ra", "Min", "Chin Jin", "Om Eom Um", "Ch'ae Chae", "Won", "Ch'on Cheon",
)  # fmt: skip
"""Korean family names, each in the ways it is written in Latin letters."""

_SAME_FAMILY = {name.casefold(): group.split() for group in _FAMILIES for name in group.split()}


def certain_forms(person: str, written: str) -> Iterator[Form]:
    """Yield a name as it is written, and with its first part last or its last part first.

    Hyphens, spaces, commas, middle dots, case, width and what markup does to it are the matcher's own affair.

    >>> [form.parts for form in certain_forms("p1", "Pak Chol-ho")]
    [('Pak', 'Chol-ho'), ('Chol-ho', 'Pak')]
    """
    form = form_of(person, written)
    if form is None:
        return
    yield form
    if len(form.parts) > 1:
        yield form_of_parts(person, (*form.parts[1:], form.parts[0]))
        if len(form.parts) > 2:
            yield form_of_parts(person, (form.parts[-1], *form.parts[:-1]))


def uncertain_forms(written: str) -> list[str]:
    """Return ways to write a name that may as well be somebody else's, or no name: for a person to approve or not.

    Initials, each part alone, the parts as one word, and other spellings of a Korean family name.

    >>> uncertain_forms("Pak Chol-ho")
    ['P. C.', 'P. Chol-ho', 'Pak C.', 'C. Pak', 'Chol-ho', 'Park Chol-ho', 'Bak Chol-ho']
    >>> uncertain_forms("アン・ナ")
    ['アンナ']
    """
    form = form_of("", written)
    if form is None or len(form.parts) == 1:
        return []
    first, *rest = form.parts
    given = " ".join(rest)
    found = _latin(first, given) if form.script is Script.LATIN else _joined(form)
    return [text for text in dict.fromkeys(found) if text != written]


def _latin(first: str, given: str) -> Iterator[str]:
    if len(fold(first)) > 1 and len(fold(given)) > 1:
        initials = " ".join(f"{part[0].upper()}." for part in given.split())
        yield f"{first[0].upper()}. {initials}"
        yield f"{first[0].upper()}. {given}"
        yield f"{first} {initials}"
        yield f"{initials} {first}"
        yield given
    for other in _SAME_FAMILY.get(first.casefold(), ()):
        if other.casefold() != first.casefold():
            yield f"{other} {given}"


def _joined(form: Form) -> Iterator[str]:
    """Yield a short kana name as one word, and the given name alone where it is not shorter than a word."""
    joined = "".join(form.parts)
    if form.is_short:
        yield joined
    elif len(fold(form.parts[-1])) > 2:
        yield form.parts[-1]
