"""What this machine has for lfnkr: Python, libraries, gettext, a terminal; and a disk that locks and has room."""

from __future__ import annotations

import contextlib
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from lfnkr_i18n.files import reason
from lfnkr_i18n.locking import acquire
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.steps.health.diagnosis import Diagnosis, broken, warning, well

PACKAGE = "lfnkr_i18n"

LITTLE_SPACE = 500_000_000
"""Free bytes below which doctor warns: the memory's index of a million segments takes up to 400 MB."""

_REQUIREMENT = lazy(r"(?P<name>[A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*\(?(?P<versions>[^;)]*)")
_OPERATOR = lazy(r"(==|>=|<=|!=|~=|<|>)\s*(\d+(?:\.\d+)*)")
_MOUNT = lazy(r"\S+ (\S+) (\S+) ")
_OCTAL = lazy(r"\\([0-7]{3})")  # how a blank in a mount's path is written

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "vboxsf", "davfs", "glusterfs"}
)
"""File systems on which a lock may not be seen by other machines; FUSE's (`fuse.sshfs`) count as well."""


def machine(*, encoding: str | None = None) -> Iterator[Diagnosis]:
    """Yield what is found outside of any project; `encoding` is the terminal's (default: standard output's)."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield well("Python", version)  # an older one than requires-python does not get this far
    yield from _libraries()
    if shutil.which("msgfmt"):
        yield well("gettext", _("msgfmt is installed"))
    else:
        yield warning("gettext", _("msgfmt is not installed"), _("optional: install gettext to check PO files by hand"))
    yield _terminal(encoding if encoding is not None else sys.stdout.encoding)


def _libraries() -> Iterator[Diagnosis]:
    """Yield a diagnosis for every library that is missing or has another version, else one for all of them."""
    try:
        requirements = metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:
        yield warning(
            _("libraries"), _("lfnkr is not installed as a package"), _("run `pip install -e .` in its folder")
        )
        return
    wrong = [found for requirement in requirements if (found := _library(requirement)) is not None]
    yield from wrong or [well(_("libraries"), _("all are installed, in the versions asked for"))]
    import yaml

    if not yaml.__with_libyaml__:
        yield warning(
            "PyYAML", _("was built without libyaml, and reads front matter 7 times slower"), _("reinstall it")
        )


def _library(requirement: str) -> Diagnosis | None:
    """Say what is wrong with a library that `requirement` asks for; None for a good or an optional one."""
    parts = _REQUIREMENT.match(requirement)
    if parts is None or "extra ==" in requirement:
        return None
    name, versions = parts["name"], parts["versions"].strip()
    advice = _("run `pip install '{requirement}'`").format(requirement=f"{name}{versions}")
    try:
        installed = metadata.version(name)
    except metadata.PackageNotFoundError:
        return broken(name, _("is not installed"), advice)
    if fits(installed, versions):
        return None
    message = _("version {installed} is installed, {versions} is needed").format(installed=installed, versions=versions)
    return broken(name, message, advice) if "==" in versions else warning(name, message, advice)


def fits(installed: str, versions: str) -> bool:
    """Tell whether a version is one of those a requirement allows; only numbers are compared.

    >>> fits("1.12", ">=1.11.4,<2"), fits("2.0", ">=1.11.4,<2"), fits("0.10.30", "==0.10.3")
    (True, False, False)
    """
    have = _numbers(installed)
    for operator, wanted in _OPERATOR.findall(versions):
        want = _numbers(wanted)
        allowed: Mapping[str, bool] = {
            "==": have == want,
            "!=": have != want,
            ">=": have >= want,
            "<=": have <= want,
            ">": have > want,
            "<": have < want,
            "~=": have >= want and have[: len(want) - 1] == want[:-1],
        }
        if not allowed[operator]:
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    """Return a version's numbers, without zeros at the end (1.0 is 1)."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _terminal(encoding: str | None) -> Diagnosis:
    name = (encoding or "").lower().replace("_", "-")
    if name in ("utf-8", "utf8", "cp65001"):
        return well(_("terminal"), "UTF-8")
    message = _("writes {encoding}, which cannot show every language").format(encoding=encoding or "?")
    return warning(_("terminal"), message, _("set PYTHONUTF8=1, or a UTF-8 locale such as en_US.UTF-8"))


def disk(root: Path, cache: Path) -> Iterator[Diagnosis]:
    """Yield whether the project's disk has room, and whether locks keep two runs apart there."""
    free = shutil.disk_usage(root).free
    amount = _("{amount} MB free").format(amount=free // 1_000_000)
    if free < LITTLE_SPACE:
        yield warning(_("disk"), amount, _("free some space"))
    else:
        yield well(_("disk"), amount)
    yield _locks(cache)
    kind = file_system(root)
    if kind in NETWORK_FILE_SYSTEMS or kind.startswith("fuse."):
        message = _("the project lies on a network file system ({kind})").format(kind=kind)
        yield warning(_("locks"), message, _("let only one machine work on it at a time"))


def _locks(cache: Path) -> Diagnosis:
    """Hold a lock and try to take it again: where that succeeds, the file system does not lock."""
    advice = _("move the project to a disk of this machine")
    folder = cache / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as held:
            for _time in range(2):
                held.callback(acquire(folder, "doctor", wait=0))
        return broken(_("locks"), _("this file system does not lock files"), advice)
    except TimeoutError:
        return well(_("locks"), _("two runs cannot write one file at a time"))
    except OSError as error:
        return broken(_("locks"), reason(error), _("make .lfnkr writable, or delete it"))
    except NotImplementedError:
        return broken(_("locks"), _("this file system does not lock files"), advice)


def file_system(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Return the type of the file system that holds `path` (`ext4`, `nfs4`); empty where the system does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    place = path.resolve()
    best, kind = -1, ""
    for line in lines:
        if found := _MOUNT.match(line):
            mount = Path(_OCTAL.sub(lambda digits: chr(int(digits[1], 8)), found[1]))
            if place.is_relative_to(mount) and len(mount.parts) >= best:
                best, kind = len(mount.parts), found[2]
    return kind
