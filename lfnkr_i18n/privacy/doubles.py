"""Characters that readers take for one another: letters of other scripts, and kanji that are written in several ways.

Curated by us for names of people in Japanese, Korean and Latin letters; Unicode's compatibility forms (full width,
half width, mathematical alphabets) are not here, since normalisation knows them.
"""

from __future__ import annotations

_LATIN = (
    "аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw ӏl АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX ԚQ ԜW "
    "αa τt օo ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo νv ρp υu κk ιi "
    "ɑa ɡg ıi ɩi ʟl ɴn ʀr ᴀa ʙb ᴄc ᴅd ᴇe ɢg ʜh ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz øo ØO łl ŁL đd ĐD ħh ĦH"
)

LATIN_DOUBLES = {pair[0]: pair[1] for pair in _LATIN.split()}
"""A letter that looks like a Latin one → that one."""

KANA_DOUBLES = dict(zip("力八工口卜夕二才", "カハエロトタニオ", strict=True))
"""A kanji that looks like a katakana → that one."""

_KANJI = (
    "高髙 崎﨑嵜碕 浜濱滨 辺邊邉边 斎齋齊斉斋齐 沢澤泽 広廣广 国國 真眞 恵惠 栄榮荣 楽樂乐 竜龍龙 滝瀧泷 島嶋嶌岛 "
    "富冨 渕淵 徳德 増增 弥彌 寿壽 条條 応應 桜櫻 円圓 頼賴 吉𠮷 曽曾 園薗 万萬 蔵藏 将將 "
    "静靜 豊豐 実實 寛寬 学學 団團 磯礒 薮藪 鴎鷗 桧檜 篭籠 哲喆 勲勳 亜亞 伝傳 児兒 処處 "
    "剣劍劔 医醫 塩鹽 壮壯 奥奧 巌巖岩 峰峯 峡峽 帰歸 戸戶 拡擴 晃晄 暁曉 来來 検檢 権權 歩步 "
    "瑶瑤 穂穗 緑綠 縄繩 胆膽 荘莊 蛍螢 遥遙 郎郞 鉄鐵铁 関關 陥陷 陽阳 雑雜 鶏鷄 黒黑 麺麵 "
    "張张 陳陈 劉刘 趙赵 黄黃 楊杨 呉吳吴 鄭郑 韓韩 馬马 羅罗 葉叶 蘇苏 盧卢 鍾钟 孫孙 銭錢钱 "
    "許许 鄧邓 馮冯 湯汤 謝谢 蒋蔣 範范 賀贺 龔龚 顧顾 賢贤 順顺 貞贞 誠诚 輝辉 軍军 華华 "
    "蘭兰 鳳凤 麗丽 東东 門门 強强 偉伟 倫伦 鋒锋 玉玊"
)

KANJI_DOUBLES = {other: group[0] for group in _KANJI.split() for other in group[1:]}
"""A form of a kanji → the one that all its forms are compared as."""
