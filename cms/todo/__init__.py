"""What is to be done on the site, named by the apps that know it and shown on the admin's home page.

An app calls ``register(Item(…))`` in its ``ready``; this package counts, lists and links.
"""

from .items import Action, Entry, Item, items, register

__all__ = ["Action", "Entry", "Item", "items", "register"]
