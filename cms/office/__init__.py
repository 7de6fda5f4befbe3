"""The office behind the site: names and legal facts, menu, notices, redirects."""
