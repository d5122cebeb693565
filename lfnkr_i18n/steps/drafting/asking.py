"""The second half of drafting: engines are asked for what memory had nothing for, in the order written.

Each text takes the same ladder: what an earlier run was answered; a batch; alone, with its codes written another way;
the next engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.engines.cache import AnswerCache, key_of
from lfnkr_i18n.engines.workers import as_done
from lfnkr_i18n.errors import EngineBusy, EngineError, EngineStopped, NotSealed
from lfnkr_i18n.glossary import Glossary
from lfnkr_i18n.languages import primary
from lfnkr_i18n.markup.inline import visible_text
from lfnkr_i18n.markup.parts import parted
from lfnkr_i18n.model import Pair, Parts
from lfnkr_i18n.privacy.sealing import Names, Sealed, readings
from lfnkr_i18n.steps.drafting.account import Account
from lfnkr_i18n.steps.drafting.drafted import Unfilled, Wanted
from lfnkr_i18n.steps.drafting.engines import Asked
from lfnkr_i18n.steps.drafting.questions import Item, Place, batches, place, sealed
from lfnkr_i18n.steps.drafting.vetting import vetted

COPIED = "copied"
"""Origin of the draft of a text without words: an address is the same in every language."""


class Answers(msgspec.Struct, frozen=True):
    """What came of the questions."""

    drafts: dict[Place, tuple[str, str]] = msgspec.field(default_factory=dict)
    """Text and origin; in a dry run an empty text where one would be asked for."""
    failures: dict[Place, tuple[str, str]] = msgspec.field(default_factory=dict)
    """Engine, and what was wrong with its answer, in English for the catalog."""


class Desk(msgspec.Struct, frozen=True):
    """Where questions are asked: the engines, what they said before, and who keeps count."""

    project: Project
    engines: Sequence[Asked]
    cache: AnswerCache
    names: Names
    glossary: Glossary
    account: Account
    dry_run: bool = False
    anew: bool = False
    """Whether to ask again what engines had nothing usable for in earlier runs."""

    def ask(self, posts: Sequence[Unfilled]) -> Answers:
        """Return what there is for the texts that are left in some posts."""
        found = Answers()
        for confidential in (False, True):
            items = self._items([post for post in posts if post.confidential is confidential], found)
            for asked in self.engines:
                if confidential and not asked.local:
                    continue
                for again in (False, True):
                    self._ask(asked, items, found, again=again)
        return found

    def look_up_quotas(self) -> None:
        """Ask the engines that a dry run planned for how much of their accounts is left; no text is sent."""
        for asked in self.engines:
            line = self.account.lines.get(asked.name)
            if line is None or not line.requests:
                continue
            try:
                quota = asked.engine.quota()
            except EngineError as error:
                line.problem = str(error)
                continue
            if quota is not None:
                line.used, line.limit = quota.used, quota.limit

    def _voice(self, language: str) -> str | None:
        return self.project.settings.style.voice if primary(language) == "ja" else None

    def _items(self, posts: Sequence[Unfilled], found: Answers) -> list[Item]:
        """Return what is to be asked, each text once; what has no words is its own draft."""
        items: dict[Place, Item] = {}
        for post in posts:
            for wanted in post.wanted:
                where = place(post, wanted)
                if where in items or where in found.drafts:
                    continue
                source = parted(wanted.text, markup=wanted.markup)
                if source.parts:
                    items[where] = Item(wanted, post, source, self._terms(wanted, post))
                else:
                    found.drafts[where] = wanted.text, COPIED
        return list(items.values())

    def _terms(self, wanted: Wanted, post: Unfilled) -> Mapping[str, str]:
        """Return the terms of the glossary in a text, with their translations."""
        if not self.glossary:
            return {}
        hints = self.glossary.hints([visible_text(wanted.text, markup=wanted.markup)], *post.languages)
        return {hint.source: hint.target for hint in hints if hint.target}

    def _ask(self, asked: Asked, items: Sequence[Item], found: Answers, *, again: bool) -> None:
        """Ask one engine in one way for what has no draft yet."""
        todo = [item for item in items if item.place not in found.drafts]
        if again:
            todo = [item for item in todo if found.failures.get(item.place, ("",))[0] == asked.name]
        if not todo or not asked.ready(self.account):
            return
        left = self._known(asked, todo, found, again=again)
        ready = self._reserved(asked, left, again=again)
        needed = {item.post.languages for batch, _ in ready for item in batch if item.terms}
        asked.begin_terms(needed, self.account, dry_run=self.dry_run)
        if self.dry_run:
            found.drafts.update({item.place: ("", asked.name) for batch, _ in ready for item in batch})
            return

        def work(one: tuple[list[Item], Sealed]) -> Mapping[str, Parts]:
            return asked.translate(one[1], again=again)

        for (batch, _), answer in as_done(work, ready, at_once=asked.engine.limits.at_once):
            self._take(asked, batch, answer, found, again=again)
        asked.end_terms(self.account)

    def _known(self, asked: Asked, items: Sequence[Item], found: Answers, *, again: bool) -> list[Item]:
        """Judge what an earlier run was answered; return what has to be asked."""
        keys = {item.place: self._key(asked, item, again=again) for item in items}
        known = self.cache.answers(keys.values())
        left = []
        for item in items:
            key = keys[item.place]
            if key in known:
                self._judge(asked, item, known[key], found)
            if key not in known or (self.anew and item.place not in found.drafts):
                left.append(item)
            else:
                self.account.line(asked.name).cached += 1
        return left

    def _reserved(self, asked: Asked, items: Sequence[Item], *, again: bool) -> list[tuple[list[Item], Sealed]]:
        """Return the batches that may be sent and that the run's limits allow."""
        ready = []
        limits = asked.engine.limits
        for batch in batches(items, limits, alone=again):
            voice = self._voice(batch[0].post.languages[1])
            may, terms, rest = sealed(batch, limits, voice, self.names)
            self.account.withhold(terms, len(rest))
            for some, one in may:
                size = sum(item.size for item in some)
                if self.account.reserve(asked.name, asked.price, segments=len(some), characters=size, again=again):
                    ready.append((some, one))
        return ready

    def _take(
        self,
        asked: Asked,
        batch: Sequence[Item],
        answer: Mapping[str, Parts] | Exception,
        found: Answers,
        *,
        again: bool,
    ) -> None:
        """Keep the answers of a batch and judge them."""
        if isinstance(answer, Exception):
            size = sum(item.size for item in batch)
            self.account.release(asked.name, asked.price, segments=len(batch), characters=size, again=again)
        if isinstance(answer, NotSealed):
            self.account.withhold(answer.terms, len(batch))
        elif isinstance(answer, (EngineStopped, EngineBusy)):
            self.account.line(asked.name).problem = str(answer)
        elif isinstance(answer, EngineError):
            found.failures.update({item.place: (asked.name, "it refused the request") for item in batch})
        elif isinstance(answer, Exception):
            raise answer
        else:
            answers = {item.place: answer.get(str(number)) for number, item in enumerate(batch, start=1)}
            clean = {where: parts if self._may_keep(parts) else None for where, parts in answers.items()}
            self.cache.keep({self._key(asked, item, again=again): clean[item.place] for item in batch})
            for item in batch:
                self._judge(asked, item, clean[item.place], found)

    def _may_keep(self, parts: Parts | None) -> bool:
        return parts is None or not any(map(self.names.terms_in, readings(parts)))

    def _judge(self, asked: Asked, item: Item, parts: Parts | None, found: Answers) -> None:
        """Make an answer a draft, or take note of why it is none."""
        if parts is None:
            found.failures[item.place] = asked.name, "it gave no usable answer"
            return
        source_language, language = item.post.languages
        pair = Pair(
            item.wanted.text,
            "",
            source_language,
            language,
            item.wanted.kind,
            item.wanted.alone,
            self.project.links_for(source_language, language),
            self.project.settings.style,
            markup=item.wanted.markup,
            terms=self.glossary,
        )
        text, wrong = vetted(item.source, parts, pair, self.names, speaks=asked.engine.speaks)
        if text is None:
            found.failures[item.place] = asked.name, wrong
        else:
            found.drafts[item.place] = text, asked.name
            self.account.line(asked.name).drafted += 1

    def _key(self, asked: Asked, item: Item, *, again: bool) -> str:
        return key_of(
            item.source.parts,
            engine=asked.name,
            fingerprint=asked.engine.fingerprint,
            languages=item.post.languages,
            voice=self._voice(item.post.languages[1]),
            terms=item.terms,
            again=again,
        )
