"""Mistakes made from good pairs, by check: the same ones on every run.

A mutation takes a pair and returns the target with one mistake in it (or the whole pair, where its source must say
something too), or None where the pair has no place for it. Only what a check is there for: a mutated digit is for
`numbers`, a mutated weekday for `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from quality_rows import Row
from quality_terms import term_mistakes

Mutation = Callable[[Row], str | Row | None]

MOST = 40
"""Mistakes a check at most."""

_DENIES = re.compile(
    r"\b(?:not?|never|nobody|without|nothing|none|hardly|few|fail|refuse|un\w+|im\w+|only)|n't"
    r"|ない|ませ|ず|なし|なく|不|無|非|未|しか|禁|まだ",
    re.IGNORECASE,
)


def mistakes(check: str, good: Iterable[Row]) -> list[Row]:
    """Return mistakes for a check, at most `MOST`, taken in turn from its mutations."""
    rows = list(good)
    made = [list(_made(mutation, rows, check)) for mutation in MUTATIONS.get(check, ())]
    made += [[_styled(row, check) for row in planted] for planted in term_mistakes(check, rows)]
    return [row for turn in range(max(map(len, made), default=0)) for row in (m[turn] for m in made if turn < len(m))][
        :MOST
    ]


def _made(mutation: Mutation, rows: Iterable[Row], check: str) -> Iterator[Row]:
    for row in rows:
        made = mutation(row)
        mistake = replace(row, target=made) if isinstance(made, str) else made
        if mistake is not None and mistake.target != row.target:
            yield _styled(mistake, check)


def _styled(row: Row, check: str) -> Row:
    """Return a pair of the house whose style a check speaks of."""
    return replace(row, options=dict(row.options) | dict(STYLES.get(check, {})))


def _swap(pattern: str, replacements: Mapping[str, str]) -> Mutation:
    """Return a mutation that replaces the first match of `pattern` by what `replacements` says of it."""
    compiled = re.compile(pattern)
    return lambda row: compiled.sub(lambda match: replacements.get(match[0], match[0]), row.target, count=1)


def _sub(pattern: str, replacement: str, *, language: str = "", source: str = "") -> Mutation:
    """Return a mutation that rewrites the first match; `language` is the target's, `source` must match the source."""
    compiled, needed = re.compile(pattern), re.compile(source)

    def mutated(row: Row) -> str | None:
        if (language and row.language == language) or not needed.search(row.source):
            return None
        return compiled.sub(replacement, row.target, count=1)

    return mutated


def _text(change: Callable[[str], str], *, shortest: int = 0) -> Mutation:
    return lambda row: change(row.target) if len(row.source) >= shortest else None


def _with_source(row: Row) -> str | None:
    return row.source if _says_more_than_names(row) else None


def _with_a_rest_of_source(row: Row) -> str | None:
    if row.language == "en":
        run = re.search(r"(?:\b[a-z]+ ){4}[a-z]+\b", row.source)
    else:
        run = re.search(r"[ぁ-ん一-龠]{8,}", row.source)
    return f"{row.target} {run[0]}" if run else None


def _with_an_anchor_of_the_source(row: Row) -> Row | None:
    """Link to a heading of the post by the anchor that it has in the source."""
    words = row.source.lower()
    if not re.fullmatch(r"[a-z ]{6,40}", words):
        return None
    source, target = (f"[{text}](#{words.replace(' ', '-')})" for text in (row.source, row.target))
    return replace(row, source=source, target=target, options={"more": [["heading 2", row.source, row.target]]})


def _followed_by(english: tuple[str, str], japanese: tuple[str, str]) -> Mutation:
    """Return a mutation that adds a sentence about `Mr. K`: (as source, as mistaken target) of each language."""
    added = {"en": (english[0], japanese[1]), "ja": (japanese[0], english[1])}

    def mutated(row: Row) -> Row:
        source, target = added[row.language]
        return replace(row, source=f"{row.source} {source}", target=f"{row.target} {target}")

    return mutated


def _says_more_than_names(row: Row) -> bool:
    if row.language == "en":
        return len(re.findall(r"\b[a-z]{2,}\b", row.source)) >= 3 and "`" not in row.source
    return len(re.findall(r"[ぁ-ん]", row.source)) >= 3 and "`" not in row.source


