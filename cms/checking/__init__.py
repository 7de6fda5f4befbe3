"""Checks of what is written, before it is published: rules, a figure for readability, and their side panel."""
