"""Safety: the emergency signs and the other pages."""
