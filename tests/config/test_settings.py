from __future__ import annotations

import pickle
import re
from datetime import date
from pathlib import Path

import pytest

from lfnkr_i18n import engines
from lfnkr_i18n.config import open_project
from lfnkr_i18n.config.settings import ENGINES
from lfnkr_i18n.config.toml import parse_settings
from lfnkr_i18n.errors import SettingsError
from lfnkr_i18n.house import DEFAULT_TEXT_KEYS, HouseStyle, Unit

CONTRACT = """
[project]
name = "LFNKR news"
languages = ["en", "ja"]
source_language = "en"
text_keys = ["title", "description", "excerpt", "summary", "subtitle", "caption", "alt", "footnote"]
translate_since = 2015-01-01
[segmentation]
unit = "sentence"
abbreviations = { en = ["Gov."] }
no_break = { ja = ["ヤフー！"] }
[draft]
engines = []
min_match = 75
[privacy]
names = "~/.config/lfnkr_i18n/names.toml"
[engines.deepl]
url = "https://api-free.deepl.com"
[engines.libretranslate]
url = "http://127.0.0.1:5000"
[engines.openai]
url = "http://127.0.0.1:11434/v1"
model = "m"
[publish]
output = "published/{lang}/{post}{ext}"
sign_offs = 0
front_matter = { lang = "{lang}" }
originals = false
assets = "copy"
[links]
"/en/" = "/ja/"
[markdown]
line_markers = ["%%"]
captions = { figure = ["caption", "alt"] }
[wordpress]
custom_blocks = "wpml-config.xml"
languages = { "Japanese" = "ja" }
[[people]]
id = "aya"
name = "Aya T."
languages = ["ja"]
roles = ["reviewer"]
active = true
[checks]
disable = []
"""


def refused(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text.encode(), "lfnkr.toml")
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_every_key_is_optional() -> None:
    settings = parse_settings(b"", "lfnkr.toml")
    assert settings.project.languages == ("en", "ja")
    assert settings.project.source_language == "en"
    assert settings.project.text_keys == DEFAULT_TEXT_KEYS
    assert settings.project.translate_since is None
    assert settings.segmentation.unit is Unit.SENTENCE
    assert (settings.draft.engines, settings.draft.min_match) == ((), 75)
    assert settings.privacy.names is None
    assert settings.publish.output == "published/{lang}/{post}{ext}"
    assert (settings.publish.sign_offs, settings.publish.originals, settings.publish.assets) == (0, False, "copy")
    assert settings.publish.front_matter == {"lang": "{lang}"}
    assert (settings.people, settings.links, settings.checks.disable) == ((), {}, ())


def test_every_key_is_read() -> None:
    settings = parse_settings(CONTRACT.encode(), "lfnkr.toml")
    assert settings.project.name == "LFNKR news"
    assert settings.project.translate_since == date(2015, 1, 1)
    assert settings.segmentation.no_break == {"ja": ("ヤフー！",)}
    assert settings.privacy.names == "~/.config/lfnkr_i18n/names.toml"
    assert settings.engines.openai is not None
    assert settings.markdown.captions == {"figure": ("caption", "alt")}
    assert settings.wordpress.languages == {"Japanese": "ja"}
    assert [(person.id, person.name, person.roles) for person in settings.people] == [("aya", "Aya T.", ("reviewer",))]


def test_a_house_style_says_only_what_stands_there() -> None:
    assert parse_settings(b"", "lfnkr.toml").style == HouseStyle()
    style = parse_settings('[style]\nvoice = "de-aru"\nellipsis = "……"'.encode(), "lfnkr.toml").style
    assert style == HouseStyle(voice="de-aru", ellipsis="……")


def test_settings_travel_to_worker_processes() -> None:
    settings = parse_settings(CONTRACT.encode(), "lfnkr.toml")
    assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf[draft]\r\nmin_match = 80\r\n", b"draft.min_match = 80"])
