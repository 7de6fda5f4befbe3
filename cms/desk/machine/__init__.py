"""Machine translation by services outside, as background work."""
