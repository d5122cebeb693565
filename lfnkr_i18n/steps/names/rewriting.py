"""A file in which listed names give way to their public forms: what would change, and what a person has to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lfnkr_i18n.config import Project
from lfnkr_i18n.files import locked
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.replacing import replace_file

if TYPE_CHECKING:
    import polib

    from lfnkr_i18n.privacy import Hit, Matcher, Register
    from lfnkr_i18n.privacy.replacing import PublicForm

# What finds and replaces names is imported where it is used: most files hold none.


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What taking names out of a file would change, or did; nothing in it holds a name, unless that was asked for."""

    path: str
    """From the project's folder, masked."""
    places: int = 0
    """How many names would give way."""
    diff: str = ""
    """From the file as it is to the new one, unified; names are masked unless they were to be shown."""
    left: tuple[str, ...] = ()
    """What a person has to do: a sentence for each name that stays."""
    problem: str | None = None
    names: tuple[str, ...] = ()
    """Ids of the people whose names stay."""
    post: str = ""
    """The post's id, masked; empty where it is about none."""
    _file: Path | None = field(default=None, repr=False)
    _old: bytes = field(default=b"", repr=False)
    _new: bytes = field(default=b"", repr=False)

    def apply(self, project: Project) -> bool:
        """Write the new file, unless somebody saved it meanwhile (ChangedMeanwhile); tell whether it was written."""
        if self._file is None or not self.places:
            return False
        with locked(project.relative(self._file), cache=project.cache):
            return replace_file(self._file, self._new, expected=self._old, tmp=project.tmp, shown=self.path)


def rewrite(
    file: Path,
    shown: str,
    old: str,
    new: str,
    *,
    matcher: Matcher,
    places: int,
    left: Iterable[str] = (),
    names: Iterable[str] = (),
    post: str = "",
    data: bytes | None = None,
    reveal: bool = False,
) -> Rewrite:
    """Return the rewrite of a file from one text to another; `matcher` masks what is shown of it.

    `data` are the file's bytes where they are not the old text in UTF-8.
    """
    import difflib

    mask: Callable[[str], str] = str if reveal else matcher.masked
    path = mask(shown)
    lines = difflib.unified_diff(
        mask(old).splitlines(keepends=True), mask(new).splitlines(keepends=True), path, path, n=1
    )
    diff = "".join(line if line.endswith("\n") else f"{line}\n" for line in lines) if old != new else ""
    return Rewrite(
        path,
        places,
        diff,
        tuple(left),
        names=tuple(sorted(set(names))),
        post=mask(post),
        _file=file,
        _old=old.encode() if data is None else data,
        _new=new.encode(),
    )


def public_forms(register: Register, *languages: str) -> PublicForm:
    """Return what gives a person's public form in the first of some languages that has one."""

    def form(id_: str) -> str | None:
        person = register.person(id_)
        forms = {} if person is None else person.public
        return next((forms[language] for language in languages if language in forms), None)

    return form


def what_is_left(text: str, hits: Iterable[Hit], public: PublicForm, language: str) -> list[str]:
    """Return a sentence for each name that stays in a text: where, whose, and what to do."""
    from lfnkr_i18n.privacy.replacing import in_address

    found = []
    for hit in hits:
        if public(hit.person) is None:
            advice = _("the register has no public form in {language}; add one").format(language=language)
        elif in_address(text, hit):
            advice = _("it stands in an address or the name of a file; rename what it leads to, then change it here")
        else:
            advice = _("change it by hand")
        found.append(_("line {line}: {person}: {advice}").format(line=hit.line, person=hit.person, advice=advice))
    return list(dict.fromkeys(found))


def without_names(catalog: polib.POFile, matcher: Matcher, register: Register, *, source: str, language: str) -> int:
    """Put public forms in the place of names in every text and comment of a catalog; return in how many places.

    Texts of the source get its language's form, all others the translation's; a comment may get any, or the id.
    """
    from lfnkr_i18n.privacy.replacing import replaced

    of_source, of_target = public_forms(register, source), public_forms(register, language)
    in_comments = or_id(public_forms(register, language, source))
    places = 0

    def clean(text: str, public: PublicForm) -> str:
        nonlocal places
        found = replaced(text, matcher, public)
        places += found.count
        return found.text

    for entry in catalog:
        for name, public in (
            ("msgid", of_source), ("msgid_plural", of_source), ("previous_msgid", of_source),
            ("previous_msgid_plural", of_source), ("msgstr", of_target), ("comment", in_comments),
            ("tcomment", in_comments),
        ):  # fmt: skip
            text = getattr(entry, name)
            if text:
                setattr(entry, name, clean(text, public))
        entry.msgstr_plural = {number: clean(text, of_target) for number, text in entry.msgstr_plural.items()}
    for name, value in catalog.metadata.items():
        catalog.metadata[name] = clean(value, in_comments)
    catalog.header = clean(catalog.header, in_comments)
    return places


def or_id(public: PublicForm) -> PublicForm:
    """Return public forms, and the id in brackets of whoever has none."""
    return lambda person: public(person) or f"[{person}]"
