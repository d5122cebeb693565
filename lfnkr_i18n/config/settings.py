"""lfnkr.toml: every key, its type, its default, and what a value must hold to.

Without `from __future__ import annotations`: msgspec would compile each of them at every start.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from lfnkr_i18n.config.output import output_pattern
from lfnkr_i18n.house import DEFAULT_TEXT_KEYS, NO_STYLE, HouseStyle, Unit
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy

ENGINES = ("google", "deepl", "libretranslate", "openai", "pseudo")
"""Names that `draft.engines` may hold."""

FRONT_MATTER_FIELDS = ("lang", "post")
"""What the values of `publish.front_matter` may hold, in braces."""

_LANGUAGE_TAG = lazy(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.ASCII)  # BCP 47, the part that posts need


def _refused(key: str, rule: str) -> ValueError:
    """Return the error for a value that breaks a rule; `toml` reads the key off it, to say the line."""
    return ValueError(f"{key}: {rule}")


def _check_output(pattern: str) -> None:
    try:
        output_pattern(pattern)
    except ValueError as error:
        raise _refused("output", str(error)) from None


def _refuse_repeats(key: str, items: Sequence[str]) -> None:
    """Refuse two items that are the same, or that a file system may take for the same."""
    seen: set[str] = set()
    for item in items:
        if item.casefold() in seen:
            raise _refused(key, _("`{item}` stands there twice").format(item=item))
        seen.add(item.casefold())


def _refuse_empty(key: str, items: Iterable[str]) -> None:
    """Refuse an empty text where it would fit every line or every link."""
    if not all(item.strip() for item in items):
        raise _refused(key, _("must not be empty"))


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of lfnkr.toml. Rules on values stand in `__post_init__`; their error says key and rule."""


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
                rule = _("`{language}` is not a language code such as en or zh-Hans").format(language=language)
                raise _refused("languages", rule)
        _refuse_repeats("languages", self.languages)
        if self.source_language not in self.languages:
            rule = _("`{language}` is not one of `languages`").format(language=self.source_language)
            raise _refused("source_language", rule)

    def other_than(self, language: str) -> str:
        """Return what a text for `language` is most likely in: the source language, else the first other one.

        A project of one language has but that.

        >>> ProjectTable().other_than("ja"), ProjectTable().other_than("en")
        ('en', 'ja')
        """
        candidates = (self.source_language, *self.languages)
        return next((other for other in candidates if other != language), language)


class SegmentationTable(_Table, frozen=True, kw_only=True):
    """`[segmentation]`: what a segment is, and words that hold a full stop."""

    unit: Unit = Unit.SENTENCE
    abbreviations: dict[str, tuple[str, ...]] = {}
    no_break: dict[str, tuple[str, ...]] = {}


class DraftTable(_Table, frozen=True, kw_only=True):
    """`[draft]`: where drafts come from."""

    engines: tuple[str, ...] = ()
    min_match: int = 75
    max_minutes: int = 60
    """After so long a run sends nothing more to engines."""

    def __post_init__(self) -> None:
        for engine in self.engines:
            if engine not in ENGINES:
                known = ", ".join(ENGINES)
                rule = _("there is no engine `{engine}`; there are {known}").format(engine=engine, known=known)
                raise _refused("engines", rule)
        _refuse_repeats("engines", self.engines)
        if not 0 <= self.min_match <= 100:
            raise _refused("min_match", _("must be a percentage, 0 to 100"))
        if self.max_minutes < 1:
            raise _refused("max_minutes", _("must be a number of minutes, 1 or more"))


class PrivacyTable(_Table, frozen=True, kw_only=True):
    """`[privacy]`: where the register of names at risk is, or who decided that there is none."""

    names: str | None = None
    names_waived_by: str = ""

    def __post_init__(self) -> None:
        if self.names is not None and not self.names.strip():
            raise _refused("names", _('must be the path of a register, or "none"'))
        if self.waived and not self.names_waived_by.strip():
            raise _refused("names", _('"none" needs names_waived_by beside it: who decided so, and when'))

    @property
    def waived(self) -> bool:
        """Whether somebody decided that there is no register."""
        return self.names == "none"


class PriceTable(_Table, frozen=True, kw_only=True):
    """`price` of an engine: what a million characters or tokens cost, in `currency`."""

    currency: str
    characters: float = 0.0
    input_tokens: float = 0.0
    output_tokens: float = 0.0

    def __post_init__(self) -> None:
        for key in ("characters", "input_tokens", "output_tokens"):
            if getattr(self, key) < 0:
                raise _refused(key, _("must not be negative"))


class ServerTable(_Table, frozen=True, kw_only=True):
    """`[engines.libretranslate]`: where the service answers."""

    url: str
    price: PriceTable | None = None


class DeepLTable(_Table, frozen=True, kw_only=True):
    """`[engines.deepl]`: where the service answers, and whether it keeps our glossary."""

    url: str = "https://api-free.deepl.com"
    glossary: bool = True
    price: PriceTable | None = None


class OpenAITable(_Table, frozen=True, kw_only=True):
    """`[engines.openai]`: any compatible server."""

    url: str
    model: str
    price: PriceTable | None = None


class EnginesTable(_Table, frozen=True, kw_only=True):
    """`[engines]`: the services; keys come from the environment."""

    deepl: DeepLTable = DeepLTable()
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
        for name in re.findall(r"\{([^{}]*)\}", "\0".join(self.front_matter.values())):
            if name not in FRONT_MATTER_FIELDS:
                known = ", ".join(f"{{{field}}}" for field in FRONT_MATTER_FIELDS)
                rule = _("there is no field {{{name}}}; there are {known}").format(name=name, known=known)
                raise _refused("front_matter", rule)
        if self.sign_offs < 0:
            raise _refused("sign_offs", _("must be a number of people, 0 or more"))


class MarkdownTable(_Table, frozen=True, kw_only=True):
    """`[markdown]`: what only this site's renderer knows."""

    line_markers: tuple[str, ...] = ()
    captions: dict[str, tuple[str, ...]] = {}

    def __post_init__(self) -> None:
        _refuse_empty("line_markers", self.line_markers)


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
            raise _refused("name" if self.id.strip() else "id", _("must not be empty"))


class ChecksTable(_Table, frozen=True, kw_only=True):
    """`[checks]`: checks that are switched off, and what they let pass."""

    disable: tuple[str, ...] = ()
    allowed_pictures: tuple[str, ...] = ()
    """Pictures that may tell of people: paths from the project's folder with `*` and `?`, or digests of files."""

    def __post_init__(self) -> None:
        _refuse_empty("allowed_pictures", self.allowed_pictures)


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
    style: HouseStyle = NO_STYLE
    """`[style]`: how the house writes; what it leaves out, no check asks for."""

    def __post_init__(self) -> None:
        _refuse_empty("links", (*self.links, *self.links.values()))
        _refuse_repeats("people", [person.id for person in self.people])
