"""Importing: the posts of a WordPress export file become posts of the project."""
