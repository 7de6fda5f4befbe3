"""The list of all translations with their states, in the desk, on the home panel and beside each page."""
