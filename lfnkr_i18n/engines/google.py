"""Google's web page by way of deep-translator: no account and no promise; one text a request, in the URL.

deep-translator 1.11 keeps state in its translators, waits without end, and quotes the text in its errors. So each call
has a translator of its own and a thread that may be left behind, and nothing it says is passed on.
"""

from __future__ import annotations

import logging
import queue
import random
import threading
import time
from collections.abc import Mapping
from urllib.parse import quote

from lfnkr_i18n.engines.codecs import braces, free_stem, letters
from lfnkr_i18n.engines.engine import Limits, Quota, Setup
from lfnkr_i18n.errors import EngineBusy, EngineError, EngineStopped, NotSealed
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Code, Parts, plain
from lfnkr_i18n.privacy.sealing import Question, Sealed
from lfnkr_i18n.transport import Sent

HOST = "translate.google.com"

LONGEST = 15_000
"""Bytes of a text as it stands in the URL: at 16 KiB the service answers 400."""

PATIENCE = 20.0
PAUSE = 1.0
"""Seconds between two requests, give or take half of it."""

LEFT_BEHIND = 3
"""Threads that may hang: then the service is down."""

BLOCKED = 3
"""Answers in a row without a translation: then it shows us a captcha."""

_CODES = {"zh": "zh-CN", "zh-hans": "zh-CN", "zh-cn": "zh-CN", "zh-hant": "zh-TW", "zh-tw": "zh-TW", "he": "iw"}


class Google:
    """Translates one text at a time."""

    name = "google"
    limits = Limits(items=1, characters=1_000_000, at_once=1)
    fingerprint = "translate.google.com 1"
    speaks = True

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._patience = PATIENCE if setup.patience is None else setup.patience
        self._pause = PAUSE if setup.pause is None else setup.pause
        self._last = float("-inf")
        self._hanging = 0
        self._empty = 0
        self._lock = threading.Lock()
        # urllib3 writes the URL, which holds the text, into a debug log.
        logging.getLogger("urllib3").setLevel(logging.WARNING)

    def translate(self, sealed: Sealed, *, again: bool) -> Mapping[str, Parts]:
        """Return the translation of the one item, or of several one by one."""
        question = sealed.question
        found: dict[str, Parts] = {}
        for item, parts in question.items.items():
            marks = braces("{", "}") if again else letters(free_stem(plain(parts)))
            coded = any(isinstance(part, Code) for part in parts)
            text = marks.write(parts)
            answer = self._asked(text, question)
            if answer is not None:
                found[item] = marks.read(answer) if coded else (answer,)
        return found

    def _asked(self, text: str, question: Question) -> str | None:
        """Return the answer to one text; None: it gave none."""
        if len(quote(text)) > LONGEST:
            raise EngineError(_("too long for this engine, which puts the text into a URL"))
        found = self._setup.names.terms_in(text)
        if found:
            raise NotSealed(found, where=_("what would be sent to an engine"))
        self._wait()
        ended = None if self._setup.audit is None else self._setup.audit(Sent(HOST, "/m", text.encode(), question))
        how = "failed"
        try:
            answer = self._watched(text, _code(question.source_language), _code(question.target_language))
            how = "200"
        finally:
            if ended is not None:
                ended(how)
        return answer if answer and answer.strip() else None

    def _watched(self, text: str, source: str, target: str) -> str | None:
        """Ask in a thread of its own, which is left behind where no answer comes in time."""
        box: queue.Queue[str | EngineError | None] = queue.Queue(1)
        threading.Thread(target=lambda: box.put(_answer(text, source, target)), daemon=True).start()
        try:
            answer = box.get(timeout=self._patience)
        except queue.Empty:
            self._hanging += 1
            if self._hanging >= LEFT_BEHIND:
                raise EngineStopped(_("it does not answer any more")) from None
            raise EngineBusy(_("no answer within {n} seconds").format(n=round(self._patience))) from None
        self._empty = self._empty + 1 if isinstance(answer, _NoTranslation) else 0
        if self._empty >= BLOCKED:
            raise EngineStopped(_("it shows a page without a translation: it has had enough of us for today"))
        if isinstance(answer, EngineError):
            raise answer
        return answer

    def _wait(self) -> None:
        """Keep a distance between requests."""
        with self._lock:
            pause = self._last + self._pause * random.uniform(0.5, 1.5) - time.monotonic()  # noqa: S311 - no secret
            if pause > 0:
                time.sleep(pause)
            self._last = time.monotonic()

    def quota(self) -> Quota | None:
        """Return nothing: there is no account."""
        return None

    def close(self) -> None:
        """Do nothing: every call has its own connection."""


class _NoTranslation(EngineBusy):
    """The page held no translation."""


def _code(language: str) -> str:
    return _CODES.get(language.lower(), primary(language))


def _answer(text: str, source: str, target: str) -> str | EngineError | None:
    """Return what deep-translator makes of a text, or an error of ours; its own words stay here."""
    from deep_translator import GoogleTranslator, exceptions  # a slow import

    try:
        answer = GoogleTranslator(source=source, target=target).translate(text)
    except exceptions.TooManyRequests:
        return EngineBusy(_("it is busy or broken ({status})").format(status=429))
    except exceptions.TranslationNotFound:
        return _NoTranslation(_("it answered something that is no translation"))
    except (exceptions.LanguageNotSupportedException, exceptions.InvalidSourceOrTargetLanguage):
        return EngineStopped(_("it does not know the language"))
    except (exceptions.NotValidPayload, exceptions.NotValidLength):
        return EngineError(_("it refused the request ({status})").format(status=400))
    except Exception:
        return EngineBusy(_("the connection failed"))
    return answer if isinstance(answer, str) else None
