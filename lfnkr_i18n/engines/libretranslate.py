"""LibreTranslate, self-hosted: JSON by POST, codes as HTML elements, its known faults repaired.

In `format=text` it copies the source's full stop and loses underscores; in `format=html` it gives `&lt;` back as `<`.
"""

from __future__ import annotations

from collections.abc import Mapping

from lfnkr_i18n.engines.codecs import elements, of_elements
from lfnkr_i18n.engines.engine import Limits, Quota, Setup
from lfnkr_i18n.engines.statuses import accepted
from lfnkr_i18n.errors import EngineBusy, EngineStopped
from lfnkr_i18n.languages import is_cjk, primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Part, Parts
from lfnkr_i18n.privacy.sealing import Sealed

KEY = "LIBRETRANSLATE_API_KEY"

_ALONE = '<span translate="no" id="{id}">{id}</span>'
_STOPS = {".": "。", "!": "！", "?": "？", ",": "、"}


class LibreTranslate:
    """Translates lists of texts, each on its own: it knows no context."""

    name = "libretranslate"
    limits = Limits(items=40, characters=8_000, at_once=2)
    speaks = True

    def __init__(self, setup: Setup) -> None:
        self.fingerprint = f"{setup.url} 1"
        self._key = setup.key
        self._client = setup.client(headers={}, patience=60)

    def translate(self, sealed: Sealed, *, again: bool) -> Mapping[str, Parts]:
        """Return the translations; elements with the items' ids stand around several texts."""
        question = sealed.question
        root, pair = ("div", "i") if again else ("p", "b")
        body: dict[str, object] = {
            "q": elements(question.items, root=root, pair=pair, alone=_ALONE),
            "source": primary(question.source_language),
            "target": primary(question.target_language),
            "format": "html",
        }
        if self._key:
            body["api_key"] = self._key
        reply = self._client.post("/translate", body, about=question)
        if reply.status == 400 and not self._key and b"API" in reply.body:  # its words for a key that is missing
            raise EngineStopped(_("it asks for a key; set {variable}").format(variable=KEY))
        answer = accepted(reply, key=KEY).json()
        texts = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(texts, list):
            raise EngineBusy(_("it answered something that is no translation"))
        texts = [text for text in texts if isinstance(text, str)]
        found = of_elements(texts, question.items, root=root, pair=pair, alone="span", strict=False)
        if primary(question.target_language) == "ja":
            return {item: with_stops(parts) for item, parts in found.items()}
        return found

    def quota(self) -> Quota | None:
        """Return nothing: it counts requests, if anything."""
        return None

    def close(self) -> None:
        """End the connections."""
        self._client.close()


def with_stops(parts: Parts) -> Parts:
    """Return parts with the marks of Western writing that follow a Japanese character as Japanese ones.

    >>> with_stops(("これはテストです.", ))
    ('これはテストです。',)
    """
    before = ""
    found: list[Part] = []
    for part in parts:
        if not isinstance(part, str):
            found.append(part)
            continue
        characters = []
        for character in part:
            full = before and is_cjk(before) and before not in "。、！？」』）" and character in _STOPS
            characters.append(_STOPS[character] if full else character)
            before = character
        found.append("".join(characters))
    return tuple(found)
