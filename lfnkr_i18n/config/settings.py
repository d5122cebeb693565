"""lfnkr.toml: every key, its type, its default, and what a value must hold to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from string import Formatter
from typing import Literal

import msgspec

from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import DEFAULT_TEXT_KEYS, Unit

ENGINES = ("google", "deepl", "libretranslate", "openai", "pseudo")
"""Names that `draft.engines` may hold."""

OUTPUT_FIELDS = frozenset({"lang", "post", "ext", "slug", "date"})
"""Fields of the pattern `publish.output`."""

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.ASCII)  # BCP 47, the part that posts need


def _check_output(pattern: str) -> None:
    """Refuse a pattern that cannot give every post and language a file of its own inside the project."""
    try:
        fields = [name for _text, name, _spec, _conversion in Formatter().parse(pattern) if name is not None]
    except ValueError as error:
        raise ValueError(_("output has an unmatched brace")) from error
    for name in fields:
        if name not in OUTPUT_FIELDS:
            known = ", ".join(f"{{{field}}}" for field in sorted(OUTPUT_FIELDS))
            raise ValueError(_("output has no field {{{name}}}; there are {known}").format(name=name, known=known))
    path = PurePosixPath(pattern)
    if path.is_absolute() or ".." in path.parts or "\\" in pattern or re.match("[A-Za-z]:", pattern):
        raise ValueError(_("output must be a path inside the project, with `/` between folders"))


def _refuse_repeats(items: Sequence[str], message: str) -> None:
    for index, item in enumerate(items):
        if item in items[:index]:
            raise ValueError(message.format(item=item))


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of lfnkr.toml. Rules on values stand in `__post_init__`; their ValueError says the rule."""


class ProjectTable(_Table, frozen=True, kw_only=True):
    """`[project]`: the languages, and what of a post is text."""

    name: str = "posts"
    languages: tuple[str, ...] = ("en", "ja")
    source_language: str = "en"
    text_keys: tuple[str, ...] = DEFAULT_TEXT_KEYS
    translate_since: date | None = None

    def __post_init__(self) -> None:
        for language in self.languages:
            if not _LANGUAGE_TAG.fullmatch(language):
                raise ValueError(
                    _("`{language}` is not a language code such as en or zh-Hans").format(language=language)
                )
        _refuse_repeats(self.languages, _("`languages` lists `{item}` twice"))
        if self.source_language not in self.languages:
            raise ValueError(
                _("source_language `{language}` is not in languages").format(language=self.source_language)
            )


class SegmentationTable(_Table, frozen=True, kw_only=True):
    """`[segmentation]`: what a segment is, and words that hold a full stop."""

    unit: Unit = Unit.SENTENCE
    abbreviations: dict[str, tuple[str, ...]] = {}
    no_break: dict[str, tuple[str, ...]] = {}


class DraftTable(_Table, frozen=True, kw_only=True):
    """`[draft]`: where drafts come from."""

    engines: tuple[str, ...] = ()
    min_match: int = 75

    def __post_init__(self) -> None:
        for engine in self.engines:
            if engine not in ENGINES:
                known = ", ".join(ENGINES)
                raise ValueError(_("no engine `{engine}`; there are {known}").format(engine=engine, known=known))
        _refuse_repeats(self.engines, _("`engines` lists `{item}` twice"))
        if not 0 <= self.min_match <= 100:
            raise ValueError(_("min_match is a percentage, 0 to 100"))


class PrivacyTable(_Table, frozen=True, kw_only=True):
    """`[privacy]`: where the register of names at risk is, or who decided that there is none."""

    names: str | None = None
    names_waived_by: str = ""

    def __post_init__(self) -> None:
        if self.names is not None and not self.names.strip():
            raise ValueError(_("names must be a file or `none`"))
        if self.waived and not self.names_waived_by.strip():
            raise ValueError(_('names = "none" needs names_waived_by: who decided so, and when'))

    @property
    def waived(self) -> bool:
        """Whether somebody decided that there is no register."""
        return self.names == "none"


class ServerTable(_Table, frozen=True, kw_only=True):
    """`[engines.deepl]`, `[engines.libretranslate]`: where the service answers."""

    url: str


class OpenAITable(_Table, frozen=True, kw_only=True):
    """`[engines.openai]`: any compatible server."""

    url: str
    model: str


class EnginesTable(_Table, frozen=True, kw_only=True):
    """`[engines]`: the services; keys come from the environment."""

    deepl: ServerTable = ServerTable(url="https://api-free.deepl.com")
    libretranslate: ServerTable = ServerTable(url="http://127.0.0.1:5000")
    openai: OpenAITable | None = None


class PublishTable(_Table, frozen=True, kw_only=True):
    """`[publish]`: where published posts go, and what they need before."""

    output: str = "published/{lang}/{post}{ext}"
    sign_offs: int = 0
    front_matter: dict[str, str] = msgspec.field(default_factory=lambda: {"lang": "{lang}"})
    originals: bool = False
    assets: Literal["copy", "leave"] = "copy"

    def __post_init__(self) -> None:
        _check_output(self.output)
        if self.sign_offs < 0:
            raise ValueError(_("sign_offs is a number of people, 0 or more"))


class MarkdownTable(_Table, frozen=True, kw_only=True):
    """`[markdown]`: what only this site's renderer knows."""

    line_markers: tuple[str, ...] = ()
    captions: dict[str, tuple[str, ...]] = {}


class WordPressTable(_Table, frozen=True, kw_only=True):
    """`[wordpress]`: custom blocks and the languages of categories."""

    custom_blocks: str | None = None
    languages: dict[str, str] = {}


class Person(_Table, frozen=True, kw_only=True):
    """`[[people]]`: somebody who reviews, signs and publishes."""

    id: str
    name: str
    languages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    active: bool = True

    def __post_init__(self) -> None:
        if not self.id.strip() or not self.name.strip():
            raise ValueError(_("a person needs an id and a name"))


class ChecksTable(_Table, frozen=True, kw_only=True):
    """`[checks]`: checks that are switched off."""

    disable: tuple[str, ...] = ()


class Settings(_Table, frozen=True, kw_only=True):
    """All of lfnkr.toml; a default for every key."""

    project: ProjectTable = ProjectTable()
    segmentation: SegmentationTable = SegmentationTable()
    draft: DraftTable = DraftTable()
    privacy: PrivacyTable = PrivacyTable()
    engines: EnginesTable = EnginesTable()
    publish: PublishTable = PublishTable()
    links: dict[str, str] = {}
    markdown: MarkdownTable = MarkdownTable()
    wordpress: WordPressTable = WordPressTable()
    people: tuple[Person, ...] = ()
    checks: ChecksTable = ChecksTable()

    def __post_init__(self) -> None:
        _refuse_repeats([person.id for person in self.people], _("two people have the id `{item}`"))
