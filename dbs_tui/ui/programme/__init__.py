"""The programme: what it is today, what can be chosen at a week's end, and how one is begun."""
