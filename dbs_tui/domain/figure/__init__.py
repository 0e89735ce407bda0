"""How a body moves, in numbers. It knows no exercise: training says which move shows one, and when."""
