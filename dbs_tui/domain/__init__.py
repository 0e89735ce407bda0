"""What a workout is: immutable values and pure functions, standard library only, no input, output or clock."""
