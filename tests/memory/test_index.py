"""The index of many texts: nothing near is missed, and whatever happens to its file, answers stay right."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from lfnkr_i18n.errors import FileError
from lfnkr_i18n.memory import FileFacts, Memory, StoredPair, index
from lfnkr_i18n.memory.base_file import open_base, write_base
from lfnkr_i18n.memory.records import FileState
from lfnkr_i18n.memory.signatures import BITS, counted, signatures
from lfnkr_i18n.memory.signed import SignedTexts
from lfnkr_i18n.memory.store import open_store, open_to_read

TOKEN = bytes(range(16))
EN_JA = ("en", "ja")
FEW = 50


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty texts are many here."""
    monkeypatch.setattr(index, "FEW", FEW)


# Signatures


def test_a_signature_says_which_characters_and_pairs_a_text_holds() -> None:
    one, other, both, none = signatures(["ab", "ba", "abba", ""])
    assert none.tolist() == [0] * (BITS // 64)
    assert one.tolist() != other.tolist()
    assert (both & one).tolist() == one.tolist()
    assert (both & other).tolist() == other.tolist()


@given(st.lists(st.text(max_size=40), max_size=20))
def test_texts_are_signed_alike_alone_and_together(texts: list[str]) -> None:
    together = signatures(texts)
    assert [row.tolist() for row in together] == [signatures([text])[0].tolist() for text in texts]


# Base files


def base_of(path: Path, texts: list[str]) -> SignedTexts:
    with path.open("wb") as stream:
        write_base(stream, TOKEN, [texts[:7], texts[7:]])
    base = open_base(path, TOKEN)
    assert base is not None
    return SignedTexts(base)


PHRASES = "we helped twelve families cross the river last winter and wrote a letter to school 家族 手紙 冬"
WORDS = PHRASES.split()
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=60, unique=True), TEXT, st.integers(1, 4), st.integers(40, 100))
def test_among_few_texts_nothing_is_missed(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], text: str, limit: int, least: int
) -> None:
    found = base_of(tmp_path_factory.mktemp("base") / "x.idx", texts).search(text, limit=limit, min_score=least)
    expected = sorted((fuzz.ratio(text, other) for other in texts), reverse=True)
    assert [score for score, _ in found] == [score for score in expected if score >= least][:limit]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(TEXT, min_size=1, max_size=60, unique=True), st.lists(st.tuples(TEXT, st.integers(40, 100)), max_size=9)
)
def test_texts_are_found_alike_alone_and_together(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], asked: list[tuple[str, float]]
) -> None:
    base = base_of(tmp_path_factory.mktemp("base") / "x.idx", texts)
    together = base.search_all([text for text, _ in asked], limit=3, least=[least for _, least in asked])
    assert together == [base.search(text, limit=3, min_score=least) for text, least in asked]


def test_thousands_are_found_alike_alone_and_together(tmp_path: Path) -> None:
    """Here only the likest by their signatures are compared, and a pass over the base serves many texts."""
    base = base_of(tmp_path / "x.idx", [f"{sentence(n)} {sentence(n * 31 + 7)}"[: 40 + n % 50] for n in range(9000)])
    asked = [f"{sentence(n)[3:]} we met {sentence(n + 5)}"[: 30 + n] for n in range(90)]
    together = base.search_all(asked, limit=4, least=[50] * len(asked))
    assert together == [base.search(text, limit=4, min_score=50) for text in asked]
    assert sum(map(bool, together)) > 45


def test_texts_with_every_bit_of_a_signature_are_told_apart(tmp_path: Path) -> None:
    """256 bits in common are more than a byte holds."""
    letters = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
    texts = [letters[n:] + letters[:n] for n in range(0, 3000, 10)]
    texts += ["雨" * 2990 + str(n) for n in range(200)]
    assert [int(bits) for bits in counted(signatures(texts[:1]))] == [BITS]
    found = base_of(tmp_path / "x.idx", texts).search(letters[20:] + letters[:19], limit=1, min_score=70)
    assert found[0][1] in texts[:300]


