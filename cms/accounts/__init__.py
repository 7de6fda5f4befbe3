"""People who log in: the user model, roles and their rights."""
