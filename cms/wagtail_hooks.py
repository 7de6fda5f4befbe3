"""What the platform adds to Wagtail."""

from wagtail import hooks

from .rich_text import ExternalLinkHandler


@hooks.register("register_rich_text_features")
def register_external_links(features) -> None:
    features.register_link_type(ExternalLinkHandler)
