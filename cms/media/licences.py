"""Licences an image or a document may stand under, each with the address of its text."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Short codes; the labels are what is printed in a credit line."""

    OWN_WORK = "own-work", _("own work")
    RIGHTS_GRANTED = "rights-granted", _("used with permission")
    CC0 = "cc0-1.0", "CC0 1.0"
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_3 = "cc-by-3.0", "CC BY 3.0"
    CC_BY_SA_3 = "cc-by-sa-3.0", "CC BY-SA 3.0"
    DL_DE_BY = "dl-de-by-2.0", "dl-de/by-2-0"
    DL_DE_ZERO = "dl-de-zero-2.0", "dl-de/zero-2-0"
    STOCK = "stock", _("stock licence")
    PUBLIC_DOMAIN = "public-domain", _("public domain")


LICENCE_URLS: dict[str, str] = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY_3: "https://creativecommons.org/licenses/by/3.0/",
    Licence.CC_BY_SA_3: "https://creativecommons.org/licenses/by-sa/3.0/",
    Licence.DL_DE_BY: "https://www.govdata.de/dl-de/by-2-0",
    Licence.DL_DE_ZERO: "https://www.govdata.de/dl-de/zero-2-0",
}


class Consent(models.TextChoices):
    """Consent of the people shown (duties.md, "Pictures")."""

    NONE_SHOWN = "none-shown", _("No recognisable person is shown.")
    GIVEN = "given", _("All persons shown have consented.")
    GUARDIAN = "guardian", _("Parents or guardians have consented for the children shown.")
