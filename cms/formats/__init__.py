"""How dates are read, in addition to what Django knows of each language."""
