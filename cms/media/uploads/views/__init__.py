"""Our views at Wagtail's addresses for images and documents."""
