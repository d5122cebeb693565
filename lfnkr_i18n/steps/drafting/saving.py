"""What engines answered, put into a post's catalog: only what the post can be published with, saved once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from lfnkr_i18n.catalog import DraftLog, State, key_of, save, set_draft, set_failure, state_of
from lfnkr_i18n.catalog.kept_drafts import KeptDraft, keep_drafts
from lfnkr_i18n.config import Project
from lfnkr_i18n.engines import ENGINES
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.files import locked
from lfnkr_i18n.formats import Post
from lfnkr_i18n.model import Key
from lfnkr_i18n.steps.drafting.asking import Answers
from lfnkr_i18n.steps.drafting.drafted import Drafted, Unfilled
from lfnkr_i18n.steps.drafting.questions import place
from lfnkr_i18n.steps.drafting.unfilled import own_entries
from lfnkr_i18n.steps.extract import merged_catalog
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.posts import SourcePost, Unreadable, attempt
from lfnkr_i18n.steps.selection import Selection

_BROKEN = "it does not fit into the post"

Offers = dict[Key, tuple[str, str]]
"""Entry → text and origin."""


def filled(project: Project, selection: Selection, first: Unfilled, answers: Answers, *, dry_run: bool) -> Drafted:
    """Return what came of a post after memory and engines; its catalog is saved where something did."""
    places = {wanted.name: place(first, wanted) for wanted in first.wanted}
    offers = {name: answers.drafts[where] for name, where in places.items() if where in answers.drafts}
    failures = {name: answers.failures[where] for name, where in places.items() if where in answers.failures}
    failures = {name: failure for name, failure in failures.items() if name not in offers}
    if not offers and not failures:
        return first.drafted
    if dry_run:
        return _counted(first.drafted, offers, len(failures))
    source = attempt(project, selection, first.file)
    if isinstance(source, Unreadable):
        return replace(first.drafted, problem=source.message, names=source.names)
    try:
        return _saved(project, source, first.drafted, offers, failures)
    except LfnkrError as error:
        return replace(first.drafted, problem=str(error), names=error.people)


def _saved(
    project: Project,
    source: SourcePost,
    drafted: Drafted,
    offers: Offers,
    failures: Mapping[Key, tuple[str, str]],
) -> Drafted:
    log = DraftLog(project.cache)
    with locked(drafted.catalog, cache=project.cache):
        file = open_gated(project, source.id, drafted.language)
        catalog = merged_catalog(project, source, drafted.language, file).catalog
        entries = own_entries(catalog, source.post.segments)
        free = {name: entry for name, entry in entries.items() if state_of(entry) is State.UNTRANSLATED}
        fitting = fit(source.post, {name: offer for name, offer in offers.items() if name in free}, drafted.language)
        broken = {
            name: (origin, _BROKEN) for name, (_, origin) in offers.items() if name in free and name not in fitting
        }
        for name, (text, origin) in fitting.items():
            set_draft(free[name], text, origin)
        reasons = {**failures, **broken}
        said = [set_failure(free[name], f"{engine}: {why}") for name, (engine, why) in reasons.items() if name in free]
        if fitting or any(said):
            log.remember([free[name] for name in fitting])
            keep_drafts(_kept(source, drafted.language, fitting), cache=project.cache)
            save(file, catalog, tmp=project.tmp)
    return _counted(drafted, fitting, len(said), written=drafted.written or bool(fitting) or any(said))


def _kept(source: SourcePost, language: str, offers: Offers) -> Iterator[KeptDraft]:
    """Yield engines' drafts as they are kept aside until people have reviewed them."""
    for (context, text), (draft, engine) in offers.items():
        if engine in ENGINES:
            yield KeptDraft(source.id, source.language, language, engine, text, draft, context)


def _counted(drafted: Drafted, offers: Iterable[Key], failed: int, *, written: bool = True) -> Drafted:
    names = list(offers)
    return replace(
        drafted,
        machine=len(names),
        failed=failed,
        left=drafted.left - len(names),
        characters=drafted.characters - sum(len(name[1]) for name in names),
        written=written,
    )


def fit(post: Post, offers: Offers, language: str) -> Offers:
    """Return the offers with which the post, rendered, keeps its structure.

    Of a block that is wrong only as a whole none stays. The comparison ends at the first block that is another one, so
    it is made again until it finds nothing.
    """
    offers = dict(offers)
    while offers:
        blocks = _broken_blocks(post, offers, language)
        if not blocks:
            break
        suspects = {key_of(one) for one in post.segments if one.block in blocks} & offers.keys() or offers.keys()
        alone = {name for name in suspects if _broken_blocks(post, {name: offers[name]}, language)}
        offers = {name: offer for name, offer in offers.items() if name not in (alone or suspects)}
    return offers


def _broken_blocks(post: Post, offers: Mapping[Key, tuple[str, str]], language: str) -> set[int]:
    """Return the blocks whose structure is another in the rendered post; all that hold an offer where it is unclear."""
    texts = [offers[key_of(one)][0] if key_of(one) in offers else None for one in post.segments]
    found = post.verify(post.render(texts, language=language))
    if any(finding.segment is None for finding in found):
        return {one.block for one, text in zip(post.segments, texts, strict=True) if text is not None}
    return {post.segments[finding.segment].block for finding in found if finding.segment is not None}
