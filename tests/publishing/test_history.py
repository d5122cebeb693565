"""What the ledgers say today: published, taken down, signed."""

from __future__ import annotations

import gc
import tracemalloc
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from lfnkr_i18n.errors import FileError
from lfnkr_i18n.publishing import records as module
from lfnkr_i18n.publishing.history import History, Standing, signers
from lfnkr_i18n.publishing.ledger import Action, Copied, Publication, SignOff, encode, ordered, placed
from lfnkr_i18n.publishing.records import Records
from lfnkr_i18n.temporary import Scratch
from tests.timing import within

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def up(minutes: int, *, ends: int | None = None, path: str = "ja/a.md", **pictures: str) -> Publication:
    return Publication(
        time=at(minutes),
        action=Action.PUBLISHED,
        post="a",
        language="ja",
        path=path,
        pictures={name: Copied(content, name) for name, content in pictures.items()},
        ends=None if ends is None else at(ends),
    )


def down(minutes: int) -> Publication:
    return Publication(time=at(minutes), action=Action.TAKEN_DOWN, post="a", language="ja", by="aya", reason="a name")


def history(*records: Publication) -> History:
    """The records as a ledger would give them."""
    data = "\n".join(encode(record) for record in records).encode()
    return History(data, placed(data, Publication, shown="x"))


def standing(*records: Publication) -> Standing:
    return history(*records).of("a", "ja")


def test_nothing_recorded_is_not_published() -> None:
    assert standing().live is None
    assert standing().down is None


def test_the_last_publication_is_the_live_one() -> None:
    assert standing(up(2), up(1)).live == up(2)


def test_a_post_taken_down_is_not_live() -> None:
    assert standing(up(1), down(2)).live is None
    assert standing(up(1), down(2)).down == down(2)
    assert standing(up(1), down(2)).last == up(1)


def test_a_publication_that_knew_of_it_ends_a_taking_down() -> None:
    assert standing(up(1), down(2), up(3, ends=2)).live == up(3, ends=2)


def test_a_publication_of_another_branch_does_not_bring_it_back() -> None:
    assert standing(up(1), down(2), up(3)).live is None


def test_a_later_taking_down_of_another_branch_holds() -> None:
    assert standing(up(1), down(2), down(3), up(4, ends=2)).down == down(3)


def test_every_path_and_picture_it_ever_had_is_known() -> None:
    found = standing(up(1, path="old.md", x="1"), up(2, path="new.md", x="2", y="3"))
    assert found.paths == ("new.md", "old.md")
    assert found.pictures == {"x": {"1", "2"}, "y": {"3"}}


def other(minutes: int, **pictures: str) -> Publication:
    copied = {name: Copied(content, name) for name, content in pictures.items()}
    return Publication(time=at(minutes), action=Action.PUBLISHED, post="b", language="ja", path="b.md", pictures=copied)


def test_a_shared_picture_has_several_users() -> None:
    assert history(up(1, x="1"), other(0, x="1")).users_of("x") == [("a", "ja"), ("b", "ja")]
    assert history(up(1, x="1"), other(0, x="1"), down(2)).users_of("x") == [("b", "ja")]
    assert history(up(1, x="1"), up(2)).users_of("x") == []


def shows(post: str, minutes: int, pictures: dict[str, str], *, path: str = "") -> Publication:
    """A publication with pictures: path → where each comes from, which is its digest too."""
    copied = {name: Copied(origin, origin) for name, origin in pictures.items()}
    return replace(up(minutes, path=path or f"ja/{post}.md"), post=post, pictures=copied, output=f"{post} {minutes}")


def left_at(records: list[Publication], path: str) -> dict[tuple[str, str], str]:
    """What each post left at a path last, told one record after the other."""
    left = {}
    for record in ordered(records):
        if record.action is Action.PUBLISHED and (path == record.path or path in record.pictures):
            picture = record.pictures.get(path)
            left[record.post, record.language] = picture.digest if picture else record.output
    return left


def users_of(known: History, records: list[Publication], path: str) -> dict[tuple[str, str], str | None]:
    """Whose live publication put something at a path, and where it comes from."""
    lives = {(record.post, record.language): known.of(record.post, record.language).live for record in records}
    return {
        key: live.pictures[path].origin if path in live.pictures else None
        for key, live in sorted(lives.items())
        if live is not None and (path == live.path or path in live.pictures)
    }


