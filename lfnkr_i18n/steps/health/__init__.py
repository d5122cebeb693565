"""Health: what doctor looks at."""
