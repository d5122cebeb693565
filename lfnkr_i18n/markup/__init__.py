"""The markup inside a segment: tags, links, emphasis, code."""
