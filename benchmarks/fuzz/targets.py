"""What is fuzzed, one function each: it takes any bytes, and an exception other than ours is a finding.

Each holds a promise to account, not only "no traceback": bytes come back, what was written is read as the same.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress

from lfnkr_i18n import check_pair, read_post, split_sentences
from lfnkr_i18n.catalog import parse, serialize
from lfnkr_i18n.config.toml import parse_settings
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.glossary import Glossary, conflicts, read_table, standard, written
from lfnkr_i18n.markup.inline import constructs, visible_text
from lfnkr_i18n.model import Markup
from lfnkr_i18n.publishing import ledger
from lfnkr_i18n.wordpress.fields import fields_of
from lfnkr_i18n.wordpress.reader import read_export
from lfnkr_i18n.wordpress.slugs import slugged

Target = Callable[[bytes], None]

TRANSLATIONS = ("訳。", "a: 'b' \"c\" # d", "*a [b](c) `d`", "| <b> {{ x }}", "<EMPTY>")


def _post(data: bytes, path: str) -> None:
    try:
        post = read_post(data, path, language="en")
    except LfnkrError:
        return
    count = len(post.segments)
    assert post.render([None] * count, language="ja") == data, "identity"
    assert post.render([segment.source for segment in post.segments], language="ja") == data, "identity, equal texts"
    assert post.verify(data) == [], "a post differs from itself"
    for number, text in enumerate(TRANSLATIONS):
        rendered = post.render([text if place % 5 == number else None for place in range(count)], language="ja")
        post.verify(rendered)


def markdown(data: bytes) -> None:
    """Read a Markdown post without front matter."""
    _post(b"\n" + data, "a.md")


def mdx(data: bytes) -> None:
    """Read a post with MDX's imports and tags."""
    _post(b"\n" + data, "a.mdx")


def _front_matter(data: bytes) -> None:
    try:
        post = read_post(data, "a.md", language="en")
    except LfnkrError:
        return
    _post(data, "a.md")
    values = [place for place, segment in enumerate(post.segments) if segment.kind == "front matter"]
    if not values:
        return
    text = TRANSLATIONS[len(data) % len(TRANSLATIONS)]
    rendered = post.render([text if place in values else None for place in range(len(post.segments))], language="ja")
    assert not [finding for finding in post.verify(rendered) if "front matter" in finding.message], "a value is lost"
    with suppress(LfnkrError):
        keyed = post.render([None] * len(post.segments), language="ja", front_matter={"lang": "ja"})
        if post.has_front_matter:
            assert read_post(keyed, "a.md", language="ja").front_matter["lang"] == "ja"


def yaml(data: bytes) -> None:
    """Read YAML front matter."""
    _front_matter(b"---\ntitle: a\n" + data + b"\n---\nx\n")


def toml(data: bytes) -> None:
    """Read TOML front matter."""
    _front_matter(b"+++\ntitle = 'a'\n" + data + b"\n+++\nx\n")


def json(data: bytes) -> None:
    """Read JSON front matter."""
    _front_matter(b'{"title": "a", ' + data + b"}\nx\n")


def po(data: bytes) -> None:
    """Read a PO file, write it, and read it again as the same.

    Written twice, since `a.md` and then `:1` in its references become `a.md:1`, as they do for msgcat.
    """
    try:
        catalog = parse(data, "a.po")
    except LfnkrError:
        return
    written = serialize(parse(serialize(catalog), "a.po"))
    assert serialize(parse(written, "a.po")) == written, "written and read is something else"


def records(data: bytes) -> None:
    """Read a ledger: never half a record, and taking away what was cut short is final."""
    for kind in (ledger.Publication, ledger.SignOff):
        list(ledger.salvaged(data, kind))
        whole = data[: ledger.whole_end(data)]
        assert ledger.whole_end(whole) == len(whole), "cut twice"
        with suppress(LfnkrError):
            found = ledger.decode(data, kind, shown="a.jsonl")
            lines = "".join(f"{ledger.encode(record)}\n" for record in found)
            assert ledger.decode(lines.encode(), kind, shown="a.jsonl") == found, "written and read is something else"


def settings(data: bytes) -> None:
    """Read lfnkr.toml."""
    with suppress(LfnkrError):
        parse_settings(data, "lfnkr.toml")


def pair(data: bytes) -> None:
    """Check a source text and its translation (`source|translation`), and cut both into sentences."""
    source, _bar, target = data.decode("utf-8", "replace").partition("|")
    for left, right in (("en", "ja"), ("ja", "en")):
        check_pair(source, target, source_language=left, target_language=right)
        assert "".join("".join(split_sentences(source, left)).split()) == "".join(source.split()), "a letter is lost"


def html(data: bytes) -> None:
    """Read a segment's markup as HTML and as Markdown."""
    text = data.decode("utf-8", "replace")
    for markup in Markup:
        for construct in constructs(text, markup=markup):
            assert 0 <= construct.span.start <= construct.span.end <= len(text), "outside"
        visible_text(text, markup=markup)


def glossary(data: bytes) -> None:
    """Read a glossary, and write it so that it is read as the same."""
    with suppress(LfnkrError):
        table = read_table(data, languages=["en", "ja"], source_language="en", shown="glossary.csv")
        again = read_table(written(standard(table)), languages=["en", "ja"], source_language="en", shown="glossary.csv")
        assert [term.forms for term in again.terms] == [term.forms for term in table.terms], "a term is lost"
        list(conflicts(table.terms, ["en", "ja"], "en"))
        Glossary(table.terms)


def wxr(data: bytes) -> None:
    """Read a WordPress export, and make front matter of its items."""
    with suppress(LfnkrError):
        for item in read_export(io.BytesIO(data), shown="export.xml"):
            slugged(item.slug or item.title)
            fields_of(item, "en")


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (markdown, mdx, yaml, toml, json, html, po, records, settings, pair, glossary, wxr)
}
