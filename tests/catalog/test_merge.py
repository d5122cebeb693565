"""Merging: a post changes, and its translations follow without one of them being lost or taken for another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polib
import pytest

from lfnkr_i18n.catalog import Catalog, Merged, State, live, merge, parse, serialize, set_draft, state_of
from lfnkr_i18n.model import Segment

FAMILIES = "We met 12 families in the north of the country."
BOATS = "Three boats left the harbour before the storm."
SCHOOL = "The school opened again after a long winter."
LETTERS = "Hundreds of letters reached the embassy in May."

Written = str | tuple[str, str] | tuple[str, str, str]


def segments(*texts: Written) -> list[Segment]:
    """Return the segments of a post: text, (text, msgctxt) or (text, msgctxt or "", kind)."""
    rows = [(text, "", "paragraph") if isinstance(text, str) else (*text, "paragraph")[:3] for text in texts]
    return [
        Segment(text, kind, context or None, number, number + 1) for number, (text, context, kind) in enumerate(rows)
    ]


def merged(old: Catalog | None, *texts: Written, segmenter: str = "sentence lfnkr-1") -> Merged:
    return merge(
        old,
        segments(*texts),
        post="2020/letter",
        path="source_posts/en/2020/letter.md",
        source_language="en",
        language="ja",
        segmenter=segmenter,
        project_name="LFNKR news",
    )


def catalog_of(texts: Sequence[Written], **translations: str) -> Catalog:
    """Return a catalog; a translation that starts with `?` is stale, with `~` a draft."""
    catalog = merged(None, *texts).catalog
    for entry, text in zip(catalog, translations.values(), strict=False):
        translate(entry, text)
    return catalog


def translate(entry: polib.POEntry, text: str) -> None:
    if text.startswith("~"):
        set_draft(entry, text[1:], "memory 87%")
    else:
        entry.msgstr = text.removeprefix("?")
        entry.flags = ["fuzzy"] if text.startswith("?") else []


def shown(catalog: polib.POFile) -> list[tuple[str, str, State]]:
    return [(entry.msgid, entry.msgstr, state_of(entry)) for entry in catalog]


def counts(result: Merged) -> tuple[int, int, int, int]:
    return result.added, result.changed, result.removed, result.kept


def test_a_new_post() -> None:
    result = merged(
        None, ("A letter", "title", "title"), FAMILIES, (FAMILIES, "", "list item"), (BOATS, "", "list item")
    )
    expected = r"""msgid ""
msgstr ""
"Project-Id-Version: LFNKR news\n"
"Language: ja\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Source-Language: en\n"
"X-Lfnkr-Post: 2020/letter\n"
"X-Lfnkr-Segmenter: sentence lfnkr-1\n"

#. title
#: source_posts/en/2020/letter.md
msgctxt "title"
msgid "A letter"
msgstr ""

#. paragraph, list item
#: source_posts/en/2020/letter.md
msgid "We met 12 families in the north of the country."
msgstr ""

