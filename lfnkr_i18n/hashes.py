"""BLAKE2b without OpenSSL, which hashlib loads first: that takes 3 ms, and every command takes a digest.

The standard library does so itself, for the SHA-512 of `random`.
"""

try:
    from _blake2 import blake2b
except ImportError:  # a Python that makes its digests elsewhere
    from hashlib import blake2b

__all__ = ["blake2b"]