@pytest.mark.parametrize("text", ["", "x", "\ud800", "家" * 3000, "👩‍👩‍👧‍👦"])
def test_odd_texts_can_be_held_and_looked_for(tmp_path: Path, text: str) -> None:
    texts = base_of(tmp_path / "x.idx", ["a text", text, "another text"])
    assert [found for _, found in texts.search("a text", limit=1, min_score=70)] == ["a text"]
    assert len(texts.search(text, limit=1, min_score=70)) <= 1


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:100], id="a piece of the header"),
        pytest.param(lambda data: data[:-1], id="cut short"),
        pytest.param(lambda data: data + b"\0", id="longer"),
        pytest.param(lambda data: b"x" + data[1:], id="another kind of file"),
        pytest.param(lambda data: data[:40] + b"\xff" + data[41:], id="a changed header"),
        pytest.param(lambda data: data[:8] + b"\x02" + data[9:], id="another version"),
    ],
)
def test_a_base_file_that_cannot_be_used_is_none(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "x.idx"
    base_of(path, ["one", "two"])
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    assert open_base(path, TOKEN) is None


def test_a_base_file_of_another_token_is_none(tmp_path: Path) -> None:
    base_of(tmp_path / "x.idx", ["one"])
    assert open_base(tmp_path / "x.idx", bytes(16)) is None
    assert open_base(tmp_path / "y.idx", TOKEN) is None


def test_an_empty_base_finds_nothing(tmp_path: Path) -> None:
    assert base_of(tmp_path / "x.idx", []).search("text", limit=3, min_score=0) == []


def test_the_search_goes_on_while_it_comes_near(tmp_path: Path) -> None:
    """Other orders of a text's words share more of its bits than the one that is most like it."""
    words = ["mother", "wrote", "letter", "about", "school", "winter", "border"]
    others = [" ".join(order) + " came" for order in permutations(words)][1:1800]
    found = base_of(tmp_path / "x.idx", [*others, "-".join(words)]).search(" ".join(words), limit=1, min_score=70)
    assert [text for _, text in found] == ["-".join(words)]


# The index of a database


def sentence(number: int) -> str:
    return f"{WORDS[number % 7]} {WORDS[number % 11]} {number * 7919} {WORDS[number % 13]} {WORDS[number % 5]} came."


class Archive:
    """A memory on disk whose files are lists of numbers: number n is the pair of sentence(n) and `文n`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "memory.sqlite"
        self.refused = False

    def put(self, name: str, numbers: range) -> None:
        store = open_store(self.path)
        with store.transaction():
            pairs = [StoredPair(sentence(n), f"文{n}", EN_JA) for n in numbers]
            store.put(name, FileState(1, 1, name), FileFacts(name), pairs)
        store.close()

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        if self.refused:
            raise FileError("another run is working on it", path="memory.sqlite")
        yield

    def find(self, *numbers: int) -> list[str]:
        """The translations of the texts most like these numbers' sentences, one character being wrong."""
        store = open_to_read(self.path)
        assert store is not None
        memory = Memory(store, lock=self.lock)
        found = []
        for number in numbers:
            text = sentence(number)[:-5] + "kame."
            matches = memory.search(text, source_language="en", target_language="ja", limit=1)
            found += [match.target for match in matches]
        memory.close()
        return found

    def bases(self) -> list[str]:
        return sorted(path.name for path in self.path.parent.glob("memory-*"))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path)
    made.put("a", range(300))
    return made


def test_few_texts_have_no_base_file(tmp_path: Path) -> None:
    few = Archive(tmp_path)
    few.put("a", range(FEW))
    assert few.find(7) == ["文7"]
    assert few.bases() == []


def test_many_texts_get_one_which_stays(archive: Archive) -> None:
    assert archive.find(7, 299) == ["文7", "文299"]
    (base,) = archive.bases()
    assert archive.find(8) == ["文8"]
    assert archive.bases() == [base]


def test_what_is_added_is_found_without_a_new_base_until_it_is_much(archive: Archive) -> None:
    archive.find(7)
    before = archive.bases()
    archive.put("b", range(300, 300 + FEW))
    assert archive.find(7, 330) == ["文7", "文330"]
    assert archive.bases() == before
    archive.put("c", range(500, 510))
    assert archive.find(7, 330, 505) == ["文7", "文330", "文505"]
    (base,) = archive.bases()
    assert [base] != before


def test_what_is_gone_is_not_found_and_hides_nothing(archive: Archive) -> None:
    archive.find(7)
    archive.put("a", range(20, 300))
    assert archive.find(7) != ["文7"]
    assert archive.find(25) == ["文25"]
    archive.put("a", range(200, 300))
    assert archive.find(7, 250)[-1] == "文250"


def test_a_changed_translation_is_found(archive: Archive) -> None:
    archive.find(7)
    store = open_store(archive.path)
    with store.transaction():
        store.put("b", FileState(1, 1, "b"), FileFacts("z"), [StoredPair(sentence(7), "七", EN_JA)])
        store.drop("a")
    store.close()
    assert archive.find(7) == ["七"]


