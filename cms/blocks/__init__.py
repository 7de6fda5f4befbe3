"""Shared StreamField blocks, one family a module. `body.BodyBlock` puts them together."""
