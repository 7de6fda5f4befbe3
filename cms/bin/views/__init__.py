"""The screens of the bin."""
