"""Files for translators outside: PO and XLIFF."""
