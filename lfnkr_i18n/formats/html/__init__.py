"""HTML as text and skeleton: raw HTML in Markdown posts, block by block."""
