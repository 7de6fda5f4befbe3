"""The 17 Sustainable Development Goals: snippets, tiles, the goals overview."""