def test_a_text_that_stays_keeps_its_place_in_the_index(archive: Archive) -> None:
    archive.find(7)
    store = open_store(archive.path)
    before = store.rows("SELECT max(id) FROM text")
    store.close()
    archive.put("a", range(300))
    store = open_store(archive.path)
    assert store.rows("SELECT max(id) FROM text") == before
    store.close()


def test_the_texts_of_a_direction_are_counted(archive: Archive) -> None:
    """What is stored twice counts once, what is taken back not at all, and what another file has still counts."""
    archive.put("b", range(250, 400))
    archive.put("a", range(100))
    store = open_store(archive.path)
    with store.transaction(), contextlib.suppress(FileError):
        store.put("c", FileState(1, 1, "c"), FileFacts("c"), broken_off())
    found = {(row.source_language, row.target_language): row.texts for row in store.direction_stats()}
    rows = store.rows("SELECT source, target, count(*) FROM text JOIN direction d ON d.id = direction GROUP BY d.id")
    assert found == {(source, target): count for source, target, count in rows} == {EN_JA: 250, ("ja", "en"): 250}
    store.close()


def broken_off() -> Iterator[StoredPair]:
    for number in range(6000):
        yield StoredPair(f"Sentence {number} of another file.", f"別の文{number}", EN_JA)
    raise FileError("the file ends too early", path="c")


@pytest.mark.parametrize("damage", ["missing", "empty", "cut short", "overwritten"])
def test_a_broken_base_is_built_again(archive: Archive, damage: str) -> None:
    archive.find(7)
    (path,) = (archive.path.with_name(name) for name in archive.bases())
    data = path.read_bytes()
    path.unlink()
    if damage != "missing":
        path.write_bytes({"empty": b"", "cut short": data[:-64], "overwritten": b"\x55" * len(data)}[damage])
    assert archive.find(7, 299) == ["文7", "文299"]


def test_a_base_whose_texts_are_damaged_gives_no_wrong_answer(archive: Archive) -> None:
    archive.find(7)
    (path,) = (archive.path.with_name(name) for name in archive.bases())
    data = path.read_bytes()
    path.write_bytes(data[:4096] + data[4096:].replace(b"came.", b"xx\xff\xfe."))
    assert archive.find(7) in ([], ["文7"])


def test_a_restored_backup_gets_an_index_of_its_own(archive: Archive, tmp_path: Path) -> None:
    archive.find(7)
    backup = tmp_path / "backup"
    shutil.copy(archive.path, backup)
    archive.put("b", range(300, 600))
    assert archive.find(450) == ["文450"]
    for suffix in ("-wal", "-shm"):
        archive.path.with_name(archive.path.name + suffix).unlink(missing_ok=True)
    shutil.copy(backup, archive.path)
    assert archive.find(450) != ["文450"]
    archive.put("c", range(700, 1200))  # ids that the other index knows for other texts
    assert archive.find(7, 701, 1100) == ["文7", "文701", "文1100"]


def test_a_base_that_cannot_be_replaced_is_left_and_tried_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to delete a file that a process has mapped."""
    archive.find(7)
    (old,) = archive.bases()
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == old:
            raise PermissionError(13, "in use")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    archive.put("b", range(300, 400))
    assert archive.find(350) == ["文350"]
    assert len(archive.bases()) == 2
    monkeypatch.undo()
    monkeypatch.setattr(index, "FEW", FEW)
    archive.put("c", range(400, 500))
    assert archive.find(450) == ["文450"]
    assert len(archive.bases()) == 1


def test_without_the_lock_all_texts_are_compared(archive: Archive) -> None:
    archive.refused = True
    assert archive.find(7, 299) == ["文7", "文299"]
    assert archive.bases() == []


def test_a_build_that_fails_leaves_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    assert archive.find(7) == ["文7"]
    assert archive.bases() == []
    assert list((archive.path.parent / "tmp").iterdir()) == []


def test_recall_among_thousands(tmp_path: Path) -> None:
    """A small cousin of benchmarks/memory.py: texts of one vocabulary, edited queries, brute force as the truth."""
    texts = [f"{sentence(n)} {sentence(n * 31 + 7)}" for n in range(8000)]
    base = base_of(tmp_path / "x.idx", texts)
    missed = []
    for n in range(0, 8000, 80):
        query = texts[n][: len(texts[n]) - n % 17] + " and they came"
        (best,) = process.extract(query, texts, scorer=fuzz.ratio, limit=1)
        found = base.search(query, limit=1, min_score=70)
        if best[1] >= 70 and (not found or found[0][0] < best[1]):
            missed.append((query, best[1]))
    assert missed == []
