"""Mistakes that good pairs rarely have a place for: terms, names and front matter, planted behind or in a good pair.

Where a mistake needs a sentence, one is added to the pair: right in the source, wrong in the target. `right_pairs`
returns the same sentences with both halves right, at which no check may speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from typing import Any, NamedTuple

from quality_rows import Row


class Said(NamedTuple):
    """A sentence in both languages, and how a careless translator writes each half."""

    english: str
    japanese: str
    wrong_english: str
    wrong_japanese: str

    def behind(self, row: Row, *, right: bool = False) -> Row:
        """Return a pair with the sentence behind it, its target's half wrong unless `right`."""
        english = self.english if right or row.language == "en" else self.wrong_english
        japanese = self.japanese if right or row.language == "ja" else self.wrong_japanese
        source, target = (english, japanese) if row.language == "en" else (japanese, english)
        return replace(row, source=f"{row.source} {source}", target=f"{row.target} {target}")


GLOSSARY = (
    Said("The refugees came too.", "難民も来ました。", "The displaced people came too.", "避難者も来ました。"),
    Said(
        "An asylum seeker wrote to us.", "庇護希望者から手紙が来ました。",
        "An applicant wrote to us.", "移住希望者から手紙が来ました。",
    ),
    Said("They fear forced return.", "強制送還を恐れます。", "They fear deportation.", "追い返されるのを恐れます。"),
    Said("He was in a detention centre.", "彼は収容施設にいました。", "He was in a prison.", "彼は留置場にいました。"),
    Said("The shelter is full.", "シェルターは満員です。", "The hostel is full.", "避難所は満員です。"),
    Said("Volunteers cook there.", "ボランティアが料理を作ります。", "Helpers cook there.", "奉仕者が料理を作ります。"),
    Said("Many seek asylum here.", "多くの人が庇護を求めます。", "Many look for safety.", "多くの人が逃げてきます。"),
    Said("Her son is stateless.", "息子は無国籍です。", "Her son has no papers.", "息子には国籍がありません。"),
    Said("We pay the school fees.", "学費を払います。", "We pay the tuition.", "授業料を払います。"),
    Said("He gets a travel allowance.", "彼は通学費をもらいます。", "He gets bus money.", "彼はバス代をもらいます。"),
    Said(
        "We meet on Human Rights Day.", "世界人権デーに集まります。",
        "We meet on the day of human rights.", "人権の日に集まります。",
    ),
    Said("Two exiles sang.", "二人の亡命者が歌いました。", "Two guests sang.", "二人の流浪の人が歌いました。"),
)  # fmt: skip
FORBIDDEN = (
    Said("The refugees came too.", "難民も来ました。", "The illegal migrants came too.", "不法移民も来ました。"),
    Said(
        "They came without papers.", "書類を持たずに来ました。",
        "They came as illegal immigrants.", "**不法移民**として来ました。",
    ),
    Said("They fear forced return.", "強制送還を恐れます。", "They fear *repatriation*.", "帰国事業を恐れます。"),
    Said(
        "An asylum seeker wrote to us.", "庇護希望者から手紙が来ました。",
        "One of the needy wrote to us.", "ある亡命者から手紙が来ました。",
    ),
    Said(
        "We cook for people who have little.", "暮らしに困っている人に料理を作ります。",
        "We cook for the poor.", "貧民に料理を作ります。",
    ),
    Said(
        "Families with little money came.", "お金のない家族が来ました。",
        "The Needy came.", "「かわいそうな人」が来ました。",
    ),
)  # fmt: skip
KEPT = (
    Said("LFNKR pays for it.", "LFNKRが支払います。", "Lfnkr pays for it.", "エルフンクが支払います。"),
    Said("Ask LFNKR first.", "まずLFNKRに聞いてください。", "Ask the Fund first.", "まず基金に聞いてください。"),
    Said("It is a report of LFNKR.", "LFNKRの報告です。", "It is a report of LFKNR.", "LFKNRの報告です。"),
    Said("Evening Light came out.", "Evening Lightが出ました。", "The evening light came out.", "夕べの光が出ました。"),
    Said("She reads Evening Light.", "Evening Lightを読みます。", "She reads Evning Light.", "Eveningを読みます。"),
    Said("ふるさと便り is out.", "ふるさと便りが出ました。", "Furusato-dayori is out.", "ふるさとだよりが出ました。"),
)  # fmt: skip
SENTENCES: Mapping[str, tuple[Said, ...]] = {
    "glossary": GLOSSARY,
    "forbidden-terms": FORBIDDEN,
    "do-not-translate": KEPT,
}


class Name(NamedTuple):
    """A name with its usual form in katakana, and another form of each."""

    latin: str
    kana: str
    other_latin: str
    other_kana: str


