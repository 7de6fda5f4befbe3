"""Where the site's links lead, and which lead nowhere: links to this site at once, others by a nightly task."""
