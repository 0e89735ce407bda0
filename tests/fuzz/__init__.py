"""Every input of the program, garbled: nothing may come of it but clear errors. ``make fuzz`` runs it at length."""
