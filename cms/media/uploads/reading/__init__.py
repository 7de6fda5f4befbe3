"""Looks into files from outside. Without Django, so that a small process can do it (`child`)."""
