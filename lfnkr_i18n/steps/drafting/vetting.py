"""Whether an engine's answer may be a draft: what a good one never has, whoever wrote it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from lfnkr_i18n.checks import CHECKS, findings
from lfnkr_i18n.engines.answers import fault, tidied
from lfnkr_i18n.markup.parts import Parted, written
from lfnkr_i18n.model import Pair, Parts, Severity, plain
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.privacy.sealing import Names

_ERRORS = (
    *("empty", "structure", "urls", "emphasis", "wrong-script", "line-breaks", "look-alikes", "forbidden-terms"),
    *("contacts", "dates", "times", "money", "units", "numbers"),
)
"""Checks whose errors refuse a draft."""

_ALWAYS = ("unchanged", "chatter", "length")
"""Checks that refuse a draft with whatever they find: a person may mean it, a machine does not. What a reviewer puts
right in a moment (a word left in English, a stray character) is better drafted than not: `check` shows it."""

_CHECKS = {name: CHECKS[name] for name in (*_ERRORS, *_ALWAYS)}

_ERROR_PAGE = lazy(
    r"<!doctype|<html|</?body|\bhttp error\b|\berror [45]\d\d\b|\b[45]\d\d (?:forbidden|not found|bad gateway|service|"
    r"internal|too many)|\bcaptcha\b|unusual traffic|too many requests|service unavailable|rate limit|cloudflare",
    re.IGNORECASE,
)
_REFUSAL = lazy(
    r"\b(?:i['’]m|i am|we['’]re) (?:very )?sorry\b|\bas an? (?:ai|language model)\b"
    r"|\bi (?:can['’]?t|cannot|can not|am unable to|won['’]?t) (?:assist|help|comply|translate|fulfil|provide)"
    r"|申し訳(?:ありません|ございません|ないですが)|お手伝い(?:する[こと]+が)?できません|お応え(?:する[こと]+が)?できません",
    re.IGNORECASE,
)
_SORRY = lazy(r"sorry|apolog|regret|unable|cannot|can['’]t|申し訳|すみません|お詫び|謝|できません", re.IGNORECASE)
_TAG = lazy(r"</?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>]{0,200})?/?>")
_MARK = lazy(r"\{\{/?\d{1,3}/?\}\}|<</?\d{1,3}/?>>|ZQ\d[ABC]")
_LOOP = lazy(r"(.{3,40}?)\1{4}", re.DOTALL)


def vetted(source: Parted, answer: Parts, pair: Pair, names: Names, *, speaks: bool) -> tuple[str | None, str]:
    """Return the draft that an answer makes, and ""; or None, and why it makes none, in English for the catalog.

    `pair` is the question's; its target is not looked at. `speaks`: whether the answer is to be the target language.
    """
    wrong = fault(source.parts, answer)
    if wrong is not None:
        return None, wrong
    parts = tidied(source.parts, answer)
    text = written(source, parts)
    if names.terms_in(text):
        return None, "it holds a name that must not be written"
    wrong = _not_an_answer(plain(source.parts), plain(parts)) or (_finding(pair, text) if speaks else None)
    return (text, "") if wrong is None else (None, wrong)


def _not_an_answer(source: str, answer: str) -> str | None:
    """Return what an answer is where it is no translation: a page, an excuse, a loop."""
    if _ERROR_PAGE.search(answer) and not _ERROR_PAGE.search(source):
        return "it is an error page"
    if _REFUSAL.search(answer) and not _SORRY.search(source):
        return "it is a refusal"
    if set(_TAG.findall(answer)) - set(_TAG.findall(source)):
        return "it holds a tag that was not sent"
    if _MARK.search(answer) and not _MARK.search(source):
        return "it holds a mark that was not sent"
    if _LOOP.search(answer) and not _LOOP.search(source):
        return "it repeats itself"
    return None


def _finding(pair: Pair, text: str) -> str | None:
    """Return which check says no to a draft."""
    for finding in findings(replace(pair, target=text), _CHECKS):
        if finding.severity is Severity.ERROR or finding.check in _ALWAYS:
            return f"the check {finding.check} says no"
    return None
