"""Texts of the office in other languages than German, for those who translate."""
