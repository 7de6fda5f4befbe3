"""German: 01.07.2026 as everybody types it; dates without a year are not guessed."""

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y"]
