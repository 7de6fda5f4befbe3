"""The platform: pages, blocks, media, delivery and accounts. Knows nothing of projects or goals."""
