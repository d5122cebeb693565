"""The promises of publishing, held to any sequence of what editors, translators and machines do.

A draft is never taken for a review, a published file is never deleted or silently changed, twice is once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.files import digest

OUTPUT = "published/ja/letter.md"
SENTENCES = ["We wrote.", "They came.", "All is well."]
MACHINE, PERSON = "機械", "人間"

texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True)
options = st.fixed_dictionaries(
    {},
    optional={
        "allow_drafts": st.just(True),
        "overwrite": st.just(True),
        "named": st.just(True),
        "by": st.just("ben"),
    },
)
publishing = st.tuples(st.just("publish"), options)
editing = st.tuples(st.just("edit"), st.sampled_from(["by hand 1", "by hand 2"]))
actions = st.lists(
    st.one_of(
        publishing,
        editing,
        st.tuples(st.just("source"), texts),
        st.tuples(st.just("drafts"), texts),
        publishing,
        st.tuples(st.just("reviews"), texts),
        st.tuples(st.just("picture"), st.sampled_from(["a", "b"])),
        st.tuples(st.just("sign"), st.sampled_from(["aya", "ben"])),
        st.tuples(st.just("unpublish"), st.just("aya")),
    ),
    min_size=4,
    max_size=12,
)


def source(sentences: list[str]) -> str:
    return "---\nlang: en\n---\n\n![](p.jpg)\n\n" + "\n\n".join(sentences) + "\n"


class Office:
    """A desk, and what must be true of it after every action."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        desk.settings("[publish]\nsign_offs = 0\n")
        desk.write("source_posts/en/letter.md", source(SENTENCES[:1]))
        desk.write("source_posts/en/p.jpg", "a")
        self.act("reviews", SENTENCES[:1])

    def act(self, action: str, value: Any) -> None:
        self.desk.later(minutes=1)
        if action == "source":
            self.desk.write("source_posts/en/letter.md", source(value))
        elif action == "drafts":
            self.desk.translate({text: f"{MACHINE}{SENTENCES.index(text)}。" for text in value}, draft="memory 80%")
        elif action == "reviews":
            self.desk.translate({text: f"{PERSON}{SENTENCES.index(text)}。" for text in value})
        elif action == "picture":
            self.desk.write("source_posts/en/p.jpg", value)
        elif action == "edit":
            self.desk.write(OUTPUT, value)
        elif action == "sign":
            self.desk.sign("letter", by=value)
        elif action == "unpublish":
            self.take_down()
        else:
            self.publish(dict(value))

    def take_down(self) -> None:
        self.desk.unpublish("letter")
        assert not self.desk.exists(OUTPUT)
        assert self.desk.publish_one().outcome == "not ready"
        assert not self.desk.exists(OUTPUT)

    def publish(self, options: dict[str, Any]) -> None:
        posts = ("letter",) if options.pop("named", False) else ()
        if options.get("allow_drafts"):
            options.setdefault("by", "ben")
        before, edited, down = self.now(), self.is_edited(), self.is_down()
        result = self.desk.publish_one(*posts, **options)
        assert result.problem is None
        if result.outcome != "published":
            assert self.now() == before
        elif before is not None and self.now() != before:
            assert not edited or options.get("overwrite"), "somebody's edit was replaced"
        if down and not (posts and options.get("by")):
            assert self.now() == before, "a post taken down came back by itself"
        if result.outcome in ("published", "up to date"):
            self.check_published()
        self.check_twice(posts, options)

    def check_published(self) -> None:
        record = self.desk.ledger()[-1]
        text = self.desk.read(OUTPUT)
        assert record["output"] == digest(text.encode())
        if "waived" not in record:
            assert MACHINE not in text
            assert not any(sentence in text for sentence in SENTENCES)
        assert self.desk.row().state == "published"

    def check_twice(self, posts: tuple[str, ...], options: dict[str, Any]) -> None:
        before = self.desk.tree()
        self.desk.later(minutes=1)
        self.desk.publish(*posts, **options)
        assert self.desk.tree() == before

    def now(self) -> bytes | None:
        path = self.desk.root / OUTPUT
        return path.read_bytes() if path.exists() else None

    def is_edited(self) -> bool:
        known = {record.get("output") for record in self.desk.ledger()}
        there = self.now()
        return there is not None and digest(there) not in known

    def is_down(self) -> bool:
        return bool(self.desk.ledger()) and self.desk.ledger()[-1]["action"] == "taken down"


@given(todo=actions)
@settings(max_examples=50)
def test_whatever_people_do(new_desk: Callable[[], Any], todo: list[tuple[str, Any]]) -> None:
    office = Office(new_desk())
    for action, value in todo:
        before = office.now()
        office.act(action, value)
        if action not in ("publish", "unpublish", "edit"):
            assert office.now() == before
