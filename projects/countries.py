"""Countries a project or a partner can be in: ISO 3166-1 codes with translated names."""

from django.utils.translation import gettext_lazy as _

COUNTRIES = [
    ("CI", _("Côte d’Ivoire")),
    ("DE", _("Germany")),
    ("BJ", _("Benin")),
    ("BF", _("Burkina Faso")),
    ("CM", _("Cameroon")),
    ("GH", _("Ghana")),
    ("GN", _("Guinea")),
    ("LR", _("Liberia")),
    ("ML", _("Mali")),
    ("SN", _("Senegal")),
    ("TG", _("Togo")),
    ("BE", _("Belgium")),
    ("FR", _("France")),
    ("NL", _("Netherlands")),
]
COUNTRY_NAMES = dict(COUNTRIES)
