"""What is translated and what is carried over, declared once (style.md, "Translation policy")."""

from wagtail_localize.fields import SynchronizedField


def synchronised(*names: str) -> list[SynchronizedField]:
    """Fields that are copied from the source and that a translation can never change.

    In: field names. Out: wagtail-localize declarations for ``override_translatable_fields``.
    """
    return [SynchronizedField(name, overridable=False) for name in names]
