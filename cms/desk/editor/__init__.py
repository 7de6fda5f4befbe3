"""The page on which a translator works, segment by segment."""
