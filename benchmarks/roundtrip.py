"""Measure how real posts survive a translation in which every word is marked.

    python benchmarks/roundtrip.py [-v] FOLDER...

Each post is read, rendered untouched, and rendered again with a pair of marks around every word of every segment.
The marks are letters, so that to Markdown each word stays a word. Markdown is rendered to HTML by markdown-it-py; this,
and HTML posts as they are, is read by html5lib: by other parsers than ours.

identity      rendered without a translation, the post is byte for byte the same
structure     marked, it has the same tags, attributes and comments in the same places
code          ... and the same code
text          ... and, the marks taken out, the same visible text
coverage      visible letters that came out between marks (URLs and site builders' templates do not count)
covered       posts of which every letter did
front matter  it parses, also with quotes, colons and # in each value, to the same values once the marks are taken out

-v names each post that fails, with the first difference.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from lfnkr_i18n import read_post
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.formats import KINDS

OPEN, CLOSE = "\ua4d0", "\ua4d1"  # letters of the Lisu script
HOSTILE = " : \"q\" 'r' # t"

CODE_TAGS = frozenset({"code", "kbd", "listing", "plaintext", "pre", "samp", "script", "style", "tt", "var", "xmp"})
UNSEEN_TAGS = frozenset({"head", "iframe", "math", "noembed", "noframes", "svg", "template"})
TEXT_ATTRIBUTES = frozenset({"alt", "aria-label", "placeholder", "summary", "title"})

KANA = re.compile("[\u3040-\u30ff]")
LETTER_ENTITY = r"&[A-Za-z]{1,2}(?:acute|caron|cedil|circ|grave|lig|ring|slash|tilde|uml);"
LETTERS = re.compile(rf"(?:[^\W\d_]|{LETTER_ENTITY})+")
NO_TEXT = r"""\{\{.*?\}\} | \{%.*?%\} | \{[:#.][^}\n]*\} | \{/\*.*?\*/\} | \$\$.+?\$\$ | \[\[?toc\]?\] | \[TOC\]
    | (?:https?|ftp|mailto):[^\s<>"'）」』】、。)]+ | www\.[\w./-]+ | [\w.+-]+@[\w-]+(?:\.[\w-]+)+"""
BUILDER_CODE = r"""\{%-?\s*(?P<block>highlight|raw|comment)\b.*?%\}.*?\{%-?\s*end(?P=block)\s*-?%\}
    | ^\s*:::+\s*\w* | ^(?:import|export)\b[^\n]* | ```.*?``` | `[^`\n]+`"""
MARKUP = re.compile(
    rf"""(?P<ticks>(?<!`)`+)(?!`).+?(?<!`)(?P=ticks)(?!`)                # code
      | <(?P<tag>code|kbd|pre|samp|script|style|tt|var)\b.*?</(?P=tag)\s*>
      | <!--.*?--> | </?[A-Za-z](?:"[^"]*"|'[^']*'|[^<>"'])*> | <[?!].*?>
      | \]\((?:\\.|[^()\\]|\((?:\\.|[^()\\])*\))*\)                     # target of a link
      | \]\[[^\]]*\] | \[\^[^\]\s]+\] | \[![A-Za-z]+\] | ^\[[ xX]\]\s
      | \\[^\w\s] | &(?:\w+|\#\w+);
      | {NO_TEXT}""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
SHORTCODE = r"""\[embed\b[^\]]*\][^\[]*\[/embed\] | \[/[a-z][\w-]*\] | \[(?P<pair>[a-z]\w*)\](?=[^\[]*\[/(?P=pair)\])
    | \[(?:audio|caption|gallery|playlist|video|wp_caption)\b[^\]]*\] | \[[a-z][\w-]*\s[^\]\[]*=[^\]\[]*\]
    | \[\[\w+\]\]"""
KEPT_BLOCK = re.compile(
    r"""(?P<begin><!--\ wp:(?P<block>(?:core/)?(?:html|shortcode|code))\b(?:(?!-->).)*-->)
        (?P<kept>.*?)(?=<!--\ /wp:(?P=block)\ -->)""",
    re.VERBOSE | re.DOTALL,
)
VERSE = re.compile("wp-block-(?:verse|preformatted)")
HTML_MARKUP = re.compile(
    rf"""<(?P<tag>code|iframe|kbd|math|pre|samp|script|style|svg|tt|var)\b.*?</(?P=tag)\s*>
      | <(?P<kept>[a-z]+)\b[^<>]*\btranslate=["']?no\b[^<>]*>.*?</(?P=kept)\s*>
      | <!--.*?--> | </?[A-Za-z](?:"[^"]*"|'[^']*'|[^<>"'])*> | <[?!].*?>
      | {SHORTCODE} | &(?:\w+|\#\w+);
      | {NO_TEXT}""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
NOT_COUNTED = re.compile(
    rf"{BUILDER_CODE} | {NO_TEXT} | \[\^[^\]\s]+\] | \]\[[^\]\n]*\] | \]\([^()\n]*\) | {SHORTCODE}",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\n(.*?\n)??(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(slots=True)
class Page:
    """What a reader's browser has of a post."""

    skeleton: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured on one post; `front_matter` is None where there is none that can be parsed."""

    identity: bool = False
    structure: bool = False
    code: bool = False
    text: bool = False
    letters: int = 0
    marked_letters: int = 0
    front_matter: bool | None = None
    segments: int = 0
    seconds: float = 0.0
    failure: str = ""

    @property
    def covered(self) -> bool:
        """Whether every visible letter belongs to a segment."""
        return not self.failure.startswith("error") and self.marked_letters >= self.letters


def marked(segment: str, markup: re.Pattern[str] = MARKUP) -> str:
    """Put marks around the words of a segment, as a careful translator would leave its markup alone."""
    pieces: list[str] = []
    at = 0
    for kept in markup.finditer(segment):
        letter = LETTERS.fullmatch(kept[0])  # &eacute;
        pieces += [_mark(segment[at : kept.start()]), _mark(kept[0]) if letter else kept[0]]
        at = kept.end()
    return "".join([*pieces, _mark(segment[at:])]).replace(CLOSE + OPEN, "")


def _mark(text: str) -> str:
    return LETTERS.sub(lambda word: f"{OPEN}{word[0]}{CLOSE}", text)


def unmarked(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")


def normal(text: str) -> str:
    """Fold white space as a browser does; between CJK characters it may go."""
    cjk = "[\u3000-\u9fff\uff00-\uffef]"
    return re.sub(f"(?<={cjk}) (?={cjk})", "", " ".join(unmarked(text).split()))


def front_matter_and_body(data: bytes) -> tuple[str, str, str]:
    """Return the delimiter, the front matter's text and the body; the first two empty where there is none."""
    text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    found = FRONT_MATTER.match(text)
    return (found[1], found[2] or "", text[found.end() :]) if found else ("", "", text)


def values(delimiter: str, text: str) -> object:
    """Parse front matter with the libraries that site builders use; dates and the like as written."""
    if delimiter == "+++":
        return tomllib.loads(text)
    return yaml.load(text, Loader=yaml.BaseLoader)


def plain(value: object) -> object:
    """Return front-matter values without marks, hostile tails and differences of white space."""
    match value:
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case str():
            return normal(value.replace(HOSTILE, ""))
        case _:
            return value


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 200}).enable(["table", "strikethrough"])
    return parser.use(footnote_plugin)


def page(body: str, *, is_html: bool = False) -> Page:
    """Render a body and sort what a browser has of it."""
    found = Page()
    html = KEPT_BLOCK.sub(r"\g<begin>", body) if is_html else _markdown().render(body)
    found.code += [match["kept"] for match in KEPT_BLOCK.finditer(body)] if is_html else []
    root = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    pending = [(root, True, found.text)]
    while pending:
        node, opens, sink = pending.pop()
        if not opens:
            found.skeleton.append("/")
            sink.append(node.tail or "")
            continue
        name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else f"<!--{_comment(node.text)}-->"
        is_code = name in CODE_TAGS and not VERSE.search(node.attrib.get("class", ""))
        is_code = is_code or node.attrib.get("translate") == "no"
        inner: list[str] = found.code if is_code else [] if name in UNSEEN_TAGS else sink
        found.skeleton.append(_described(name, node.attrib))
        if isinstance(node.tag, str):
            inner.append(node.text or "")
        pending.append((node, False, sink))
        pending.extend((child, True, inner) for child in reversed(list(node)))
    return found


def _comment(text: str) -> str:
    """Return a comment without what people read of it: the words of `more`, strings of a block's attributes."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', unmarked(text)) if " wp:" in text else unmarked(text)


def _described(name: str, attributes: dict[object, str]) -> str:
    shown = {str(key): "" if key in TEXT_ATTRIBUTES else " ".join(value.split()) for key, value in attributes.items()}
    return " ".join([name, *(f"{key}={shown[key]}" for key in sorted(shown))])


def letters(text: str) -> tuple[int, int]:
    """Count the letters of visible text, and those of them between marks."""
    counted = NOT_COUNTED.sub(" ", text)
    between = " ".join(re.findall(f"{OPEN}([^{CLOSE}]*)", counted))
    return _letter_count(unmarked(counted)), _letter_count(between)


def _letter_count(text: str) -> int:
    return sum(len(word[0]) for word in LETTERS.finditer(text))


def measure(path: Path) -> Result:
    """Measure one post; whatever it raises is its failure."""
    data = path.read_bytes()
    is_html = path.suffix.lower() in (".html", ".htm")
    markup = HTML_MARKUP if is_html else MARKUP
    kana = len(KANA.findall(data.decode("utf-8", "replace")))
    language, target = ("ja", "en") if kana * 60 > len(data) else ("en", "ja")
    began = time.perf_counter()
    try:
        post = read_post(data, path.name, language=language)
        same = post.render([None] * len(post.segments), language=target)
        words = post.render([marked(segment.source, markup) for segment in post.segments], language=target)
        hostile = post.render([marked(segment.source, markup) + HOSTILE for segment in post.segments], language=target)
    except (LfnkrError, ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as error:
        return Result(failure=f"error: {error!r}")
    seconds = time.perf_counter() - began
    result = _compared(data, same, words, hostile, is_html=is_html)
    return replace(result, segments=len(post.segments), seconds=seconds)


def _compared(data: bytes, same: bytes, words: bytes, hostile: bytes, *, is_html: bool) -> Result:
    delimiter, front, body = front_matter_and_body(data)
    before, after = (page(text, is_html=is_html) for text in (body, front_matter_and_body(words)[2]))
    total, between = letters("".join(after.text))
    text_before, text_after = normal("".join(before.text)), normal("".join(after.text))
    safe = _front_matter_safe(delimiter, front, (words, hostile))
    verdicts = {
        "identity": same == data,
        "structure": before.skeleton == after.skeleton,
        "code": before.code == after.code,
        "text": text_before == text_after,
    }
    failed = [name for name, passed in (verdicts | {"front matter": safe is not False}).items() if not passed]
    return Result(
        **verdicts,
        letters=max(total, letters("".join(before.text))[0]),
        marked_letters=between,
        front_matter=safe,
        failure=f"{', '.join(failed)}: {_difference(before, after, text_before, text_after)}" if failed else "",
    )


def _front_matter_safe(delimiter: str, front: str, rendered: Iterable[bytes]) -> bool | None:
    """Tell whether the renderings' front matter parses to the source's values; None where the source's does not."""
    try:
        expected = plain(values(delimiter, front)) if delimiter else None
    except (yaml.YAMLError, tomllib.TOMLDecodeError):
        return None
    if not isinstance(expected, dict):
        return None
    try:
        found = [plain(values(*front_matter_and_body(data)[:2])) for data in rendered]
    except (yaml.YAMLError, tomllib.TOMLDecodeError):
        return False
    return all(value == expected for value in found)


def _difference(before: Page, after: Page, text_before: str, text_after: str) -> str:
    """Return the first difference, for people."""
    for old, new in itertools.zip_longest(before.skeleton, after.skeleton):
        if old != new:
            return f"{old!r} became {new!r}"
    at = next((i for i, (old, new) in enumerate(zip(text_before, text_after, strict=False)) if old != new), 0)
    return f"{text_before[at : at + 40]!r} became {text_after[at : at + 40]!r}" if text_before != text_after else ""


def posts_in(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in KINDS and path.is_file())


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def row(name: str, results: Sequence[Result]) -> str:
    """Return one row of the table."""
    count = len(results)
    shares = [
        percent(sum(getattr(result, measured) for result in results), count)
        for measured in ("identity", "structure", "code", "text")
    ]
    coverage = percent(sum(result.marked_letters for result in results), sum(result.letters for result in results))
    judged = [result.front_matter for result in results if result.front_matter is not None]
    errors = sum(result.failure.startswith("error") for result in results)
    milliseconds = 1000 * sum(result.seconds for result in results) / max(1, count)
    covered = percent(sum(result.covered for result in results), count)
    cells = [name, str(count), str(errors), *shares, coverage, covered, percent(sum(judged), len(judged))]
    return " | ".join([*cells, f"{milliseconds:.1f}"])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    options.add_argument("-v", "--verbose", action="store_true", help="name each post that fails")
    chosen = options.parse_args()
    print("folder | posts | errors | identity | structure | code | text | coverage | covered | front matter | ms/post")
    print("|".join(["---"] + ["---:"] * 10))
    for folder in chosen.folders:
        results = []
        for path in posts_in(folder):
            result = measure(path)
            results.append(result)
            if chosen.verbose and (result.failure or not result.covered):
                print(f"{path}: {result.failure or 'some letters in no segment'}", file=sys.stderr)
        print(row(folder.name, results))


if __name__ == "__main__":
    main()
