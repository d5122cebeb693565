"""DeepL's own API: JSON by POST, the key in a header, codes as XML elements.

Source: DeepL API reference, "Translate text" and "Tag handling" (v2, which asks for well-formed XML).
"""

from __future__ import annotations

from collections.abc import Mapping

from lfnkr_i18n.engines.codecs import elements, of_elements
from lfnkr_i18n.engines.deepl_glossary import GlossaryShelf
from lfnkr_i18n.engines.engine import Enforced, Limits, Quota, Setup
from lfnkr_i18n.engines.statuses import accepted
from lfnkr_i18n.errors import EngineBusy, EngineStopped
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Parts
from lfnkr_i18n.privacy.sealing import Question, Sealed, SealedTerms
from lfnkr_i18n.transport import Reply

KEY = "DEEPL_API_KEY"

_TARGETS = {"en": "EN-US", "pt": "PT-PT", "zh": "ZH-HANS"}
"""Targets that need a region: plain EN is refused."""

_FORMALITY = {"desu-masu": "prefer_more", "de-aru": "prefer_less"}


class DeepL:
    """Translates batches of 50 texts; the texts around them go along as context, which is not billed."""

    name = "deepl"
    limits = Limits(items=50, characters=12_000, at_once=3, context=True)  # of 50 texts and 128 KiB
    speaks = True

    def __init__(self, setup: Setup) -> None:
        if not setup.key:
            raise EngineStopped(_("{variable} is not set; it holds the key").format(variable=KEY))
        self.fingerprint = f"{setup.url} 2"
        self._client = setup.client(headers={"Authorization": f"DeepL-Auth-Key {setup.key}"}, patience=30)
        self._glossary = GlossaryShelf(self._client, key=KEY)
        self.lapsed = False

    def translate(self, sealed: Sealed, *, again: bool) -> Mapping[str, Parts]:
        """Return the translations. Several texts are in elements with their ids: their order means nothing."""
        question = sealed.question
        body = _body(question, alone='<x id="{id}"></x>' if again else '<x id="{id}"/>')
        return of_elements(_texts(self._asked(body, question).json()), question.items, root="s")

    def _asked(self, body: dict[str, object], question: Question) -> Reply:
        """Return the answer to a question: by the glossary where its terms occur, and DeepL still has it."""
        glossary = self._glossary.id_for(question.source_language, question.target_language) if question.terms else None
        if glossary is not None:
            reply = self._client.post("/v2/translate", {**body, "glossary_id": glossary}, about=question)
            if reply.status not in (400, 403, 404):
                return accepted(reply, key=KEY)
        answer = accepted(self._client.post("/v2/translate", body, about=question), key=KEY)
        if glossary is not None:
            self._glossary.drop()
            self.lapsed = True
        return answer

    def enforce(self, sealed: SealedTerms, *, dry_run: bool) -> Enforced:
        """Give DeepL the glossary, unless it has it."""
        return self._glossary.fill(sealed, dry_run=dry_run)

    def quota(self) -> Quota | None:
        """Return the characters used of this month's."""
        answer = accepted(self._client.get("/v2/usage"), key=KEY).json()
        if not isinstance(answer, dict):
            return None
        used, limit = answer.get("character_count"), answer.get("character_limit")
        return Quota(used, limit) if isinstance(used, int) and isinstance(limit, int) else None

    def close(self) -> None:
        """End the connections."""
        self._client.close()


def _body(question: Question, *, alone: str) -> dict[str, object]:
    target = question.target_language
    body: dict[str, object] = {
        "text": elements(question.items, root="s", alone=alone),
        "source_lang": primary(question.source_language).upper(),
        "target_lang": _TARGETS.get(target.lower(), target.upper()),
        "tag_handling": "xml",
        "tag_handling_version": "v2",
        "split_sentences": "0",  # segments are sentences already
        "outline_detection": False,
        "show_billed_characters": True,
    }
    context = " ".join(text for text in (question.title, *question.before, *question.after) if text)
    if context:
        body["context"] = context
    if primary(target) == "ja" and question.voice:
        body["formality"] = _FORMALITY[question.voice]
    return body


def _texts(answer: object) -> list[str]:
    """Return the texts of an answer. Raises EngineBusy where it is none of DeepL's."""
    translations = answer.get("translations") if isinstance(answer, dict) else None
    if not isinstance(translations, list):
        raise EngineBusy(_("it answered something that is no translation"))
    return [one["text"] for one in translations if isinstance(one, dict) and isinstance(one.get("text"), str)]
