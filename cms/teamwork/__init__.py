"""How people share the work: authors of partner organisations, a second pair of eyes, what waits for whom."""
