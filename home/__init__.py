"""The site itself: home page, content, legal and accessibility pages, and the content package."""
