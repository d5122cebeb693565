"""What a fuzzer starts from: small inputs of every kind, and the words they are made of."""

from __future__ import annotations

_MARKDOWN = (
    '# A heading\n\nWe **met** [twelve](https://a.example "t") `families`. They *left*.\n\n> quote\n> two\n\n- item\n'
    '- [ ] task\n\n1. one\n\n| a | b |\n|---|---|\n| c | d |\n\n![alt](a.jpg)\n\n[r]: /x "t"\n'
    "\n[r] and [x][r].[^1]\n\n[^1]: A note.\n"
)
_HTML = '<div title="a b">\n<p>One. Two.</p>\n<img alt="c">\n</div>\n\nx <b>y</b> <!-- z --> &amp; <br>\n'
_SITE = ':::tip Title\nText.\n:::\n\n{{< figure caption="A cat." >}}\n\n{% raw %}x{% endraw %}\n\n[TOC]\n\n$$x$$\n'
_PO = (
    '# note\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n# draft: google\n#. paragraph\n'
    '#: a.md:1\n#, fuzzy\n#| msgid "old"\nmsgctxt "title"\nmsgid "a\\n"\n"b"\nmsgstr "\\xe8\\xa8\\xb3"\n\n'
    'msgid "c"\nmsgid_plural "d"\nmsgstr[0] "e"\nmsgstr[1] "f"\n\n#~ msgid "g"\n#~ msgstr "h"\n'
)
_RECORD = (
    '{"time":"2026-05-01T12:00:00Z","action":"published","post":"a","language":"ja","path":"p","source":"s",'
    '"catalog":"c","output":"o","pictures":{"i":["d","f"]}}\n'
)
_SETTINGS = (
    '[project]\nname = "x"\nlanguages = ["en", "ja"]\n[publish]\noutput = "{lang}/{post}{ext}"\n[links]\n"/a" = "/b"\n'
)

_EXPORT = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><wp:wxr_version>1.2</wp:wxr_version>
<wp:term><wp:term_taxonomy>post_translations</wp:term_taxonomy><wp:term_slug>g</wp:term_slug>
<wp:term_description>a:1:{s:2:"ja";i:4;}</wp:term_description></wp:term>
<item><title>A letter</title><content:encoded><![CDATA[<!-- wp:paragraph --><p>Go.</p>]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type><wp:post_date>2024-05-03 12:00:00</wp:post_date>
<wp:post_date_gmt>2024-05-03 03:00:00</wp:post_date_gmt>
<category domain="category" nicename="n"><![CDATA[News]]></category>
<wp:postmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:postmeta></item>
</channel></rss>
"""

SEEDS: dict[str, tuple[bytes, ...]] = {
    "markdown": (_MARKDOWN.encode(), _HTML.encode(), _SITE.encode()),
    "mdx": (b"import a from 'b'\n\n<Box title=\"a b\">\n\nText. {x}\n\n</Box>\n",),
    "yaml": (
        b"a: &x [1, {b: 'c'}]\nd: *x\ndescription: >-\n  two\n  lines\ne: !!str 2\n",
        b'title2: "a\\n\\x41"\nf: |\n  x\n',
    ),
    "toml": (b'description = """\na\\\n  b"""\nd = 2024-01-01\n[x]\ncaption = \'c\'\n[[y]]\nn = 1e3\n',),
    "json": (b'"description": "\\u8a33 \\ud83d\\ude00", "a": [1, {"alt": "b"}], "c": null',),
    "html": (
        b'<p>A <b title="x y">b</b> &amp; <br/><img alt="c" src=d> <!-- e --> <ruby>f<rt>g</rt></ruby></p> **h**',
    ),
    "glossary": (
        'en,ja,do-not-translate,forbidden ja,note\n"camp; camps",難民キャンプ,,"収容所","a, ""b"""\n'.encode(),
        b"en;ja\r\na;b\r\n",
    ),
    "wxr": (_EXPORT.encode(),),
    "po": (_PO.encode(), _PO.replace("\n", "\r\n").encode()),
    "records": (_RECORD.encode(), _RECORD.replace("published", "taken down").encode() + b'{"tim'),
    "settings": (_SETTINGS.encode(), b"checks.disable = ['links']\ndraft.min_match = 80\n"),
    "pair": (
        "On 3 May 2024 we gave 1,200 yen (about $8) to **Dr. Sato**, https://a.example/x?y.|"
        "2024年5月3日、私たちは**佐藤先生**に1,200円（約8ドル）を渡しました。https://a.example/x?y".encode(),
        "At 3:30 p.m. it was -2 °C; 5 km away, not 10%.|午後3時30分、気温は氷点下2度。10％ではなく5キロ先。".encode(),
    ),
}

_WORDS = """
** __ ~~ `` ``` ~~~ ]( ![ [^ ]: <!-- --> <div> </div> <pre> &amp; {{ }} {% %} ::: --- === |-|-| $$ > - 1. \\
title: description: |- >+ ? !! &a *a <<: %YAML '' [[ #~ #| #, fuzzy charset= \\x \\n msgid msgstr msgctxt msgid_plural
time action published signed 2026-05-01T12:00:00Z \\ud800 1e999 km p.m. $ € million not 1,000 % °C
年 月 日 午後 万 円 「 」 。 、 ％
"""
DICTIONARY = (*_WORDS.split(), "taken down", "\r", "\u2028", "\ufeff", '"""', "'''")
