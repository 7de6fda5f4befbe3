"""What follows from a change of the source: strings, aliases, pages moved or taken away."""