RECORDS = st.one_of(
    st.builds(
        shows,
        st.sampled_from("abc"),
        st.integers(0, 9),
        st.dictionaries(st.sampled_from("xy"), st.sampled_from("12"), max_size=2),
        path=st.sampled_from(["", "", "x"]),
    ),
    st.builds(lambda post, minutes: replace(down(minutes), post=post), st.sampled_from("abc"), st.integers(0, 9)),
)


@given(before=st.lists(RECORDS, max_size=6), after=st.lists(RECORDS, max_size=8))
@example(before=[shows("a", 1, {"x": "1"})], after=[shows("b", 2, {"x": "2"})])
@example(before=[], after=[shows("a", 1, {"x": "1"}), replace(down(2), post="a"), shows("b", 3, {"x": "2"})])
@example(before=[], after=[shows("a", 2, {"x": "1"}), shows("a", 1, {"x": "2"})])
def test_what_is_told_of_a_path_is_what_the_records_say_one_by_one(
    before: list[Publication], after: list[Publication]
) -> None:
    known, records = history(*before), list(before)
    for record in [None, *after]:
        if record is not None:
            known.add(record)
            records.append(record)
        for path in "xy":
            users = users_of(known, records, path)
            assert known.users_of(path) == list(users)
            assert known.digests_at(path) == set(left_at(records, path).values())
            for post, origin in product("abc", "12"):
                rivals = [key for key, theirs in users.items() if key[0] != post and theirs != origin]
                assert known.rival_at(path, (post, "ja"), origin) == (rivals[0] if rivals else None)


def test_of_many_paths_those_asked_for_lately_are_held() -> None:
    known = history(*(shows(str(number), number, {f"{number}.jpg": "1"}) for number in range(100)))
    for _time in range(2):
        assert {known.rival_at(f"{number}.jpg", ("a", "ja"), "2") for number in range(100)} == {
            (str(number), "ja") for number in range(100)
        }


def test_ten_thousand_posts_that_show_one_picture_are_told_in_time_that_grows_with_them() -> None:
    known = history()
    with within(seconds=4):  # 0.5 s measured; each asking all of them takes minutes
        for number in range(10_000):
            key = str(number), "ja"
            assert known.rival_at("logo.png", key, "logo.png") is None
            assert known.digests_at("logo.png") == ({"logo.png"} if number else set())
            known.add(shows(key[0], number, {"logo.png": "logo.png", f"{number}.jpg": f"{number}.jpg"}))


def test_only_what_publishing_last_left_at_a_path_is_its_own() -> None:
    known = history(up(1, x="1"), up(2, x="2"), other(0, x="3"), down(4))
    assert known.digests_at("x") == {"2", "3"}
    assert known.digests_at("y") == frozenset()


def test_a_picture_that_is_no_longer_shown_is_still_ours() -> None:
    assert history(up(1, x="1"), up(2)).digests_at("x") == {"1"}


def test_a_history_grows() -> None:
    known = history(up(1))
    known.add(down(2))
    assert known.of("a", "ja").down == down(2)
    assert known.keys == [("a", "ja")]


def sign(minutes: int, by: str, text: str = "T", action: Action = Action.SIGNED) -> SignOff:
    return SignOff(time=at(minutes), action=action, post="a", language="ja", by=by, source="S", catalog=text)


def signed(*records: SignOff) -> list[str]:
    return [record.by for record in signers(records, "a", "ja", source="S", catalog="T")]


def test_people_count_once() -> None:
    assert signed(sign(1, "aya"), sign(2, "aya"), sign(3, "ben")) == ["aya", "ben"]


def test_a_sign_off_holds_for_exactly_its_text() -> None:
    assert signed(sign(1, "aya", "another text")) == []


def test_a_revoked_sign_off_does_not_hold() -> None:
    assert signed(sign(1, "aya"), sign(2, "aya", action=Action.REVOKED)) == []


def test_only_the_last_word_of_a_person_counts() -> None:
    assert signed(sign(1, "aya"), sign(2, "aya", "another text")) == []


def sign_offs(*records: SignOff) -> Records[SignOff]:
    data = "\n".join(encode(record) for record in records).encode()
    return Records(SignOff, data, placed(data, SignOff, shown="x"))


