"""Posts of every kind: bytes to segments and back."""
