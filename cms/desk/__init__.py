"""The translators' desk: what stands around wagtail-localize's segments (docs/decisions/0009)."""
