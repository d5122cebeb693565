"""Made-up posts for the benchmarks, the same bytes everywhere and every time.

    python benchmarks/corpus.py FOLDER [--posts 1000] [--language en|ja] [--form md|html] [--changed 0.01]

writes a project of posts with front matter (3 kB and 40 sentences each; post N is the same in a corpus of any size).
With --form html they are as WordPress keeps them: every other one with block comments, the rest as the classic editor
left them. With --changed that part of the posts gets one more sentence. Their sentences are put together from clauses:
they are more alike than real ones, so what is measured on them are programs, not translations.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Voice:
    """What the sentences of a language are made of."""

    subjects: tuple[str, ...]
    actions: tuple[str, ...]
    places: tuple[str, ...]
    sentence: str
    between: str
    link: str
    strong: str


ENGLISH = Voice(
    subjects=(
        *("Our volunteers", "Three families", "The petition", "A former teacher", "The committee in Osaka"),
        *("Eleven students", "Dr. Sato", "The new report", "Two witnesses", "Everyone who came"),
    ),
    actions=(
        *("met the members of the city council", "asked for an answer in writing", "brought blankets and rice"),
        *("told us about the winter of 1998", "is printed in both languages", "collected 2,400 signatures"),
        *("waited for more than six hours", "read the letter aloud", "will travel again in spring"),
    ),
    places=(
        *("at the station", "near the river", "in the hall of the ward office", "after the concert"),
        *("on September 24", "before the hearing", "in front of the embassy", "from 10 a.m. to 4 p.m."),
    ),
    sentence="{subject} {action} {place}.",
    between=" ",
    link="See [the report of that day]({url}) for more.",
    strong="It was **not** an easy decision.",
)
JAPANESE = Voice(
    subjects=(
        *("私たちのボランティア", "三つの家族", "請願書", "元教師の女性", "大阪の委員会"),
        *("十一人の学生", "佐藤さん", "新しい報告書", "二人の証人", "来てくださった方々"),
    ),
    actions=(
        *("市議会の議員と面会しました", "文書での回答を求めました", "毛布と米を届けました"),
        *("1998年の冬について語りました", "二か国語で印刷されています", "2,400人分の署名を集めました"),
        *("六時間以上も待ちました", "手紙を読み上げました", "春にまた出発します"),
    ),
    places=(
        *("駅前で", "川の近くで", "区役所のホールで", "コンサートのあとに"),
        *("9月24日に", "公聴会の前に", "大使館の前で", "午前10時から午後4時まで"),
    ),
    sentence="{subject}は{place}{action}。",
    between="",
    link="くわしくは[その日の報告]({url})をご覧ください。",
    strong="それは**決して**容易な決断ではありませんでした。",
)
VOICES = {"en": ENGLISH, "ja": JAPANESE}


def post(number: int, language: str, *, longer: bool = False) -> str:
    """Return a post; `longer` by a sentence, as after an edit."""
    choose = random.Random(f"{language} {number}")
    voice = VOICES[language]
    lines = [
        "---",
        f"title: {_sentence(choose, voice).rstrip('.。')} ({number})",
        f"date: {choose.randint(2005, 2025)}-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}",
        f"excerpt: {_sentence(choose, voice)}",
        "tags: [news, letters]",
        "---",
        "",
    ]
    for part in range(choose.randint(3, 5)):
        lines += [f"## {_sentence(choose, voice).rstrip('.。')}", "", _paragraph(choose, voice, 5), ""]
        lines += _extra(choose, voice, part)
    lines += [_paragraph(choose, voice, 4), ""]
    if longer:
        lines += [_sentence(choose, voice), ""]
    return "\n".join(lines)


def _extra(choose: random.Random, voice: Voice, part: int) -> Iterator[str]:
    url = f"https://example.org/{choose.randint(2005, 2025)}/report-{choose.randint(1, 99)}/"
    if part % 4 == 0:
        yield from (f"- {_sentence(choose, voice)}" for _item in range(4))
    elif part % 4 == 1:
        yield f"> {_paragraph(choose, voice, 2)}"
    elif part % 4 == 2:
        yield from ("| A | B |", "|---|---|")
        yield from (f"| {_sentence(choose, voice)} | {choose.randint(1, 900)} |" for _row in range(3))
    else:
        yield f"{voice.strong}{voice.between}{voice.link.format(url=url)}"
    yield ""


def _paragraph(choose: random.Random, voice: Voice, sentences: int) -> str:
    """Return sentences, some with a soft line break between them, some ending in a link."""
    text = [_sentence(choose, voice) for _number in range(sentences)]
    if choose.random() < 0.5:
        text.append(voice.link.format(url=f"https://example.org/news/{choose.randint(1, 9999)}"))
    return ("\n" if choose.random() < 0.3 else voice.between).join(text)


def _sentence(choose: random.Random, voice: Voice) -> str:
    parts = (voice.subjects, voice.actions, voice.places)
    return _put_together(voice, *(choose.randrange(len(part)) for part in parts))


def _put_together(voice: Voice, subject: int, action: int, place: int) -> str:
    return voice.sentence.format(
        subject=voice.subjects[subject], action=voice.actions[action], place=voice.places[place]
    )


def translations(language: str) -> dict[str, str]:
    """Return every sentence of a language's posts → the same in the other language."""
    ours, theirs = (VOICES[language], VOICES["ja" if language == "en" else "en"])
    found = {ours.strong: theirs.strong}
    for which in product(*(range(len(parts)) for parts in (ours.subjects, ours.actions, ours.places))):
        sentence, other = (_put_together(voice, *which) for voice in (ours, theirs))
        found |= {sentence: other, sentence.rstrip(".。"): other.rstrip(".。")}
    return found


