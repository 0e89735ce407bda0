"""The figure in dots: joints to shapes, shapes to dots, dots to characters. Pure: no screen, no clock."""
