"""Cards over a screen: a question, the keys. Any screen may show one."""
