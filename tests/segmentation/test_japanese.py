"""Japanese: the scanner's rules. A bar shows where a row is cut; blanks around it are not in the text."""

from __future__ import annotations

import pytest

from lfnkr_i18n.segmentation import OPAQUE, sentence_spans, split_sentences

QUOTATIONS = [
    "「お元気ですか。」 | もう五年になる。",
    "「お元気ですか。」と彼は聞いた。 | とても寒い。",
    "「行く。」 | とても寒い。",
    "「助けて！」「早く！」という声がした。 | 暗かった。",
    "「助けて！」 | 「早く！」 | 外は暗かった。",
    "「また明日。」 | 「気をつけて。」",
    "「待っている。」（兄） | 手紙は終わる。",
    "「助けて。」の一言だった。 | 次へ。",
    "「助けて。」、「早く。」など。 | 次へ。",
    "『海。』は面白い。 | 読んでほしい。",
    "彼は言った。 | 「行く。」 | 次の日は雨だった。",
    "彼は言った。 | 「行く。次の日に。」 | そして去った。",
    "何？！ | 「本当？」と聞いた。",
    "父は「祖父が『海を見たい。』と言った」と話す。 | 願いは叶う。",
    '"Go."と言った。 | 次へ。',
    "“行く。”と言った。 | 次へ。",
    "【お知らせ】「行く。」です。 | 次へ。",
]
BRACKETS = [
    "物価が上がった。 | （賃金は下がった。） | 家具を売る。",
    "（物価も。） | （賃金も。） | 次へ。",
    "（物価も上がった。）と思う。 | 次へ。",
    "（注）これは仮名です。 | 次へ。",
    "終わりました（笑）。 | 次です。",
    "終わりました。（笑） | 次です。",
    "終わりました！（笑）！ | 次です。",
    "「未完の文。 | 次の文。 | 最後。",
    "未完」の文。 | 次の文。",
    "閉じた。」 | 次の文。",
    "（2020年。冬）に会った。 | 次の文。",
]
QUOTED_EXCLAMATIONS = [
    "行くぞ！！！・・・と叫んだ。 | 終わり。",
    "なぜ助かったのか？と彼は問う。 | 眠れない。",
    "万歳！って誰が言った？ | 知らない。",
    "万歳！なんて言えない。 | 次へ。",
    "なぜ？の声が上がる。 | 次へ。",
    "本当！？を超えて。 | 次へ。",
    "行け！、と叫ぶ。 | 次へ。",
    "万歳！ | とても嬉しい。 | 万歳！ | とにかく行く。",
    "万歳！ | とはいえ寒い。 | 本当？ | ところで次は。",
    "もう終わった。と思った。 | 次へ。",
    "もう終わった。と、彼は言った。 | 次へ。",
    "もう終わった。 | とても寒い。",
]
MARKS = [
    "えっ！？ | もう終わり！！ | 残念です。",
    "えー。。。 | そうなの。。 | でも。",
    "寒い… | だから帰る。",
    "寒い…だから帰る。 | 次へ。",
    "そうか……？ | 次へ。",
    "そうか？…… | 次へ。",
    "祖国――その言葉。 | 次へ。",
    "楽しかったです♪ | また来てね☆彡",
    "ラッキー☆スターを見た。 | 次へ。",
    "来た。😊 | 次へ。",
    "来た😊次へ。",
    "さあ始めよう！",
    "なぜ始めたのか？ と自問してみましょう。 | 次へ。",
    "終わりです｡ | 次です｡",
    "終わりです!! | 次です?? | はい。",
    "こんにちは～！ | お元気ですか？",
]
LATIN_AND_NUMBERS = [
    "詳細はhttps://example.org/a?b=1&c=2.html。 | 次です。",
    "宛先はa.b@example.org。 | 次です。",
    "K.M.さんが来た。 | Ｋ．Ｍ．さんも来た．",
    "Dr.スミスとDr. スミスが来た。 | No.5の部屋です。",
    "米は５．７５元、塩は3.2元。 | 2023.4.6に開催。",
    "約600人です. | 半分は子どもです.",
    "来ました． | 帰りました．",
    "これはpen. | 次はbook. | 終わり。",
    f"{OPAQUE}を見た。 | {OPAQUE}。 | 次へ。",
]
LISTS = [
    "１．水を沸かす。 | ２．米を入れる。",
    "1. 水を沸かす。 | 2. 米を入れる。",
    "一．水を沸かす。 | 二．米を入れる。",
    "(1) 水を沸かす。 | (2) 米を入れる。",
    "①名前を書く。 | ②切手を貼る。",
    "※注意。 | 次です。",
    "・水。 | ・米。",
]
NAMES = [
    "ヤフー！ニュースを見た。 | 次へ。",
    "ヤフー！！ | すごい。",
    "モーニング娘。の歌だ。 | 次へ。",
    "Yahoo!ニュースを見た。 | 次へ。",
]


@pytest.mark.parametrize("row", QUOTATIONS + BRACKETS + QUOTED_EXCLAMATIONS + MARKS + LATIN_AND_NUMBERS + LISTS + NAMES)
@pytest.mark.parametrize("gap", ["", "　"], ids=["close", "apart"])
def test_cut(row: str, gap: str) -> None:
    if gap == "" and any(f"{mark} | " in row for mark in ("…", "n.", "k.")):
        pytest.skip("these end a sentence only before a blank")
    assert split_sentences(row.replace(" | ", gap), "ja") == row.split(" | ")


def test_an_english_line_in_a_japanese_post_is_cut_as_english() -> None:
    assert split_sentences("Mr. Ito came.\nI saw Ms. Park. She left.\n行く。帰る。", "ja") == [
        "Mr. Ito came.",
        "I saw Ms. Park.",
        "She left.",
        "行く。",
        "帰る。",
    ]


def test_the_gap_belongs_to_no_sentence() -> None:
    text = "　行く。　 帰る。　"
    assert [(span.start, span.end) for span in sentence_spans(text, "ja")] == [(1, 4), (6, 9)]


def test_marks_alone_end_the_sentence_before() -> None:
    assert split_sentences("さあ始めよう！ 🚀", "ja") == ["さあ始めよう！ 🚀"]


def test_settings_add_names() -> None:
    text = "劇団「海！」ではなく、劇団海！公演を見た。"
    assert len(sentence_spans(text, "ja")) == 2
    assert len(sentence_spans(text, "ja", no_break=["劇団海！"])) == 1
