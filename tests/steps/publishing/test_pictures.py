"""Pictures beside published posts: copied once, in the language's version, never over somebody's own."""

from __future__ import annotations

from typing import Any

import pytest

PICTURE = "published/ja/img/street.jpg"


def test_a_picture_is_copied_and_not_rewritten(desk: Any) -> None:
    desk.translate()
    assert desk.publish_one().pictures == (PICTURE,)
    before = desk.tree()
    assert before[PICTURE][0] == b"street"
    assert desk.publish_one().pictures == ()
    assert desk.tree() == before


def test_the_languages_own_version_takes_its_place_under_its_name(desk: Any) -> None:
    desk.write("source_posts/en/img/street.ja.jpg", "street, Japanese")
    desk.translate()
    desk.publish()
    assert desk.read(PICTURE) == "street, Japanese"
    assert not desk.exists("published/ja/img/street.ja.jpg")
    assert "(img/street.jpg)" in desk.read("published/ja/letter.md")


def test_a_changed_picture_makes_the_post_outdated_and_is_published(desk: Any) -> None:
    desk.translate()
    desk.publish()
    desk.write("source_posts/en/img/street.jpg", "another street")
    assert desk.row().state == "outdated"
    desk.later(hours=1)
    assert desk.publish_one().pictures == (PICTURE,)
    assert desk.read(PICTURE) == "another street"
    assert desk.row().state == "published"


def test_an_own_version_that_comes_later_is_published(desk: Any) -> None:
    desk.translate()
    desk.publish()
    desk.write("source_posts/en/img/street.ja.jpg", "street, Japanese")
    assert desk.row().state == "outdated"
    desk.publish()
    assert desk.read(PICTURE) == "street, Japanese"


def test_a_missing_picture_is_a_warning(desk: Any) -> None:
    desk.drop("source_posts/en/img/street.jpg")
    desk.translate()
    result = desk.publish_one()
    assert result.outcome == "published"
    assert result.warnings == ("img/street.jpg: no such picture in source_posts",)


def test_pictures_can_be_left(desk: Any) -> None:
    desk.settings('[publish]\nassets = "leave"\n')
    desk.translate()
    result = desk.publish_one()
    assert (result.outcome, result.pictures, result.warnings) == ("published", (), ())
    assert not desk.exists(PICTURE)


def test_a_picture_edited_by_hand_stays(desk: Any) -> None:
    desk.translate()
    desk.publish()
    desk.write(PICTURE, "street, cropped")
    result = desk.publish_one()
    assert "edited by hand" in result.warnings[0]
    assert desk.read(PICTURE) == "street, cropped"
    assert desk.publish_one(overwrite=True).pictures == (PICTURE,)
    assert desk.read(PICTURE) == "street"


def test_a_picture_that_comes_back_into_a_post_is_ours(desk: Any) -> None:
    desk.translate()
    desk.publish()
    text = desk.read("source_posts/en/letter.md")
    desk.write("source_posts/en/letter.md", text.replace("![The street](img/street.jpg)", ""))
    desk.publish(allow_drafts=True, by="ben")
    desk.write("source_posts/en/letter.md", text)
    desk.write("source_posts/en/img/street.jpg", "another street")
    result = desk.publish_one()
    assert (result.warnings, result.pictures) == ((), (PICTURE,))


def test_a_picture_of_the_site_stays_and_is_not_ours_to_take_down(desk: Any) -> None:
    desk.write(PICTURE, "the site's own")
    desk.translate()
    assert "edited by hand" in desk.publish_one().warnings[0]
    desk.unpublish("letter")
    assert desk.read(PICTURE) == "the site's own"


def test_posts_share_a_picture(desk: Any) -> None:
    desk.write("source_posts/en/second.md", "---\nlang: en\n---\n\nMore. ![The street](img/street.jpg)\n")
    desk.translate()
    desk.translate(
        {"More. ![The street](img/street.jpg)": "続き。![通り](img/street.jpg)", "More.": "続き。"}, post="second"
    )
    desk.publish(allow_drafts=True, by="ben")
    assert [record["post"] for record in desk.ledger()] == ["letter", "second"]
    desk.write("source_posts/en/img/street.jpg", "another street")
    desk.later(hours=1)
    assert {result.outcome for result in desk.publish(allow_drafts=True, by="ben")} == {"published"}
    before = desk.tree()
    desk.publish(allow_drafts=True, by="ben")
    assert desk.tree() == before


def test_a_picture_that_posts_share_is_written_once(desk: Any) -> None:
    for name in ("a", "b", "c"):
        desk.write(f"source_posts/en/{name}.md", "![](img/street.jpg)\n")
    desk.drop("source_posts/en/letter.md")
    assert [result.pictures for result in desk.publish()] == [(PICTURE,), (), ()]


def test_two_pictures_with_one_path_are_an_error_and_not_a_seesaw(desk: Any) -> None:
    desk.settings('[publish]\noutput = "published/{lang}/{slug}{ext}"\n')
    desk.drop("source_posts/en/letter.md")
    for name in ("one", "two"):
        desk.write(f"source_posts/en/{name}/post.md", f"---\nslug: {name}\nlang: en\n---\n\n![](p.jpg)\n")
        desk.write(f"source_posts/en/{name}/p.jpg", name)
    outcomes = {result.post: (result.outcome, result.problem) for result in desk.publish()}
    assert outcomes["one/post"] == ("published", None)
    assert outcomes["two/post"][0] == "failed"
    assert "one/post (ja) has published another file there" in outcomes["two/post"][1]
    assert desk.read("published/ja/p.jpg") == "one"


@pytest.mark.parametrize("target", ["../../../secret.jpg", "%2e%2e/%2e%2e/%2e%2e/secret.jpg", "../../lfnkr.toml"])
def test_nothing_outside_source_posts_is_published(desk: Any, target: str) -> None:
    desk.write("secret.jpg", "secret")
    desk.write("source_posts/en/letter.md", f"---\nlang: en\n---\n\n![]({target})\n")
    result = desk.publish_one()
    assert result.outcome == "published"
    assert len(result.warnings) == 1
    assert not [name for name in desk.tree() if name.startswith("published") and not name.endswith("letter.md")]