def translated(text: str, language: str, sentences: Mapping[str, str]) -> str:
    """Return a segment of a post in the other language, by its `translations`."""
    link = re.fullmatch(re.escape(VOICES[language].link).replace(re.escape("{url}"), "(.*)"), text)
    if link:
        return VOICES["ja" if language == "en" else "en"].link.format(url=link[1])
    title = re.fullmatch(r"(.*)( \(\d+\))", text)
    return sentences[title[1]] + title[2] if title else sentences.get(text, text)


def html_post(text: str, *, blocks: bool) -> str:
    """Return a Markdown post as WordPress keeps it, its front matter as it is: with block comments, or classic."""
    from markdown_it import MarkdownIt  # which those who measure something else need not have

    _nothing, front, body = text.split("---\n", 2)
    html = MarkdownIt("commonmark").enable("table").render(body)
    if blocks:
        html = _BLOCK.sub(lambda m: f"<!-- wp:{_BLOCKS[m[1]]} -->\n{m[0]}\n<!-- /wp:{_BLOCKS[m[1]]} -->\n", html)
    else:
        html = re.sub(r"</?p>", "", html.replace("\n</p>", "</p>\n").replace("</p>\n", "\n\n"))
    return f"---\n{front}---\n{html}"


_BLOCK = re.compile(r"^<(p|h2|ul|blockquote|table)\b.*?</\1>$", re.DOTALL | re.MULTILINE)
_BLOCKS = {"p": "paragraph", "h2": "heading", "ul": "list", "blockquote": "quote", "table": "table"}


def write_posts(folder: Path, *, posts: int, language: str, form: str = "md", changed: float = 0) -> list[Path]:
    """Write posts into a folder, a hundred to a subfolder, and return their paths; `changed` of them are longer."""
    paths = []
    every = round(1 / changed) if changed else 0
    for number in range(posts):
        path = folder / f"{number // 100:03}" / f"post-{number:05}.{form}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not changed or number % every == 0:
            text = post(number, language, longer=bool(every))
            path.write_bytes((text if form == "md" else html_post(text, blocks=number % 2 == 0)).encode())
        paths.append(path)
    return paths


def write_project(folder: Path, *, posts: int, language: str, form: str = "md") -> Path:
    """Write a project that translates posts into the other language; return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lfnkr.toml").write_text(f'[project]\nsource_language = "{language}"\n', encoding="utf-8")
    write_posts(folder / "source_posts" / language, posts=posts, language=language, form=form)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--language", choices=sorted(VOICES), default="en")
    parser.add_argument("--form", choices=("md", "html"), default="md")
    parser.add_argument("--changed", type=float, default=0)
    options = parser.parse_args()
    if options.changed:
        posts = options.folder / "source_posts" / options.language
        write_posts(posts, posts=options.posts, language=options.language, form=options.form, changed=options.changed)
    else:
        write_project(options.folder, posts=options.posts, language=options.language, form=options.form)


if __name__ == "__main__":
    main()
