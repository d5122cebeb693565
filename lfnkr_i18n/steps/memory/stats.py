"""How big the memory is, where its pairs come from, and how it is searched."""

from __future__ import annotations

import contextlib

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.memory import DirectionStats
from lfnkr_i18n.steps.memory.opening import INDEX, TMX, open_memory


class ImportedStats(msgspec.Struct, frozen=True):
    """An imported memory."""

    path: str
    """From the project's folder."""
    pairs: int
    tool: str
    """The program it comes from, as it says."""


class MemoryStats(msgspec.Struct, frozen=True):
    """The memory of a project, as it is now."""

    rows: tuple[DirectionStats, ...]
    """One a direction, by its languages."""
    catalogs: int
    """Catalogs with reviewed pairs."""
    imported: tuple[ImportedStats, ...]
    database_bytes: int
    """Size of the database, its log included; 0: there is none on the disk."""
    index_bytes: int
    """Size of the base files."""
    problems: tuple[str, ...]
    """Files that could not be read and are left out, one line each."""


def memory_stats(project: Project) -> MemoryStats:
    """Return how big the memory is; it is brought up to date first, and no index is built for it."""
    with open_memory(project) as memory:
        rows = tuple(memory.directions())
        sources = memory.sources()
        problems = memory.problems
    imported = tuple(ImportedStats(name, pairs, tool) for name, pairs, tool in sources if name.endswith(TMX))
    return MemoryStats(
        rows,
        sum(bool(pairs) and not name.endswith(TMX) for name, pairs, _tool in sources),
        imported,
        _bytes(project, f"{INDEX}*"),
        _bytes(project, "memory-*.idx"),
        problems,
    )


def _bytes(project: Project, pattern: str) -> int:
    total = 0
    with contextlib.suppress(OSError):
        for path in project.cache.glob(pattern):
            with contextlib.suppress(OSError):
                total += path.stat().st_size
    return total
