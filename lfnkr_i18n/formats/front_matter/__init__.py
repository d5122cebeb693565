"""Front matter (YAML, TOML, JSON) by the spans of its values."""
