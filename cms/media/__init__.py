"""Pictures and documents: who made them, under which licence, and how they are printed."""