def _other_digit(row: Row) -> str | None:
    """Change the last digit of the longest number that both texts write alike; no date, time or address."""
    if re.search(r"[@/：:年月日]|第|No\.|(?:19|20)\d\d", row.source + row.target):
        return None
    shared = set(re.findall(r"(?<![\d.,])\d{2,}(?![\d.,])", row.source)) & set(re.findall(r"\d{2,}", row.target))
    if not shared:
        return None
    number = max(sorted(shared), key=len)
    return row.target.replace(number, f"{number[:-1]}{(int(number[-1]) + 3) % 10}", 1)


def _turned(row: Row) -> str | None:
    """Turn a plain sentence that denies nothing into its contrary."""
    if _DENIES.search(row.source) or _DENIES.search(row.target):
        return None
    if row.language == "en":
        turned = row.target.replace("ました。", "ませんでした。") if row.target.endswith("ました。") else None
        return turned if turned is None or turned.count("ません") == 1 else None
    return re.sub(r"\b(was|were|is|are|will)\b", r"\1 not", row.target, count=1)


def _earlier_number(row: Row) -> Row | None:
    """Return the pair of an edit: a number of the source changed, the translation says the old one."""
    match = re.search(r"(?<![\d.,/:-])\d{2,}(?![\d.,/:-])", row.source)
    if match is None or match[0] not in row.target or re.search(r"[@/`]", row.source):
        return None
    changed = f"{match[0][:-1]}{(int(match[0][-1]) + 3) % 10}"
    source = f"{row.source[: match.start()]}{changed}{row.source[match.end() :]}"
    return replace(row, source=source, options=dict(row.options) | {"previous_source": row.source})


def edits(good: Iterable[Row]) -> list[Row]:
    """Return pairs whose source changed a number after they were translated."""
    return [edit for row in good if (edit := _earlier_number(row)) is not None][:MOST]


_JA_WEEKDAYS = {f"{day}）": f"{other}）" for day, other in zip("月火水木金土日", "火水木金土日月", strict=True)}
_EN_WEEKDAYS = dict(
    zip(
        ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_OTHER_MONTH = {month: _MONTHS[index - 3] for index, month in enumerate(_MONTHS)}

STYLES: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "style-mix": {"style": {"voice": "desu-masu"}},
    "punctuation": {"style": {"punctuation": "、。"}},
    "digit-width": {"style": {"digits": "half"}},
    "spacing": {"style": {"spacing": "none"}},
    "ellipsis": {"style": {"ellipsis": "……", "dash": "――", "english_ellipsis": "..."}},
    "honorifics": {"style": {"honorifics": "さん"}},
    "date-form": {"style": {"dates": "western"}},
    "sentence-count": {"style": {"sentence_count": True}},
    "doubled-words": {"style": {"doubled_words": True}},
    "name-forms": {"style": {"name_forms": True}},
    "aliases": {"aliases": {"k": {"en": "Mr. K", "ja": "Kさん"}}},
    "pending-masks": {"aliases": {"p1": {}, "w07": {}}},
})  # fmt: skip
"""The house style, or the register, with which a check speaks."""

_FULL = {str(digit): chr(0xFF10 + digit) for digit in range(10)}

