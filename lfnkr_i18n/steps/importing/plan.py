"""Import, first look: which items of an export become which posts, and which do not and why; nothing is written."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from lfnkr_i18n.config import Project
from lfnkr_i18n.filenames import one_path
from lfnkr_i18n.steps.importing.standing import StandingPost, StandingPosts
from lfnkr_i18n.wordpress.model import EMPTY_GROUP, Item
from lfnkr_i18n.wordpress.slugs import file_stem, slugged

PROTECTED = "password"
"""What `--status` calls a post that needs a password."""
STATUSES = ("publish", "future", "draft", "pending", "private", PROTECTED)
"""What `--status` takes; trash, revisions and half-made drafts are never imported."""

SUFFIX = ".html"


class Reason(StrEnum):
    """Why an item does not become a post."""

    TYPE = "type"
    """An attachment, a menu, a template, …"""
    STATUS = "status"
    """Not public, and not asked for."""
    OURS = "translation"
    """A translation that lfnkr published: its texts are in a catalog already."""
    UNKNOWN = "language unknown"
    FOREIGN = "other language"
    """The site says a language that the project does not have."""
    NO_ID = "no id"
    """Without a WordPress id it could not be known again."""
    TWICE = "twice"
    """The file has this id a second time."""


class Skipped(msgspec.Struct, frozen=True):
    """An item that does not become a post; no text of it."""

    wordpress: int
    type: str
    status: str
    reason: Reason
    language: str = ""
    """The language that the site says, where that is the reason."""
    path: str = ""
    """The post it was imported as before, which stays."""


class Place(msgspec.Struct, frozen=True):
    """Where an item goes."""

    wordpress: int
    post: str
    path: str
    """From the project's folder, with `/`."""
    language: str
    standing: StandingPost | None = None
    """The post it was imported as before."""
    group: Mapping[str, int] = msgspec.field(default_factory=lambda: EMPTY_GROUP)
    """Those of its translations that are posts here too, itself among them: language → WordPress id."""
    elsewhere: str = ""
    """The language that the site says, where the post lies in another one's folder."""


class Wish(msgspec.Struct, frozen=True):
    """Which items are asked for."""

    statuses: Sequence[str] = ("publish",)
    types: Sequence[str] = ("post", "page")
    language: str = ""
    """Of items whose language nothing tells."""


def plan_import(project: Project, items: Iterable[Item], wish: Wish, standing: StandingPosts) -> list[Place | Skipped]:
    """Return for every item, in order, where it goes or why it goes nowhere."""
    plan: list[Place | Skipped | Item] = []
    languages: dict[int, str] = {}
    for item in items:
        known = standing.of(item)
        skipped = _skipped(item, wish, languages)
        if skipped is None:
            language = _language(project, item, wish, known)
            if language in project.settings.project.languages:
                languages[item.id] = language
                plan.append(dataclasses.replace(item, content="", excerpt="", meta={}))
                continue
            skipped = replace(_skip(item, Reason.FOREIGN if language else Reason.UNKNOWN), language=language)
        plan.append(replace(skipped, path=known.path if known else ""))
    places = _places([item for item in plan if isinstance(item, Item)], languages, standing)
    return [places[entry.id] if isinstance(entry, Item) else entry for entry in plan]


def _skip(item: Item, reason: Reason) -> Skipped:
    return Skipped(item.id, item.type, PROTECTED if item.protected else item.status, reason)


def _skipped(item: Item, wish: Wish, seen: Mapping[int, str]) -> Skipped | None:
    if item.type not in wish.types:
        return _skip(item, Reason.TYPE)
    if (PROTECTED if item.protected else item.status) not in wish.statuses:
        return _skip(item, Reason.STATUS)
    if item.is_translation:
        return _skip(item, Reason.OURS)
    if not item.id:
        return _skip(item, Reason.NO_ID)
    return _skip(item, Reason.TWICE) if item.id in seen else None


def _language(project: Project, item: Item, wish: Wish, known: StandingPost | None) -> str:
    """Return an item's language; empty where nothing tells it.

    As the site says, else that of the post it was imported as, else by its letters, else as asked for.
    """
    from lfnkr_i18n.wordpress.languages import language_by_script, language_said  # compiles what finds each script

    languages = project.settings.project.languages
    said = language_said(item, languages, project.settings.wordpress.languages)
    return said or (known.language if known else "") or language_by_script(item, languages) or wish.language


def _places(items: Sequence[Item], languages: Mapping[int, str], standing: StandingPosts) -> dict[int, Place]:
    """Return WordPress id → place: translations of each other share one post id, all others have their own."""
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        groups[min(item.group.values(), default=item.id)].append(item)
    ids = _Ids(standing.ids)
    return {
        item.id: replace(place, group=_partners(item, languages, standing))
        for members in groups.values()
        for item, place in _group_places(members, languages, standing, ids)
    }


def _group_places(
    members: Sequence[Item], languages: Mapping[int, str], standing: StandingPosts, ids: _Ids
) -> Iterator[tuple[Item, Place]]:
    """Yield where the translations of one post go: what stands stays, the others join it in their own folders."""
    known = {item.id: standing.of(item) for item in members}
    there = [post for post in known.values() if post is not None]
    shared = there[0].id if there else ids.new(members[0])
    used = {post.language for post in there if post.id == shared}
    for item in members:
        language, post = languages[item.id], known[item.id]
        if post is not None:
            elsewhere = "" if language == post.language else language
            yield item, Place(item.id, post.id, post.path, post.language, post, elsewhere=elsewhere)
            continue
        name = shared if language not in used else ids.new(item)
        used.add(language)
        yield item, Place(item.id, name, f"source_posts/{language}/{name}{SUFFIX}", language)


def _partners(item: Item, imported: Collection[int], standing: StandingPosts) -> Mapping[str, int]:
    """Return an item's group without the translations that lfnkr made: those come and go as they are published."""
    group = {
        language: number
        for language, number in item.group.items()
        if number in imported or standing.has(number, beside=item)
    }
    return group if len(group) > 1 else EMPTY_GROUP


class _Ids:
    """Post ids, each given once, also to file systems that take two for one."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {one_path(post) for post in taken}

    def new(self, item: Item) -> str:
        """Return an id for an item that no other post has."""
        post = file_stem(item.slug or slugged(item.title), item.date, otherwise=f"{item.type}-{item.id}")
        if one_path(post) in self._taken:
            post = f"{post}-{item.id}"
        self._taken.add(one_path(post))
        return post
