"""How the form of a page is laid out for editors: tabs, folded groups, what is missing, the other language."""
