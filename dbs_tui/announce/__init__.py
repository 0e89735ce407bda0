"""How a cue reaches a person. Each way fails silently: a missing one never stops a workout."""