def test_sign_offs_of_a_post_are_those_in_its_language() -> None:
    here, elsewhere = sign(1, "aya"), replace(sign(2, "ben"), post="b")
    french = replace(sign(3, "eve"), language="fr")
    records = sign_offs(here, elsewhere, french)
    assert records.records_of("a", "ja") == [here]
    assert records.records_of("b", "ja") == [elsewhere]
    assert records.records_of("a", "fr") == [french]
    assert records.records_of("a", "en") == []
    assert records.keys == [("a", "fr"), ("a", "ja"), ("b", "ja")]
    assert [records.languages_of(post) for post in "abc"] == [{"ja", "fr"}, {"ja"}, set()]


def test_what_is_added_between_two_questions_is_there() -> None:
    records = sign_offs(sign(1, "aya"))
    for number in range(50):
        one = replace(sign(2, "ben"), post=str(number))
        assert records.records_of(one.post, "ja") == []
        records.add(one)
        assert records.records_of(one.post, "ja") == [one]
        again = replace(one, language="fr")
        records.add(again)
        assert (records.records_of(one.post, "ja"), records.records_of(one.post, "fr")) == ([one], [again])
    assert records.records_of("a", "ja") == [sign(1, "aya")]
    assert len(records.keys) == 101


def test_a_line_that_stands_twice_is_one_record_whatever_its_place() -> None:
    records = sign_offs(sign(2, "ben"), sign(1, "aya"), sign(2, "ben"))
    assert records.records_of("a", "ja") == [sign(1, "aya"), sign(2, "ben")]


def test_things_that_share_a_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_hash", lambda _about: 1)
    known = history(up(1, x="1"), other(0, y="2"))
    assert known.of("a", "ja").records == (up(1, x="1"),)
    assert [known.digests_at(path) for path in "xy"] == [{"1"}, {"2"}]
    assert known.users_of("y") == [("b", "ja")]
    assert known.languages_of("c") == set()


def test_who_signed_ten_thousand_posts_is_told_in_time_that_grows_with_them() -> None:
    posts = [str(number) for number in range(10_000)]
    with within(seconds=2):  # 0.1 s measured; each among all of them, 15 s
        found = sign_offs(*(replace(sign(1, "aya"), post=post) for post in posts))
        assert all(signers(found.records_of(post, "ja"), post, "ja", source="S", catalog="T") for post in posts)


def test_a_record_takes_little_more_than_its_line() -> None:
    many = 3000
    data = "\n".join(encode(replace(sign(1, "aya"), post=str(number))) for number in range(many)).encode()
    gc.collect()
    tracemalloc.start()
    found = Records(SignOff, data, placed(data, SignOff, shown="x"))
    assert found.records_of("7", "ja")
    height = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert height / many < 100


@pytest.fixture(params=[True, False], ids=["a disk to write to", "none"])
def scratch(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what is added; little of it is held in memory."""
    monkeypatch.setattr(module, "HELD", 1000)
    return tmp_path if request.param else tmp_path / "no folder"


def test_much_that_is_added_is_there_and_nothing_is_left_of_it(scratch: Path, tmp_path: Path) -> None:
    first, posts = replace(up(1), post="first"), [f"{number:03}" for number in range(100)]
    data = encode(first).encode()
    known = History(data, placed(data, Publication, shown="x"), scratch=scratch)
    for post in posts:
        known.add(replace(up(2, path=f"ja/{post}.md", logo="1"), post=post))
        known.add(replace(down(3), post=post))
    assert [len(known.of(post, "ja").records) for post in ("first", *posts)] == [1] + [2] * 100
    assert known.digests_at("logo") == {"1"}
    assert known.digests_at("ja/050.md") == {""}
    assert known.keys == sorted((post, "ja") for post in ("first", *posts))
    assert not list(tmp_path.iterdir())


def test_what_the_disk_does_not_give_back_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HELD", 0)
    known = History(scratch=tmp_path)
    for post in "abc":
        known.add(replace(up(1), post=post))
    monkeypatch.setattr(Scratch, "read", lambda _self, _slot: encode(up(1)).encode()[:20])
    assert known.of("c", "ja").live
    with pytest.raises(FileError, match=tmp_path.name):
        known.of("a", "ja")


def test_a_record_that_is_added_takes_a_few_bytes(tmp_path: Path) -> None:
    few, many = 1000, 5000
    heights = []
    for count in (few, many):
        gc.collect()
        tracemalloc.start()
        known = History(scratch=tmp_path)
        for number in range(count):
            known.add(replace(up(1, path=f"ja/{number}.md"), post=str(number)))
        heights.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (heights[1] - heights[0]) / (many - few) < 50
