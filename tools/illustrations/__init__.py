"""Linocut illustrations of this website, drawn by program: `python -m tools.illustrations`."""