#. list item
#: source_posts/en/2020/letter.md
msgid "Three boats left the harbour before the storm."
msgstr ""
"""
    assert serialize(result.catalog).decode() == expected
    assert counts(result) == (3, 0, 0, 0)
    assert result.differs


@pytest.mark.parametrize("translation", ["家族", "?家族", "~家族", ""])
def test_nothing_changed(translation: str) -> None:
    old = catalog_of([FAMILIES, BOATS], a=translation, b="船")
    result = merged(old, FAMILIES, BOATS)
    assert shown(result.catalog) == shown(old)
    assert counts(result) == (0, 0, 0, 2)
    assert not result.differs


def test_moved_texts_keep_their_translations() -> None:
    old = catalog_of([FAMILIES, BOATS], a="家族", b="船")
    result = merged(old, BOATS, FAMILIES)
    assert shown(result.catalog) == [(BOATS, "船", State.REVIEWED), (FAMILIES, "家族", State.REVIEWED)]
    assert counts(result) == (0, 0, 0, 2)
    assert result.differs


def test_a_text_that_became_the_excerpt_keeps_its_translation() -> None:
    old = catalog_of([FAMILIES, BOATS], a="家族", b="船")
    result = merged(old, (FAMILIES, "excerpt"), BOATS)
    assert shown(result.catalog)[0] == (FAMILIES, "家族", State.REVIEWED)
    assert result.catalog[0].msgctxt == "excerpt"
    assert counts(result) == (0, 0, 0, 2)
    assert len(result.catalog) == 2


def test_an_edited_text_is_stale_and_the_reviewed_one_stays_obsolete() -> None:
    old = catalog_of([FAMILIES, BOATS], a="12家族", b="船")
    edited = FAMILIES.replace("12", "15")
    result = merged(old, edited, BOATS)
    entry = result.catalog[0]
    assert shown(result.catalog) == [
        (edited, "12家族", State.STALE),
        (BOATS, "船", State.REVIEWED),
        (FAMILIES, "12家族", State.OBSOLETE),
    ]
    assert entry.previous_msgid == FAMILIES
    assert counts(result) == (0, 1, 0, 1)


def test_an_edit_that_is_taken_back_is_reviewed_again() -> None:
    old = catalog_of([FAMILIES, BOATS], a="12家族", b="船")
    there = merged(old, FAMILIES.replace("12", "15"), BOATS).catalog
    back = merged(there, FAMILIES, BOATS)
    assert shown(back.catalog) == shown(old)
    assert counts(back) == (0, 1, 0, 1)


def test_what_a_reviewer_made_of_a_stale_text_stays_when_the_edit_is_taken_back() -> None:
    old = catalog_of([FAMILIES], a="12家族")
    there = merged(old, FAMILIES.replace("12", "15")).catalog
    there[0].msgstr = "15家族"
    back = merged(there, FAMILIES).catalog
    assert shown(back) == [
        (FAMILIES, "12家族", State.REVIEWED),
        (FAMILIES.replace("12", "15"), "15家族", State.OBSOLETE),
    ]


def test_stale_stays_with_the_text_it_translates() -> None:
    old = catalog_of([FAMILIES], a="12家族")
    twice = merged(merged(old, FAMILIES.replace("12", "15")).catalog, FAMILIES.replace("12", "17")).catalog
    assert shown(twice)[0] == (FAMILIES.replace("12", "17"), "12家族", State.STALE)
    assert twice[0].previous_msgid == FAMILIES
    assert len(twice) == 2


def test_a_draft_moves_on_as_a_draft() -> None:
    old = catalog_of([FAMILIES], a="~12家族")
    result = merged(old, FAMILIES.replace("12", "15"))
    assert shown(result.catalog) == [(FAMILIES.replace("12", "15"), "12家族", State.DRAFT)]
    assert result.catalog[0].tcomment == "draft: memory 87%"


def test_the_draft_comment_goes_when_the_draft_is_reviewed() -> None:
    old = catalog_of([FAMILIES], a="~12家族")
    old[0].flags.remove("fuzzy")
    old[0].tcomment += "\nchecked with the office"
    result = merged(old, FAMILIES)
    assert (result.catalog[0].tcomment, state_of(result.catalog[0])) == ("checked with the office", State.REVIEWED)
    assert not merged(result.catalog, FAMILIES).differs


def test_a_draft_comment_left_behind_makes_no_draft_of_an_edited_text() -> None:
    old = catalog_of([FAMILIES], a="~12家族")
    old[0].flags.remove("fuzzy")
    assert state_of(merged(old, FAMILIES.replace("12", "15")).catalog[0]) is State.STALE


def test_removed_texts_become_obsolete_and_come_back() -> None:
    old = catalog_of([FAMILIES, BOATS, SCHOOL], a="家族", b="~船", c="?学校")
    old[0].tcomment = "A note."
    gone = merged(old, LETTERS)
    assert counts(gone) == (1, 0, 3, 0)
    assert [(entry.msgid, entry.obsolete) for entry in gone.catalog] == [
        (LETTERS, False),
        (FAMILIES, True),
        (BOATS, True),
        (SCHOOL, True),
    ]
    back = merged(gone.catalog, FAMILIES, BOATS, SCHOOL)
    assert serialize(back.catalog) == serialize(old)
    assert counts(back) == (3, 0, 1, 0)


def test_untranslated_texts_leave_nothing_but_their_notes() -> None:
    old = catalog_of([FAMILIES, BOATS])
    old[0].tcomment = "Which families?"
    result = merged(old, SCHOOL)
    assert shown(result.catalog) == [(SCHOOL, "", State.UNTRANSLATED)]
    assert result.catalog.header == f"note on a removed text, {FAMILIES}: Which families?"


def test_the_note_of_an_edited_untranslated_text_moves_on() -> None:
    old = catalog_of([FAMILIES, BOATS])
    old[0].tcomment = "Which families?"
    result = merged(old, FAMILIES.replace("12", "15"), BOATS)
    assert result.catalog[0].tcomment == "Which families?"
    assert counts(result) == (0, 1, 0, 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Storing Books", "String", id="short words that share letters"),
        pytest.param("Yes", "No", id="very short"),
        pytest.param(BOATS, LETTERS, id="another sentence"),
        pytest.param("赤い。", "青い。", id="short Japanese"),
    ],
)
def test_unlike_texts_are_not_offered(before: str, after: str) -> None:
    result = merged(catalog_of([before], a="訳"), after)
    assert shown(result.catalog) == [(after, "", State.UNTRANSLATED), (before, "訳", State.OBSOLETE)]
    assert counts(result) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("He was seen in Osaka.", "He was not seen in Osaka.", id="negation"),
        pytest.param("Ms. Aoki met the family in the camp.", "Ms. Mori met the family in the camp.", id="name"),
        pytest.param("私たちは12家族に会いました。", "私たちは15家族に会いました。", id="number"),
        pytest.param("彼は大阪で目撃されました。", "彼は大阪で目撃されませんでした。", id="Japanese negation"),
        pytest.param("One word.", "One word!", id="punctuation"),
    ],
)
def test_alike_is_never_equal(before: str, after: str) -> None:
    result = merged(catalog_of([before], a="訳"), after)
    assert shown(result.catalog)[0] == (after, "訳", State.STALE)


def test_neighbours_decide_between_like_texts() -> None:
    like = "The {} group met the {} families of the village."
    old = catalog_of(
        [BOATS, like.format("first", "old"), SCHOOL, like.format("first", "new"), LETTERS],
        **dict(zip("abcde", ["船", "訳一", "学校", "訳二", "手紙"], strict=True)),
    )
    new = like.format("first", "six")
    after = merged(old, BOATS, like.format("first", "old"), SCHOOL, new, LETTERS).catalog
    assert after[3].msgstr == "訳二"
    before = merged(old, BOATS, new, SCHOOL, like.format("first", "new"), LETTERS).catalog
    assert before[1].msgstr == "訳一"


def test_each_old_text_is_offered_once() -> None:
    old = catalog_of([FAMILIES], a="12家族")
    result = merged(old, FAMILIES.replace("12", "15"), FAMILIES.replace("12", "17"))
    assert [entry.msgstr for entry in live(result.catalog)] == ["12家族", ""]
    assert counts(result) == (1, 1, 0, 0)


def test_texts_that_left_long_ago_are_offered_again() -> None:
    old = merged(catalog_of([FAMILIES, BOATS], a="12家族", b="船"), BOATS).catalog
    result = merged(old, BOATS, FAMILIES.replace("12", "15"))
    assert shown(result.catalog)[1:] == [
        (FAMILIES.replace("12", "15"), "12家族", State.STALE),
        (FAMILIES, "12家族", State.OBSOLETE),
    ]


def test_what_left_long_ago_must_be_more_alike_than_what_just_left() -> None:
    after = "We met nobody in the north of the country today, again."
    assert merged(catalog_of([FAMILIES], a="12家族"), after).catalog[0].msgstr == "12家族"
    old = merged(catalog_of([FAMILIES, BOATS], a="12家族", b="船"), BOATS).catalog
    assert merged(old, BOATS, after).catalog[1].msgstr == ""


def test_sentences_that_are_one_now() -> None:
    old = catalog_of(["He went.", "She stayed.", BOATS], a="彼は行った。", b="彼女は残った。", c="船")
    result = merged(old, "He went. She stayed.", BOATS, segmenter="block lfnkr-1")
    assert shown(result.catalog) == [
        ("He went. She stayed.", "彼は行った。彼女は残った。", State.STALE),
        (BOATS, "船", State.REVIEWED),
        ("He went.", "彼は行った。", State.OBSOLETE),
        ("She stayed.", "彼女は残った。", State.OBSOLETE),
    ]
    assert counts(result) == (0, 1, 0, 1)
    back = merged(result.catalog, "He went.", "She stayed.", BOATS)
    assert shown(back.catalog)[:3] == shown(old)


def test_a_sentence_deliberately_left_empty_leaves_nothing_in_the_whole() -> None:
    old = catalog_of(["He went.", "She stayed."], a="彼は行き、彼女は残った。", b="<EMPTY>")
    assert merged(old, "He went. She stayed.").catalog[0].msgstr == "彼は行き、彼女は残った。"


def test_notes_on_sentences_that_are_one_now_stay() -> None:
    old = catalog_of(["He went.", "She stayed."], a="彼は行った。", b="彼女は残った。")
    old[0].tcomment, old[1].tcomment = "who?", "where?"
    assert merged(old, "He went. She stayed.").catalog[0].tcomment == "who?\nwhere?"


def test_an_untranslated_whole_has_nothing_to_offer_its_sentences() -> None:
    assert counts(merged(catalog_of(["He went. She stayed."]), "He went.", "She stayed.")) == (2, 0, 1, 0)


def test_a_whole_with_a_draft_in_it_is_a_draft() -> None:
    old = catalog_of(["He went.", "She stayed."], a="彼は行った。", b="~彼女は残った。")
    entry = merged(old, "He went. She stayed.").catalog[0]
    assert (state_of(entry), entry.tcomment) == (State.DRAFT, "draft: memory 87%")


def test_a_text_that_is_several_sentences_now() -> None:
    old = catalog_of(["He went. She stayed."], a="彼は行った。彼女は残った。")
    result = merged(old, "He went.", "She stayed.", segmenter="sentence lfnkr-2")
    assert shown(result.catalog) == [
        ("He went.", "彼は行った。", State.STALE),
        ("She stayed.", "彼女は残った。", State.STALE),
        ("He went. She stayed.", "彼は行った。彼女は残った。", State.OBSOLETE),
    ]
    assert result.catalog[0].previous_msgid == "He went. She stayed."
    assert counts(result) == (0, 2, 0, 0)


def test_where_the_sentences_differ_in_number_everyone_is_offered_everything() -> None:
    old = catalog_of(["He went. She stayed."], a="彼は行き、彼女は残った。")
    result = merged(old, "He went.", "She stayed.")
    assert [entry.msgstr for entry in live(result.catalog)] == ["彼は行き、彼女は残った。"] * 2


def test_the_old_catalog_is_left_as_it_is() -> None:
    old = catalog_of([FAMILIES, BOATS, SCHOOL], a="家族", b="~船", c="?学校")
    before = serialize(old)
    merged(old, FAMILIES.replace("12", "15"), BOATS + " " + SCHOOL)
    assert serialize(old) == before


def test_line_breaks_around_a_translation_go() -> None:
    old = catalog_of([FAMILIES], a="\n家族\n")
    assert merged(old, FAMILIES).catalog[0].msgstr == "家族"


def test_foreign_plurals_become_stale_texts() -> None:
    text = 'msgid "One boat."\nmsgid_plural "Boats."\nmsgstr[0] "船"\nmsgstr[1] "船々"\n'
    result = merged(parse(text.encode(), "a.po"), "One boat.")
    (entry,) = result.catalog
    assert (entry.msgstr, entry.tcomment, state_of(entry)) == ("船", "other translation: 船々", State.STALE)
    assert not merged(result.catalog, "One boat.").differs


def test_characters_that_no_po_file_can_hold() -> None:
    result = merged(None, "a\x04b")
    assert result.catalog[0].msgid == "a\u2404b"
    assert not merged(parse(serialize(result.catalog), "a.po"), "a\x04b").differs


def test_a_tools_header_stays() -> None:
    text = r"""# Our spring letters
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: News 2\n"
"PO-Revision-Date: 2020-05-11 10:12+0900\n"
"Last-Translator: Aya T.\n"
"Language: ja_JP\n"
"Content-Type: text/plain; charset=utf-8\n"
"X-Generator: Poedit 3.0.1\n"
"""
    old = parse(text.encode(), "a.po")
    catalog = merged(old, FAMILIES).catalog
    assert catalog.header == "Our spring letters"
    assert catalog.metadata_is_fuzzy
    assert list(catalog.metadata.items()) == [
        ("Project-Id-Version", "News 2"),
        ("PO-Revision-Date", "2020-05-11 10:12+0900"),
        ("Last-Translator", "Aya T."),
        ("Language", "ja_JP"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("X-Generator", "Poedit 3.0.1"),
        ("MIME-Version", "1.0"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Source-Language", "en"),
        ("X-Lfnkr-Post", "2020/letter"),
        ("X-Lfnkr-Segmenter", "sentence lfnkr-1"),
    ]
    assert "PO-Revision-Date" not in merged(None, FAMILIES).catalog.metadata


def test_a_catalog_that_is_up_to_date_is_taken_as_it_is() -> None:
    texts: list[Written] = [("The winter", "title"), FAMILIES, BOATS, FAMILIES]
    old = parse(serialize(catalog_of(texts, title="冬", first="12家族", second="")), "a.po")
    again = merged(old, *texts)
    assert again.catalog is old
    assert (again.added, again.changed, again.removed, again.kept, again.differs) == (0, 0, 0, 3, False)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda old: setattr(old[0], "comment", "heading 2"), id="kind"),
        pytest.param(lambda old: setattr(old[0], "occurrences", [("b.md", "")]), id="path"),
        pytest.param(lambda old: setattr(old[0], "flags", ["fuzzy"]), id="flag"),
        pytest.param(lambda old: setattr(old[0], "msgstr", "\n12家族"), id="line break before"),
        pytest.param(lambda old: setattr(old[0], "msgstr", "12家族\n"), id="line break behind"),
        pytest.param(lambda old: setattr(old[0], "tcomment", "draft: memory"), id="mark of a draft"),
        pytest.param(lambda old: setattr(old[0], "previous_msgid", "x"), id="previous text"),
        pytest.param(lambda old: setattr(old[0], "previous_msgctxt", "x"), id="previous context"),
        pytest.param(lambda old: setattr(old[0], "obsolete", True), id="obsolete"),
        pytest.param(lambda old: old.metadata.update({"X-Lfnkr-Segmenter": "old"}), id="header"),
        pytest.param(lambda old: old.reverse(), id="order"),
        pytest.param(lambda old: list.pop(old), id="missing"),
    ],
)
def test_what_differs_in_anything_is_merged(change: Callable[[Catalog], object]) -> None:
    old = catalog_of([FAMILIES, BOATS], first="12家族", second="三隻")
    change(old)
    assert merged(old, FAMILIES, BOATS).catalog is not old
