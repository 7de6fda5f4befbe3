"""Projects of the partnership: index, pages, updates, partners, contacts."""
