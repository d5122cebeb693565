"""Any server that speaks OpenAI's chat completions: OpenAI itself, Ollama, llama.cpp, vLLM, LM Studio.

The last message is one JSON object: `translate` maps ids to texts, and the answer maps the same ids to translations.
Where a server refuses a JSON schema, a JSON object is asked for, then plain text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from lfnkr_i18n.engines.codecs import Marks, braces
from lfnkr_i18n.engines.engine import Limits, Quota, Setup
from lfnkr_i18n.engines.prompt import PROMPT, system_message, user_message
from lfnkr_i18n.engines.statuses import accepted
from lfnkr_i18n.errors import EngineBusy, EngineStopped
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Code, Parts, plain
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.privacy.sealing import Question, Sealed
from lfnkr_i18n.transport import Reply, is_local

KEY = "OPENAI_API_KEY"

_MARKS = (braces("{{", "}}"), braces("<<", ">>"))
"""How codes are written, and how on a second try; where a text holds the first, too."""

_THINKING = lazy(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_FENCE = lazy(r"\A\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*\Z", re.DOTALL)


class OpenAI:
    """Translates small batches of one post, with what stands around them."""

    name = "openai"
    limits = Limits(items=25, characters=4_000, at_once=4, context=True)
    speaks = True

    def __init__(self, setup: Setup) -> None:
        if not setup.key and not is_local(setup.url):
            raise EngineStopped(_("{variable} is not set; it holds the key").format(variable=KEY))
        self.fingerprint = f"{setup.url} {setup.model} {PROMPT}"
        self._model = setup.model
        headers = {"Authorization": f"Bearer {setup.key}"} if setup.key else {}
        self._client = setup.client(headers=headers, patience=120)
        self._step = 0
        """Which of `_formats` this server takes."""

    def translate(self, sealed: Sealed, *, again: bool) -> Mapping[str, Parts]:
        """Return the translations; unknown ids are left out."""
        question = sealed.question
        marks = _marks_for(question, again=again)
        texts = {item: marks.write(parts) for item, parts in question.items.items()}
        coded = any(isinstance(part, Code) for parts in question.items.values() for part in parts)
        messages = [
            {"role": "system", "content": system_message(question, example=marks if coded else None, again=again)},
            {"role": "user", "content": user_message(question, texts)},
        ]
        answers = _answers(self._asked(messages, question).json())
        return {item: marks.read(text) for item, text in answers.items() if item in question.items}

    def _asked(self, messages: list[dict[str, str]], question: Question) -> Reply:
        """Return the server's answer, asking for less structure where it refuses more."""
        formats = _formats(list(question.items))
        while True:
            body: dict[str, object] = {"model": self._model, "temperature": 0, "messages": messages}
            if formats[self._step] is not None:
                body["response_format"] = formats[self._step]
            reply = self._client.post("/chat/completions", body, about=question)
            if reply.status not in (400, 422) or self._step + 1 == len(formats):
                return accepted(reply, key=KEY)
            self._step += 1

    def quota(self) -> Quota | None:
        """Return nothing: the protocol does not tell."""
        return None

    def close(self) -> None:
        """End the connections."""
        self._client.close()


def _marks_for(question: Question, *, again: bool) -> Marks:
    first, second = _MARKS[::-1] if again else _MARKS
    return second if any(first.pattern.search(plain(parts)) for parts in question.items.values()) else first


def _formats(items: list[str]) -> tuple[object | None, ...]:
    """Return what to ask of the answer's form: exactly the items' ids, a JSON object, nothing."""
    schema = {
        "type": "object",
        "properties": {item: {"type": "string"} for item in items},
        "required": items,
        "additionalProperties": False,
    }
    strict = {"type": "json_schema", "json_schema": {"name": "translations", "strict": True, "schema": schema}}
    return strict, {"type": "json_object"}, None


def _answers(answer: object) -> dict[str, str]:
    """Return the translations by id of a chat completion; nothing of one that was cut short or refused.

    Raises EngineBusy where it is no chat completion.
    """
    try:
        choice = answer["choices"][0]  # type: ignore[index]  # whatever the server sent
        reason, content = choice.get("finish_reason"), choice["message"]["content"]
    except (KeyError, IndexError, TypeError, AttributeError):
        raise EngineBusy(_("it answered something that is no chat completion")) from None
    if reason not in ("stop", None) or not isinstance(content, str):
        return {}
    content = _THINKING.sub("", content)
    fenced = _FENCE.match(content)
    try:
        tree = json.loads(fenced[1] if fenced else content)
    except (ValueError, RecursionError):
        return {}
    if isinstance(tree, dict) and set(tree) == {"translate"} and isinstance(tree["translate"], dict):
        tree = tree["translate"]
    return {item: text for item, text in tree.items() if isinstance(text, str)} if isinstance(tree, dict) else {}
