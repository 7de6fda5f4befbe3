"""Our views at the addresses of wagtail-localize."""
