"""Patterns are compiled when they are asked for: loading a module costs none of them, and all of them are right."""

from __future__ import annotations

import ast
import gc
import pickle
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import lfnkr_i18n
from lfnkr_i18n.patterns import Compiled, Lazy, lazy

MODULES = [
    module.name
    for module in pkgutil.walk_packages(lfnkr_i18n.__path__, "lfnkr_i18n.")
    if module.name != "lfnkr_i18n.__main__"
]


def patterns() -> list[Compiled]:
    """Return the patterns of all modules."""
    for name in MODULES:
        import_module(name)
    return [one for one in gc.get_objects() if isinstance(one, Compiled)]


@pytest.mark.filterwarnings("error")
def test_every_pattern_compiles() -> None:
    found = patterns()
    assert len(found) > 400
    for one in found:
        assert Lazy(*one.__reduce__()[1]).groups >= 0, one.pattern


@pytest.mark.parametrize("path", sorted(Path(lfnkr_i18n.__path__[0]).rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_compiles_a_pattern_when_it_is_loaded(path: Path) -> None:
    own = [one for one in ast.parse(path.read_bytes()).body if not isinstance(one, ast.FunctionDef | ast.ClassDef)]
    calls = [node for one in own for node in ast.walk(one) if isinstance(node, ast.Call)]
    assert "re.compile" not in [ast.unparse(call.func) for call in calls]


def test_a_lazy_pattern_is_what_re_compiles() -> None:
    late, now = lazy("(?P<n>a+)", re.IGNORECASE), re.compile("(?P<n>a+)", re.IGNORECASE)
    text = "bAab aa"
    assert (late.pattern, late.flags, late.groups) == (now.pattern, now.flags, now.groups)
    assert dict(late.groupindex) == dict(now.groupindex)
    assert late.findall(text, 1) == now.findall(text, 1)
    assert [match.span() for match in late.finditer(text)] == [match.span() for match in now.finditer(text)]
    assert late.sub("x", text) == now.sub("x", text)
    assert late.subn("x", text, 1) == now.subn("x", text, 1)
    assert late.split(text) == now.split(text)
    for method in ("search", "match", "fullmatch"):
        assert str(getattr(late, method)("aa")) == str(getattr(now, method)("aa"))
    assert lazy(b"a").findall(b"aa") == [b"a", b"a"]


@pytest.mark.parametrize("asked", [False, True])
def test_a_pattern_goes_to_workers(asked: bool) -> None:
    late = lazy("a+", re.IGNORECASE)
    if asked:
        assert late.search("A")
    copy = pickle.loads(pickle.dumps(late))  # noqa: S301 - our own
    assert copy.findall("Aab") == ["Aa"]


def test_a_wrong_pattern_says_so() -> None:
    late = lazy("(")
    with pytest.raises(re.error):
        late.search("a")
    with pytest.raises(AttributeError):
        late.nothing  # type: ignore[attr-defined]  # noqa: B018
