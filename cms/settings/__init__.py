"""Settings, read from the environment. Choose a module by ``DJANGO_SETTINGS_MODULE``."""
