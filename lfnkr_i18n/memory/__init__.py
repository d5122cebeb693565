"""The memory: reviewed pairs, looked up for drafts."""
