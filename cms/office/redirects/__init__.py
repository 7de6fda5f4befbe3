"""Old addresses: which redirect answers, what is wrong with one, and many at once from a file."""
