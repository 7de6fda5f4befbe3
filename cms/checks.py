"""The project's rules as system checks, so that a machine holds them and not memory."""
