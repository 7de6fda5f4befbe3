"""The main menu and the footer, as they are printed, and what is wrong with them."""
