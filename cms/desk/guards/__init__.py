"""What keeps everybody within their rights: addresses of wagtail-localize, snippets, values."""
