"""Import, first look: which items of an export become which posts, and which do not and why; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from lfnkr_i18n.config import Project
from lfnkr_i18n.filenames import one_path
from lfnkr_i18n.steps.imported_posts import StandingPost, StandingPosts
from lfnkr_i18n.wordpress import EMPTY_GROUP, Item, file_stem, fitting, language_by_script, language_said, slugged

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


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that does not become a post; no text of it."""

    wordpress: int
    type: str
    status: str
    reason: Reason
    language: str = ""
    """The language that the site says, where that is the reason."""
    path: str = ""
    """The post it was imported as before, which stays."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item goes."""

    wordpress: int
    post: str
    path: str
    """From the project's folder, with `/`."""
    language: str
    standing: StandingPost | None = None
    """The post it was imported as before."""
    group: Mapping[str, int] = field(default_factory=lambda: EMPTY_GROUP)
    """Those of its translations that are posts here too, itself among them: language → WordPress id."""
    elsewhere: str = ""
    """The language that the site says, where the post lies in another one's folder."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which items are asked for."""

    statuses: Sequence[str] = ("publish",)
    types: Sequence[str] = ("post", "page")
    language: str = ""
    """Of items whose language nothing tells."""


@dataclass(slots=True)
class _Claims:
    """Post ids that are taken, as file systems compare them → by which group of items (None: no item's)."""

    taken: dict[str, int | None] = field(default_factory=dict)

    def free_for(self, post: str, group: int) -> bool:
        return self.taken.get(one_path(post), group) == group

    def take(self, post: str, group: int) -> None:
        self.taken[one_path(post)] = group


def plan_import(project: Project, items: Iterable[Item], wish: Wish, standing: StandingPosts) -> list[Place | Skipped]:
    """Return for every item, in order, where it goes or why it goes nowhere."""
    plan: list[Place | Skipped | Item] = []
    languages: dict[int, str] = {}
    for item in items:
        skipped = _skipped(item, wish, languages)
        if skipped is None:
            language = _language(project, item, wish)
            if language in project.settings.project.languages:
                languages[item.id] = language
                plan.append(replace(item, content="", excerpt="", meta={}))
                continue
            skipped = replace(_skip(item, Reason.FOREIGN if language else Reason.UNKNOWN), language=language)
        known = standing.of(item)
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


def _language(project: Project, item: Item, wish: Wish) -> str:
    """Return an item's language: as the site says, else by its letters, else as asked for; empty where unknown."""
    settings = project.settings
    said = language_said(item, settings.project.languages, settings.wordpress.languages)
    return said or language_by_script(item, settings.project.languages) or wish.language


def _places(items: Sequence[Item], languages: Mapping[int, str], standing: StandingPosts) -> dict[int, Place]:
    """Return WordPress id → place: translations of each other share one post id, all others have their own."""
    claims = _Claims({one_path(post): None for post in standing.other_ids})
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        groups[min(item.group.values(), default=item.id)].append(item)
    known = {item.id: standing.of(item) for item in items}
    for number, members in groups.items():
        for item in members:
            if (post := known[item.id]) is not None:
                claims.take(post.id, number)
    return {
        item.id: replace(place, group=_partners(item, languages, standing))
        for number, members in groups.items()
        for item, place in _group_places(number, members, languages, known, claims)
    }


def _partners(item: Item, imported: Collection[int], standing: StandingPosts) -> Mapping[str, int]:
    """Return an item's group without the translations that lfnkr made: those come and go as they are published."""
    group = {
        language: number
        for language, number in item.group.items()
        if number in imported or standing.has(number, beside=item)
    }
    return group if len(group) > 1 else EMPTY_GROUP


def _group_places(
    number: int,
    members: Sequence[Item],
    languages: Mapping[int, str],
    known: Mapping[int, StandingPost | None],
    claims: _Claims,
) -> Iterable[tuple[Item, Place]]:
    shared = next((post.id for item in members if (post := known[item.id])), None) or _new_id(
        members[0], number, claims
    )
    used: set[str] = {post.language for item in members if (post := known[item.id]) and post.id == shared}
    for item in members:
        language, post = languages[item.id], known[item.id]
        if post is not None:
            elsewhere = language if language != post.language and fitting(language, [post.language]) is None else ""
            yield item, Place(item.id, post.id, post.path, post.language, post, elsewhere=elsewhere)
            continue
        name = shared if language not in used else _new_id(item, item.id, claims)
        used.add(language)
        yield item, Place(item.id, name, f"source_posts/{language}/{name}{SUFFIX}", language)


def _new_id(item: Item, group: int, claims: _Claims) -> str:
    """Return a post id that no other post has, and take it."""
    otherwise = f"{item.type}-{item.id}"
    post = file_stem(item.slug or slugged(item.title), item.date, otherwise=otherwise)
    if not claims.free_for(post, group) or one_path(post) in claims.taken:
        post = f"{post}-{item.id}"
    claims.take(post, group)
    return post