MUTATIONS: Mapping[str, tuple[Mutation, ...]] = MappingProxyType({
    "empty": (_text(lambda _: ""), _text(lambda _: "<EMPTY>"), _text(lambda _: " \n"), _text(lambda _: "<!-- -->")),
    "structure": (
        _sub(r"(?<!!)\[([^\]^]+)\]\([^)]*\)", r"\1"), _sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1"), _sub(r"`", ""),
        _sub(r"\[\^1\]", ""), _sub(r"<(\w+)[^>]*>", ""), _sub(r"\{\{.*?\}\}", ""), _sub(r"`(\w)", r"`x\1"),
        _text(lambda text: text if "[" in text else f"[{text}](/added)", shortest=30),
        _text(lambda text: f"`{text}`", shortest=60),
    ),
    "urls": (
        _sub(r"(\]\([^)]*)\)", r"\1x)"), _sub(r"\]\(([^)]*)\)", r"](x\1)"), _sub(r"https://", "http://"),
        _sub(r"example\.org/", "example.net/"), _text(lambda text: f"{text} https://example.org/new", shortest=60),
    ),
    "emphasis": (
        _sub(r"\*\*([^*]+)\*\*", r"\1"), _sub(r"(?<!\*)\*([^*]+)\*(?!\*)", r"\1"), _sub(r"~~", ""),
        _text(lambda text: text if "*" in text else f"**{text}**", shortest=45), _sub(r"<em>([^<]*)</em>", r"**\1**"),
    ),
    "wrong-script": (
        _with_source,
        _sub(r"([.!?])$", r" のこと\1", language="en"), _sub(r"^(\w+) ", r"\1 あれ ", language="en"),
    ),
    "numbers": (_other_digit,),
    "dates": (
        _swap(r"[月火水木金土日]）", _JA_WEEKDAYS), _swap("|".join(_EN_WEEKDAYS), _EN_WEEKDAYS),
        _swap("|".join(_MONTHS), _OTHER_MONTH), _sub(r"令和", "平成"), _sub(r"平成", "昭和"), _sub(r"昭和", "大正"),
        _swap(r"(?<!\d)[1-8]月(?=\d)", {f"{month}月": f"{month + 1}月" for month in range(1, 9)}),
        _sub(r"(?<=月)([1-9])日", r"2\1日"),
        _sub(r"(?<=月)([12])([0-8])日", r"\g<1>9日"),
    ),
    "times": (
        _swap("午前|午後", {"午前": "午後", "午後": "午前"}), _swap(r"[ap]\.m\.", {"a.m.": "p.m.", "p.m.": "a.m."}),
        _sub(r"(?<=[午前後])([1-9])時", r"1\1時"), _sub(r"時半", "時"), _sub(r"([1-9]):30", r"\1:15"),
        _sub(r"(\d)時(\d\d)分", r"\1時5分"), _sub("正午", "午後3時"), _sub("noon", "3 p.m."),
    ),
    "money": (
        _sub(r"(?<=[\d千万億])円", "ドル"), _sub(r"ドル", "ユーロ"), _sub(r"ウォン", "円"), _sub(r"ユーロ", "ドル"),
        _sub(r"\byen\b", "dollars"), _sub(r"万円", "億円"), _sub(r"¥(?=\d)", "$"), _sub(r",000 yen", ",500 yen"),
    ),
    "units": (
        _sub(r"キロ(?!グラム)", "マイル"), _sub(r"メートル", "フィート"), _sub(r"トン", "キログラム"),
        _sub(r"kilometres", "miles"),
        _sub(r"kilos", "pounds"), _sub(r"square kilometres", "hectares"), _sub(r"キログラム", "グラム"),
        _sub(r"(\d+)キロ", r"\g<1>9キロ"), _sub(r"(\d+)メートル", r"\g<1>5メートル"),
    ),
    "contacts": (
        _sub(r"(?<!mailto:info)@example\.org", "@example.com"), _sub(r"(?<![:\w])(\w+)@", r"\1s@"),
        _sub(r"5678", "5687"), _sub(r"1234", "1324"),
        _sub(r"(?<![:\w.])[\w.]+@[\w.]+\w", ""), _sub(r"\+?[\d -]{11,}", ""),
    ),
    "negation": (_turned,),
    "unchanged": (_with_source,),
    "residual": (_with_a_rest_of_source,),
    "bare-url": (
        _sub(r"(https://[\w./-]+) (?=[ぁ-ん])", r"\1"), _sub(r"(https://[\w./-]+)$", r"\1をご覧ください。"),
        _sub(r"(https://[\w./-]+)$", r"\1。"), _sub(r"(https://[\w./-]+) ", r"\1、"),
    ),
    "quotes": (
        _sub("」", ""), _sub("「", ""), _sub("」", "）"), _sub("）", ""), _sub("』", "」"),
        _sub(r"\)(?!\))", "", language="en"),
        _sub(r"\"", ""), _sub(r"「([^」]*)」", r"\1"),
    ),
    "end-mark": (
        _sub(r"。$", "", language="ja"), _sub(r"。$", "？", language="ja"), _sub(r"\.$", "", language="en"),
        _sub(r"[.]$", "?", language="en"), _sub(r"(?<=[ぁ-ん])$", "。", language="ja", source=r"\w$"),
    ),
    "length": (
        _text(lambda text: text[: len(text) // 6], shortest=45), _text(lambda text: f"{text} " * 4, shortest=30),
    ),
    "line-breaks": (_text(lambda text: f"{text[:4]}\n\n{text[4:]}", shortest=20), _sub(r"([、,] ?)", r"\1\\n")),
    "stray-characters": (
        _text(lambda text: f"{text[:3]}\u200b{text[3:]}"), _text(lambda text: f"\ufeff{text}"),
        _text(lambda text: f"{text[:2]}\ufffd{text[3:]}"), _text(lambda text: f"{text[:2]}\x08{text[2:]}"),
        _text(lambda text: f"{text}\ue000"), _sub("[ぁ-ん]{2}", "ã\u0081‚"),
    ),
    "look-alikes": (
        _sub(r"(?<=[ァ-ヴ])ー", "一"), _sub(r"(?<=[ァ-ヴ])ー", "－"), _sub(r"カ(?=[ァ-ヴ])", "力"),
        _sub(r"ロ(?=[ァ-ヴ])", "口"),
        _sub(r"(?<=[a-z])a(?=[a-z])", "а", language="en"), _sub(r"(?<=[a-z])o(?=[a-z])", "ο", language="en"),
        _sub(r"タ(?=[ァ-ヴ])", "夕"), _sub(r"ニ(?=[ァ-ヴ])", "二"),
    ),
    "chatter": (
        _text(lambda text: f"Here is the translation: {text}"), _text(lambda text: f"以下は翻訳です：{text}"),
        _text(lambda text: f"Sure! {text}"), _text(lambda text: f"```\n{text}\n```"),
        _text(lambda text: f"{text}\n\nNote: I kept the markup as it was."),
    ),
    "stale-edit": (),
    "doubled-words": (
        _sub(r"(?<=[一-龠])([をはに])(?=[一-龠ァ-ヴ])", r"\1\1"),
        _sub(r"\b(the|of|in|to|and) ", r"\1 \1 ", language="en"),
    ),
    "sentence-count": (
        _text(lambda text: f"{text} そうです。そうなのです。もう一度言います。", shortest=60),
        _text(lambda text: re.sub(r"、", "。", text), shortest=70),
    ),
    "style-mix": (_sub(r"しました。$", "した。"), _sub(r"です。$", "である。"), _sub(r"ました。$", "たのだ。")),
    "punctuation": (_sub("、", ","), _sub(r"。$", "."), _sub("、", "，"), _sub("、", "､")),
    "digit-width": (_swap(r"\d", _FULL),),
    "spacing": (
        _sub(r"(?<=[一-龠ぁ-ん])(\d)", r" \1"), _sub(r"([A-Za-z]+)(?=[一-龠ぁ-ん])", r"\1 "),
        _sub(r"(?<=\w) (?=\w)", "  ", source="^[^<`]*$"),  # in code and tags nobody sees a blank more
        _sub(r"、(?!<br>)", "、 "),
    ),
    "ellipsis": (_sub("……", "..."), _sub("……", "・・・"), _sub("……", "…"), _sub("――", "--"), _sub(r"\.\.\.", "……")),
    "honorifics": (_sub("(?<!母)さん", "氏"), _sub("(?<!母)さん", "様"), _sub(r"(?<=[伊藤田中])さん", "")),
    "date-form": (
        _sub("2024年", "令和6年"), _sub("2020年", "令和2年"), _sub("2019年", "令和元年"), _sub("2018年", "平成30年"),
        _sub("2014年", "平成26年"), _sub("2000年", "平成12年"), _sub("1995年", "平成7年"), _sub("1959年", "昭和34年"),
    ),
    "alt": (_sub(r"!\[[^\]]+\]", "![]"), _sub(r"!\[[^\]]+\](?=\(([^) ]+))", r"![\1]")),
    "personal-data": (
        _text(lambda text: f"{text} (35.6895, 139.6917)", shortest=50),
        _text(lambda text: f"{text} Passport TK1234567.", shortest=50),
        _text(lambda text: f"{text}（1994年5月3日生まれ）", shortest=50),
        _text(lambda text: f"{text} 旅券番号TK1234567", shortest=50),
    ),
    "aliases": (
        _followed_by(("Mr. K came too.", "Dr. K came too."), ("Kさんも来ました。", "K氏も来ました。")),
        _followed_by(("Mr. K came too.", "He came too."), ("Kさんも来ました。", "彼も来ました。")),
        _followed_by(("Mr. K (a pseudonym) came.", "Mr. K came."), ("Kさん（仮名）が来ました。", "Kさんが来ました。")),
    ),
    "pending-masks": (
        _text(lambda text: f"[p1] {text}", shortest=30), _text(lambda text: f"{text} [w07]", shortest=30),
        _sub(r"\b(?:She|He|We)\b", "[p1]"), _sub("彼女|彼|私たち", "[w07]"),
    ),
    "link-targets": (_with_an_anchor_of_the_source,),
    "ruby": (_sub(r"<rt>[^<]*</rt>", ""), _sub(r"<ruby>", ""), _sub(r"</rt>", "")),
})  # fmt: skip
"""Check → how its mistakes are made."""
