"""Holds the guards by machine: a guarded address that no longer leads to our view is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.core.checks import Error, Tags, register
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, resolve, reverse

OURS = "cms.desk."
NAMESPACE = "wagtail_localize"
#: What stands in an address for each kind of converter.
SAMPLES = {"IntConverter": 1, "SlugConverter": "a", "StringConverter": "a", "UUIDConverter": "0" * 32}


def stock_patterns() -> Iterator[URLPattern]:
    """Every address that wagtail-localize registers in the admin, as it is installed now."""
    from wagtail_localize.wagtail_hooks import register_admin_urls

    def walk(patterns) -> Iterator[URLPattern]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern

    yield from walk(register_admin_urls())


def stock_address(pattern: URLPattern) -> str:
    """An address that the pattern matches. Raises NoReverseMatch."""
    converters = pattern.pattern.converters
    arguments = {name: SAMPLES.get(type(converter).__name__, "a") for name, converter in converters.items()}
    return reverse(f"{NAMESPACE}:{pattern.name}", kwargs=arguments)


def unguarded_addresses(find: Callable = resolve) -> list[tuple[str, str]]:
    """Addresses of wagtail-localize that do not lead to a view of the desk, each with what it leads to."""
    found = []
    for pattern in stock_patterns():
        try:
            address = stock_address(pattern)
            module = find(address).func.__module__
        except (NoReverseMatch, Resolver404) as error:
            found.append((str(pattern.pattern), type(error).__name__))
            continue
        if not module.startswith(OURS):
            found.append((address, module))
    return found


@register(Tags.urls)
def guarded_addresses_are_ours(app_configs, **_kwargs) -> list[Error]:
    """``desk.E001``: an address of wagtail-localize is open because our view is not reached."""
    return [
        Error(
            f"{address} leads to {module}, not to a view of the translation desk.",
            hint="wagtail-localize's own views do not look at rights, locks and moderation. Give the address a view "
            "in cms/desk/guards/addresses.py, and keep the order of the hook `register_admin_urls` there below 0.",
            id="desk.E001",
        )
        for address, module in unguarded_addresses()
    ]