def test_byte_order_mark_and_crlf_are_fine(data: bytes) -> None:
    assert parse_settings(data, "lfnkr.toml").draft.min_match == 80


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            '[project]\nlangauges = ["en"]',
            "lfnkr.toml:2: no key `langauges` in [project]; did you mean `languages`? "
            "Valid: languages, name, source_language, text_keys, translate_since",
            id="unknown key",
        ),
        pytest.param(
            "[engines.google]\nkey = 1",
            "lfnkr.toml:1: no key `google` in [engines]. Valid: deepl, libretranslate, openai",
            id="unknown table",
        ),
        pytest.param("[draft]\nengines = []\nengines = []", "lfnkr.toml:3: a key or table stands here", id="key twice"),
        pytest.param("[draft]\n\n[draft]", "lfnkr.toml:3: a key or table stands here", id="table twice"),
        pytest.param("[draft", "lfnkr.toml:1: not valid TOML", id="not TOML"),
        pytest.param("a = " + "[" * 10_000, "lfnkr.toml: a list is nested too deeply", id="nested too deeply"),
        pytest.param('a = 1\n"b\\nc" = 2', "lfnkr.toml:1: no key `a`", id="one line even for odd keys"),
    ],
)
def test_what_is_not_read(text: str, message: str) -> None:
    assert refused(text).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[project]\nlanguages = "en"', "2: `project.languages` must be a list, not a text in quotes"),
        ("[draft]\n\nmin_match = true", "3: `draft.min_match` must be a whole number, not true or false"),
        ("draft.min_match = 75.5", "1: `draft.min_match` must be a whole number, not a number with a decimal point"),
        ("[project]\ntranslate_since = 2015", "2: `project.translate_since` must be a date such as 2015-01-01"),
        ("project = 3", "1: `project` must be a table, not a whole number"),
        ("[links]\na = 1", "1: each value of `links` must be a text in quotes, not a whole number"),
        ('[publish]\nassets = "move"', "2: `publish.assets` has a value that does not exist; valid: copy, leave"),
        ('[style]\ndigits = "wide"', "2: `style.digits` has a value that does not exist; valid: half, full"),
        ("[style]\ndigits = 2", "2: `style.digits` must be a text in quotes, not a whole number"),
        ('[segmentation]\nunit = "word"', "2: `segmentation.unit` has a value that does not exist"),
        ('[[people]]\nid = "a"', "1: `people` lacks `name`"),
        ('[[people]]\nid="a"\nname="A"\n[[people]]\nid="b"\nname=1', "6: `people.name` must be a text in quotes"),
        ('[engines.openai]\nurl = "x"', "1: `engines.openai` lacks `model`"),
    ],
)
def test_wrong_types(text: str, message: str) -> None:
    assert refused(text).startswith(f"lfnkr.toml:{message}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[draft]\nmin_match = 101", "2: `draft.min_match`: must be a percentage, 0 to 100"),
        ("[draft]\nmin_match = -1", "2: `draft.min_match`: must be a percentage, 0 to 100"),
        ('[draft]\nengines = ["gogle"]', "2: `draft.engines`: there is no engine `gogle`; there are google, deepl"),
        ('[draft]\nengines = ["deepl", "deepl"]', "2: `draft.engines`: `deepl` stands there twice"),
        ('[project]\nlanguages = ["en", "EN"]', "2: `project.languages`: `EN` stands there twice"),
        ('[project]\nlanguages = ["en", "../x"]', "2: `project.languages`: `../x` is not a language code"),
        ('[project]\nlanguages = ["ja"]', "1: `project.source_language`: `en` is not one of `languages`"),
        ("[project]\nlanguages = []", "1: `project.source_language`: `en` is not one of `languages`"),
        ('[privacy]\nnames = "none"', '2: `privacy.names`: "none" needs names_waived_by beside it'),
        ('[privacy]\nnames = "none"\nnames_waived_by = " "', '2: `privacy.names`: "none" needs names_waived_by'),
        ('[privacy]\nnames = ""', "2: `privacy.names`: must be the path of a register"),
        ("[publish]\nsign_offs = -1", "2: `publish.sign_offs`: must be a number of people, 0 or more"),
        ('[[people]]\nid="a"\nname="A"\n[[people]]\nid="A"\nname="B"', "1: `people`: `A` stands there twice"),
        ('[links]\n"" = "/ja/"', "1: `links`: must not be empty"),
        ('[links]\n"/en/" = ""', "1: `links`: must not be empty"),
        ('[markdown]\nline_markers = ["%%", ""]', "2: `markdown.line_markers`: must not be empty"),
        (
            '[publish]\nfront_matter = { url = "/{lang}/{slug}/" }',
            "2: `publish.front_matter`: there is no field {slug}; there are {lang}, {post}",
        ),
        ('[[people]]\nid=" "\nname="A"', "2: `people.id`: must not be empty"),
    ],
)
def test_wrong_values(text: str, message: str) -> None:
    assert refused(text).startswith(f"lfnkr.toml:{message}")


@pytest.mark.parametrize(
    "pattern",
    [
        "published/{lang}/{post}{ext}",
        "site/content/{lang}/{date}-{slug}.md",
        "{lang}/{post}{ext}",
        "docs/{post}.{lang}{ext}",
    ],
)
def test_output_patterns(pattern: str) -> None:
    assert parse_settings(f'[publish]\noutput = "{pattern}"'.encode(), "lfnkr.toml").publish.output == pattern


def test_an_output_pattern_that_is_refused_says_its_line() -> None:
    rule = "must be a path inside the project, with `/` between folders"
    assert refused('[publish]\noutput = "../{post}"') == f"lfnkr.toml:2: `publish.output`: {rule}"


@pytest.mark.parametrize("names", ["", 'names = "none"\nnames_waived_by = "board, 2024-05-01"', 'names = "names.toml"'])
def test_register_settings(names: str) -> None:
    privacy = parse_settings(f"[privacy]\n{names}".encode(), "lfnkr.toml").privacy
    assert privacy.waived is ("none" in names)


def test_not_utf_8_says_the_line(tmp_path: Path) -> None:
    (tmp_path / "lfnkr.toml").write_bytes(b"[project]\nname = '\xff'\n")
    with pytest.raises(SettingsError, match=re.escape("lfnkr.toml:2: not UTF-8; save it as UTF-8")):
        open_project(tmp_path)


def test_every_engine_that_there_is_can_be_named() -> None:
    assert tuple(engines.ENGINES) == ENGINES
