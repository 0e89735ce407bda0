"""The card for a routine made to measure: so much time, with or without the floor, how hard, what for."""

from dbs_tui.domain.building.generate import MINUTES, Occasion, RoutineRequest, Strength, routine_for
from dbs_tui.domain.building.quantity import Quantity
from dbs_tui.domain.common.text import clock
from dbs_tui.domain.training.exercise import Catalogue
from dbs_tui.domain.training.routine import Routine
from dbs_tui.domain.training.timeline import length_in_seconds
from dbs_tui.ui.kit.form import Form, FormScreen, Values
from dbs_tui.ui.kit.step_fields import ChoiceField, NumberField

FLOOR = ((True, "with the floor"), (False, "no floor"))
OCCASIONS = (
    (Occasion.ANY, "any time"),
    (Occasion.RUN, "before a run"),
    (Occasion.DESK, "a break at the desk"),
    (Occasion.EVENING, "in the evening"),
)


class GenerateScreen(FormScreen[Routine]):
    """Asks how long, how hard and what for; dismisses with the routine, which is told at once."""

    def __init__(self, catalogue: Catalogue) -> None:
        fields = (
            NumberField("minutes", "Minutes", 5, Quantity(MINUTES)),
            ChoiceField("floor", "Floor", True, FLOOR),
            ChoiceField("strength", "How hard", Strength.STANDARD, tuple((each, each.value) for each in Strength)),
            ChoiceField("occasion", "When", Occasion.ANY, OCCASIONS),
        )
        super().__init__(Form("Made to measure", fields, lambda values: made(catalogue, values), verb="Make it"))
        self.catalogue = catalogue

    def note(self) -> str:
        """The routine that comes of it."""
        if self.values["minutes"] is None:
            return ""
        routine = made(self.catalogue, self.values)
        moves = " · ".join(block.exercise.name.split()[-1].lower() for block in routine.blocks)
        return f"{clock(length_in_seconds(routine))}  {moves}"


def made(catalogue: Catalogue, values: Values) -> Routine:
    """The routine that the values of the card wish for."""
    wish = RoutineRequest(
        minutes=values["minutes"],
        floor=values["floor"],
        strength=values["strength"],
        occasion=values["occasion"],
    )
    return routine_for(catalogue, wish)
