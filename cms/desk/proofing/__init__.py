"""Checks of translated text, segment by segment."""
