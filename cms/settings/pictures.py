"""Pictures and their rights. Taken over by ``base``."""

WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.ImageForm"
