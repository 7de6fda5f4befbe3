"""The terms and their preferred translations."""