NAMES = tuple(Name(*forms) for forms in (
    ("Nora", "ノラ", "Norah", "ノーラ"), ("Sophia", "ソフィア", "Sofia", "ソフィヤ"),
    ("Stefan", "シュテファン", "Stephan", "ステファン"), ("Miriam", "ミリアム", "Myriam", "ミリヤム"),
    ("Oliver", "オリバー", "Olliver", "オリヴァー"), ("Helena", "ヘレナ", "Helene", "ヘレーナ"),
    ("Thomas", "トーマス", "Tomas", "トマス"), ("Catherine", "キャサリン", "Katherine", "カサリン"),
    ("Philip", "フィリップ", "Phillip", "フィリプ"), ("Theresa", "テレサ", "Teresa", "テレーザ"),
    ("Nicholas", "ニコラス", "Nicolas", "ニコラース"), ("Rebecca", "レベッカ", "Rebekka", "レベカ"),
    ("Galway", "ゴールウェイ", "Gallway", "ガルウェイ"), ("Odessa", "オデッサ", "Odesa", "オデサ"),
    ("Mumbai", "ムンバイ", "Mumbay", "ムンバーイ"), ("Hanover", "ハノーバー", "Hannover", "ハノーファー"),
    ("Manila", "マニラ", "Manilla", "マニーラ"), ("Harbin", "ハルビン", "Harbine", "ハルピン"),
    ("Dublin", "ダブリン", "Dublyn", "ドブリン"), ("Verona", "ベローナ", "Veronna", "ヴェローナ"),
))  # fmt: skip

_LONG_ENGLISH = ": what happened there, and what all those who came to help us saw, heard and did until the winter"
_LONG_JAPANESE = (
    "――そこで起きたことと、支援に来てくれた人たちが冬までに見て、聞いて、したことのすべてについての長い記録"
)


def term_mistakes(check: str, good: Iterable[Row]) -> list[list[Row]]:
    """Return lists of mistakes for a check, one for each way to make them, the two directions in turn."""
    ways = [list(_ways(check, [row for row in good if row.language == language])) for language in ("en", "ja")]
    return [rows for both in zip(*ways, strict=True) for rows in both]


def _ways(check: str, rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield a list of mistakes for each way to make them; always as many lists."""
    if check in SENTENCES:
        yield from ([said.behind(row) for row in rows] for said in SENTENCES[check])
    elif check == "name-forms":
        yield [_other_form(row, name) for row, name in zip(rows, cycle(NAMES), strict=False)]
    elif check == "front-matter":
        yield from _values(rows)
    elif check == "titles":
        yield from _titles(rows)


def right_pairs(good: Sequence[Row]) -> Iterator[Row]:
    """Yield pairs with the sentences behind them, each once in both directions, translated as they should be."""
    for language in ("en", "ja"):
        rows = [row for row in good if row.language == language]
        every = [said for sentences in SENTENCES.values() for said in sentences]
        yield from (said.behind(row, right=True) for said, row in zip(every, cycle(rows), strict=False))


def _other_form(row: Row, name: Name) -> Row:
    """Return a pair that calls somebody otherwise than the two pairs after it do."""
    said = Said(
        f"So {name.latin} came again.", f"そして{name.kana}がまた来ました。",
        f"So {name.other_latin} came again.", f"そして{name.other_kana}がまた来ました。",
    )  # fmt: skip
    usual = (
        (f"Later {name.latin} told us more.", f"後で{name.kana}が話してくれました。"),
        (f"We asked {name.latin} to come.", f"私たちは{name.kana}に来てもらいました。"),
    )
    more = [["paragraph", *(pair if row.language == "en" else reversed(pair))] for pair in usual]
    return replace(said.behind(row), options={"more": more})


def _front_matter(language: str, context: str, source: str, target: str) -> Row:
    options: dict[str, Any] = {"kind": "front matter", "context": context}
    return Row(language, source, target, options)


def _values(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield values of front matter that were translated: numbers, addresses, paths, days, switches."""
    numbers, addresses, days, switches = [], [], [], []
    for number, row in enumerate(rows):
        match = re.search(r"(?<![\d.,:/-])(\d{1,4})(?![\d.,:/-])([^\W\d_]{1,9}| [A-Za-z]+)", row.target)
        if match:
            numbers.append(_front_matter(row.language, "count", match[1], match[0]))
        place = re.search(r"https?://[\w./-]+\w|(?<=\]\()[\w/]+\.\w+(?=[)\s])", row.source)
        if place:
            addresses.append(_front_matter(row.language, "image", place[0], _plain(row.target)))
        day = date(2024, 1, 1) + timedelta(days=number)
        written = f"{day:%B} {day.day}, {day.year}" if row.language == "ja" else f"{day.year}年{day.month}月{day.day}日"
        days.append(_front_matter(row.language, "date", day.isoformat(), written))
        switches.append(
            _front_matter(row.language, "featured", ("true", "no")[number % 2], ("はい", "いいえ")[number % 2])
        )
    yield from (numbers, addresses, days, switches)


def _titles(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield titles and descriptions that are cut where they are shown, and slugs that are none."""
    titles, descriptions, slugs = [], [], []
    for row in rows:
        source, target = _plain(row.source), _plain(row.target)
        longer = target.rstrip("。.") + (_LONG_ENGLISH if row.language == "ja" else _LONG_JAPANESE)
        english = source if row.language == "en" else target
        words = re.findall("[a-z]+", english.lower())
        if len(source) <= 40:
            titles.append(_front_matter(row.language, "title", source, longer))
            descriptions.append(_front_matter(row.language, "description", source, f"{longer} " * 4))
        if len(words) >= 2:
            slug = "-".join(words[:6])
            slugs.append(_front_matter(row.language, "slug", slug, target if row.language == "en" else slug.title()))
    yield from (titles, descriptions, slugs)


def _plain(text: str) -> str:
    """Return a text without its markup."""
    return re.sub(r"!?\[([^\]]*)\]\([^)]*\)|<[^>]*>|[*`_~]", r"\1", text)
