"""Publishing: sign-offs, gates, rendering, writing, and taking down."""
