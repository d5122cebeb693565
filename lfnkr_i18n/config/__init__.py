"""lfnkr.toml, and where a project keeps its files."""
