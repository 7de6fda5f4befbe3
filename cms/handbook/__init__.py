"""The guides of ``docs/`` for those who work in the admin, shown in its help menu."""
