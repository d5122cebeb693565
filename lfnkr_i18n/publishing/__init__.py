"""Publishing: pictures, ledgers, gates."""
