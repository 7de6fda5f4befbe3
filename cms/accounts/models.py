"""The user model. Our own from the first migration on, because it cannot be swapped later."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who logs in to the admin: office staff, translators, administrators."""
