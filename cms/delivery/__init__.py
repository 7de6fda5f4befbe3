"""The same content for machines: APIs, sitemap, robots, health."""
