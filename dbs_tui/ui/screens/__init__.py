"""One module and one stylesheet a screen. Screens never import screens."""
