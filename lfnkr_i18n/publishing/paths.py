"""Where a published post goes: the pattern `publish.output` of lfnkr.toml, filled in and safe."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from lfnkr_i18n.errors import PostError, SettingsError
from lfnkr_i18n.messages import gettext as _

Claimant = TypeVar("Claimant")

FIELDS = ("lang", "post", "ext", "slug", "date")
"""What stands in braces in a pattern; `slug` and `date` are front-matter values."""

FROM_FRONT_MATTER = frozenset({"slug", "date"})

_FIELD = re.compile(r"\{([^{}]*)\}")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
# Windows keeps these names in every folder, with any suffix (Microsoft, "Naming Files, Paths, and Namespaces").
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME = 255
"""Bytes of a file's name that common file systems allow."""


@dataclass(frozen=True, slots=True)
class OutputPattern:
    """A checked `publish.output`; make it with `output_pattern`."""

    pattern: str
    fields: frozenset[str]

    @property
    def folder(self) -> str:
        """The folder that everything published lies below: the pattern's start up to its first field.

        >>> output_pattern("site/content/{lang}/{post}{ext}").folder
        'site/content'
        """
        literal = self.pattern.split("{", maxsplit=1)[0]
        return literal.rpartition("/")[0]

    def path(self, *, post: str, language: str, suffix: str, front_matter: Mapping[str, object], shown: str) -> str:
        """Return a post's published path, from the project's folder, with `/`.

        `suffix` is the source post's with its dot, `shown` the source post's path. Raises PostError for a value that
        is missing or cannot be part of a path.
        """
        values = {"lang": language, "post": post, "ext": suffix}
        for field in FROM_FRONT_MATTER & self.fields:
            values[field] = _from_front_matter(field, front_matter, shown)
        path = _FIELD.sub(lambda match: values[match[1]], self.pattern)
        for name in path.split("/"):
            if not safe_name(name):
                problem = _("publish.output would write it to `{path}`, which is not a safe path; change lfnkr.toml")
                raise PostError(problem.format(path=ascii(path)[1:-1]), path=shown)
        return path


def output_pattern(pattern: str) -> OutputPattern:
    """Return `publish.output`, checked; raises SettingsError for one that no post could be published with."""
    fields = _FIELD.findall(pattern)
    unknown = [field for field in fields if field not in FIELDS]
    rest = _FIELD.sub("x", pattern)
    if unknown or "{" in rest or "}" in rest:
        known = ", ".join(f"{{{field}}}" for field in FIELDS)
        raise SettingsError(
            _("lfnkr.toml: publish.output: {pattern}: in braces it may hold {known}").format(
                pattern=pattern, known=known
            )
        )
    if not all(safe_name(name) for name in rest.split("/")):
        raise SettingsError(
            _("lfnkr.toml: publish.output: {pattern}: must be a path inside the project, with `/`").format(
                pattern=pattern
            )
        )
    if not {"post", "slug"} & set(fields):
        raise SettingsError(
            _("lfnkr.toml: publish.output: {pattern}: without {{post}} or {{slug}} all posts have one path").format(
                pattern=pattern
            )
        )
    return OutputPattern(pattern, frozenset(fields))


def safe_name(name: str) -> bool:
    """Tell whether one part of a path can be written on every system and leads nowhere else.

    >>> [safe_name(name) for name in ("letter.md", "..", "", "con.md", "a:b", "dot.")]
    [True, False, False, False, False, False]
    """
    if not name or name in (".", "..") or name[-1] in " ." or name[0] == " ":
        return False
    try:
        long = len(name.encode()) > _LONGEST_NAME
    except UnicodeEncodeError:  # a lone surrogate: no text
        return False
    return not (long or _UNSAFE.search(name) or _RESERVED.fullmatch(name))


def one_path(path: str) -> str:
    """Return what two paths share where a file system takes them for one (case, composed letters)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def clashes(claims: Iterable[tuple[str, Claimant]]) -> dict[str, list[Claimant]]:
    """Return the published paths that several claim → who, in the order they were given.

    `claims` are (published path, who claims it); paths are compared by `one_path`.
    """
    claimants: dict[str, list[Claimant]] = defaultdict(list)
    for path, claimant in claims:
        claimants[one_path(path)].append(claimant)
    return {path: several for path, several in claimants.items() if len(several) > 1}


def _from_front_matter(field: str, front_matter: Mapping[str, object], shown: str) -> str:
    value = front_matter.get(field)
    if value is None or value == "":
        problem = _("publish.output needs `{field}`, and the post's front matter has none; add it")
        raise PostError(problem.format(field=field), path=shown)
    text = _day(value) if field == "date" else _slug(value)
    if text is None:
        problem = _("its front-matter `{field}` cannot be part of a path (publish.output); change it")
        raise PostError(problem.format(field=field), path=shown)
    return text


def _slug(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value)
    return text if safe_name(text) and "/" not in text and not text.startswith(".") else None


def _day(value: object) -> str | None:
    """Return the day of a date as written, YYYY-MM-DD; None where it is none."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        return None
