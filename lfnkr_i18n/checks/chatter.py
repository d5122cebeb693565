"""Check `chatter`: the translation is one, and not what a machine says about its work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lfnkr_i18n.checks.remarks import Remark, is_blank
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Span
from lfnkr_i18n.patterns import lazy

_LANGUAGES = "(?:english|japanese|korean|chinese)"
_JAPANESE = "(?:翻訳|訳文|和訳|英訳|日本語訳)"
_AT_BEGIN = lazy(
    rf"""\W*(?:
      here(?:[ ]is|'s|’s)[ ](?:the|your|an?|my)[ ](?:{_LANGUAGES}[ ])?(?:translation|translated)\b
    | (?:the[ ])?(?:{_LANGUAGES}[ ])?translat(?:ion|ed[ ]text)(?:[ ]is)?[ ]*[:：]
    | translated[ ](?:text|version|(?:in)?to)\b[^.]*[:：]
    | (?:以下|下記|次)(?:は|が|に|の)[^。\n]{{0,20}}{_JAPANESE}
    | (?:はい|もちろん|承知)[^。\n]{{0,24}}{_JAPANESE}
    | (?:{_JAPANESE}|訳|翻訳文|翻訳結果)[】］\])」]?[ ]*[:：]
    | (?<=[【［\[])(?:{_JAPANESE}|訳)[】］\]]
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WITHIN = lazy(
    r"""
      \b(?:i|we)(?:[ ]am|'m|’m)?[ ](?:cannot|can't|can’t|unable[ ]to|not[ ]able[ ]to)[ ]translate\b
    | [(\n]\W{0,3}(?:translator['’]s[ ])?note:[ ](?:the[ ](?:original|source|translation)|i[ ]|this[ ])[^)\n]*\)?
    | (?:日本語|英語)(?:に訳す|に翻訳する|訳)(?:と|では)、
    | (?:翻訳|訳出)(?:する[こと]+(?:が|は)|は|が)?(?:できません|できかねます|いたしかねます)
    | [（\n]\W{0,3}(?:訳)?注[:：][ ]?(?:直訳|原文|この訳|文脈|マークアップ)[^）\n]*）?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WITHIN_HINT = lazy("translat|note:|訳|注", re.IGNORECASE)
"""What every match of `_WITHIN` holds."""

_ANSWER = lazy(
    r"""\W*(?:
      (?:sure|certainly|of[ ]course|absolutely)[,!.]?[ ](?:here|i['’ ]|let[ ]me|below)
    | (?:certainly|absolutely)!
    | sure[,!]
    | [^.!?]{0,20}\bas[ ]an[ ]ai\b
    | (?:承知(?:いた)?し|かしこまり|了解(?:いた)?し)ました[。！、]
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_FRAME = lazy(r"```|~~~|</?think(?:ing)?>|\A\s*\{\s*\"\w+\"\s*:", re.IGNORECASE)

_TRANSLATING = lazy(r"translat|interpret|訳|literally", re.IGNORECASE)
_ANSWERING = lazy(
    r"\b(?:sure|certainly|of course|absolutely|understood|agreed?|as you wish|ai|ok|okay|all ?right|yes|yeah"
    r"|got (?:it|you|ya)|gotcha|will do|with pleasure|gladly|noted|roger|very well|i see|no problem)\b"
    r"|もちろん|確か|たしか|当然|はい|ええ|うん|いい|良い|そう|そり|承知|了解|かしこま|絶対|無論|むろん|ぜひ|よし|AI|人工知能"
    r"|分かり|わかり|お願い|どうぞ|喜んで|よろこんで|オーケー|大丈夫",
    re.IGNORECASE,
)


def no_chatter(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on words to whoever ordered the translation, and on a wrapping that the source has not."""
    if is_blank(pair.target):
        return
    frame = _FRAME.search(pair.target)
    if frame is not None and frame[0].strip() not in pair.source:
        message = _("`{frame}` is not in the source; delete what wraps the translation")
        yield Remark(message.format(frame=frame[0].strip()), target_span=Span(*frame.span()))
        return
    match = _AT_BEGIN.match(pair.target)
    if match is None and _WITHIN_HINT.search(pair.target):
        match = _WITHIN.search(pair.target)
    if match is not None and _TRANSLATING.search(pair.source):
        return  # the source is about translating too
    answer = None if match else _ANSWER.match(pair.target)
    if answer is not None and not _ANSWERING.search(pair.source):
        match = answer
    if match is not None:
        message = _("`{words}` talks about the translation; delete it")
        yield Remark(message.format(words=" ".join(match[0].split())[:40]), target_span=Span(*match.span()))
