"""Memory: the project's translations, opened, told of, and exchanged with other tools."""
