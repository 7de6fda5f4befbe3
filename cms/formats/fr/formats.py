"""French: the first of a month is “1er” (see `cms.ordinals`).

The admin's date fields write 01.07.2026 in both languages, so French reads it too.
"""

DATE_FORMAT = "jS F Y"
DATETIME_FORMAT = "jS F Y H:i"
MONTH_DAY_FORMAT = "jS F"

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y"]
