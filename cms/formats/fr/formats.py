"""French: the admin's date fields write 01.07.2026 in both languages, so French reads it too."""

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y"]
