"""Which posts are written together."""

from __future__ import annotations

from pathlib import Path

import pytest

from lfnkr_i18n.publishing.assets import Picture
from lfnkr_i18n.steps.publishing.rendering import Rendered
from lfnkr_i18n.steps.publishing.writing import Asked, groups


def asked(output: str, *pictures: str, size: int = 0) -> Asked:
    placed = {path: Picture(path, Path(path), Path(path)) for path in pictures}
    return Asked(Rendered(output, output, "ja", output, data=b"x" * size, pictures=placed), named=False)


@pytest.mark.parametrize(
    ("posts", "together"),
    [
        pytest.param([], [], id="none"),
        pytest.param([asked(str(number)) for number in range(20)], [16, 4], id="at most sixteen"),
        pytest.param([asked("a", size=300_001), asked("b"), asked("c")], [1, 2], id="a large one ends its group"),
        pytest.param([asked("a"), asked("b"), asked("a")], [2, 1], id="one path"),
        pytest.param([asked("é.md"), asked("E\u0301.md")], [1, 1], id="one path where letters are folded"),
        pytest.param([asked("a", "p.jpg"), asked("b", "q.jpg"), asked("c", "p.jpg")], [2, 1], id="one picture"),
        pytest.param([asked("a", "b"), asked("b")], [1, 1], id="a picture where a post goes"),
        pytest.param([asked(""), asked("")], [2], id="what could not be read has no path"),
    ],
)
def test_groups(posts: list[Asked], together: list[int]) -> None:
    found = list(groups(posts))
    assert [len(group) for group in found] == together
    assert [one for group in found for one in group] == posts
