"""Publishing: paths, pictures, ledgers, gates."""
