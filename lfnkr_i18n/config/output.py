"""Where a published post goes: the pattern `publish.output` of lfnkr.toml, filled in and safe."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

import msgspec

from lfnkr_i18n.errors import PostError
from lfnkr_i18n.filenames import escaped, safe_name
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy

FIELDS = ("lang", "post", "ext", "slug", "date")
"""What stands in braces in a pattern; `slug` and `date` are front-matter values."""

_FROM_FRONT_MATTER = frozenset({"slug", "date"})
_OUR_FOLDERS = frozenset({"source_posts", "locales", ".lfnkr", ".git"})
_FIELD = lazy(r"\{([^{}]*)\}")


class OutputPattern(msgspec.Struct, frozen=True):
    """A checked `publish.output`; made by `output_pattern`."""

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
        for field in _FROM_FRONT_MATTER & self.fields:
            values[field] = _from_front_matter(field, front_matter, shown)
        path = _FIELD.sub(lambda match: values[match[1]], self.pattern)
        if not all(safe_name(name) for name in path.split("/")):
            problem = _("publish.output would write it to `{path}`, which is not a safe path; change lfnkr.toml")
            raise PostError(problem.format(path=escaped(path)), path=shown)
        return path


@lru_cache(maxsize=16)
def output_pattern(pattern: str) -> OutputPattern:
    """Return a pattern, checked: every post gets a file of its own, inside the project, beside our own folders.

    Raises ValueError with the rule that it breaks.
    """
    fields = _FIELD.findall(pattern)
    for name in fields:
        if name not in FIELDS:
            known = ", ".join(f"{{{field}}}" for field in FIELDS)
            raise ValueError(_("there is no field {{{name}}}; there are {known}").format(name=name, known=known))
    rest = _FIELD.sub("x", pattern)
    if "{" in rest or "}" in rest:
        raise ValueError(_("a brace is not closed"))
    folders = rest.split("/")
    if not all(safe_name(name) for name in folders):
        raise ValueError(_("must be a path inside the project, with `/` between folders"))
    if folders[0].casefold() in _OUR_FOLDERS:
        raise ValueError(_("must not lie in {folder}").format(folder=folders[0]))
    if not {"post", "slug"} & set(fields):
        raise ValueError(_("needs {{post}} or {{slug}}, or all posts would have one file").format())
    return OutputPattern(pattern, frozenset(fields))


def day_of(value: object) -> date | None:
    """Return the day that a front-matter value names, as written; None where it names none.

    >>> day_of("2020-09-24T08:00:00+09:00"), day_of("last spring")
    (datetime.date(2020, 9, 24), None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


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
    return text if safe_name(text) and not text.startswith(".") else None


def _day(value: object) -> str | None:
    day = day_of(value)
    return None if day is None else day.isoformat()
