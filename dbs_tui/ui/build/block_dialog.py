"""The card of one block: everything that can be changed in it, and at once what it costs."""

from collections.abc import Callable, Iterator, Sequence

from dbs_tui.domain.building.fields import BlockEdit, at_level, changed, fields, level_of, ways
from dbs_tui.domain.building.quantity import Quantity
from dbs_tui.domain.training.exercise import Side
from dbs_tui.domain.training.routine import REST, Block
from dbs_tui.ui.kit.fields import FormField
from dbs_tui.ui.kit.form import Form, FormError, FormScreen, Values
from dbs_tui.ui.kit.step_fields import ChoiceField, NumberField

SIDES = ((None, "take turns"), (Side.LEFT, "left"), (Side.RIGHT, "right"))


class BlockScreen(FormScreen[BlockEdit]):
    """Edits a block; dismisses with what is to be changed in it."""

    def __init__(self, block: Block, cost: Callable[[Block], str]) -> None:
        super().__init__(Form(block.exercise.name, tuple(_fields(block)), self._read, verb="Apply"))
        self.block = block
        self.cost = cost

    def edited(self) -> Block | None:
        """The block as the form has it; ``None`` while a number cannot be read."""
        if any(field.value is None for field in self.form.fields if isinstance(field, NumberField)):
            return None
        return changed(self.block, change_of(self.block, self.values))

    def note(self) -> str:
        """What the block and the whole routine cost with these values."""
        block = self.edited()
        return self.cost(block) if block and any(block.tempo) else ""

    def field_changed(self, field: FormField) -> None:
        """A level brings its figures; any other figure may leave the level."""
        if block := self.edited():
            leveled = field.key == "level" and field.value
            self._show(at_level(block, field.value) if leveled else block)

    def _show(self, block: Block) -> None:
        numbers = {field.key: field.value for field in fields(block)}
        others = {"variant": block.variant, "first_side": block.first_side, "level": level_of(block)}
        for field in self.form.fields:
            if isinstance(field, NumberField) and field.value != numbers[field.key]:
                field.put(numbers[field.key])
            elif isinstance(field, ChoiceField):
                field.put(others[field.key])

    def _read(self, values: Values) -> BlockEdit:
        change = change_of(self.block, values)
        if not any(changed(self.block, change).tempo):
            first = next(field.key for field in fields(self.block) if field.beat)
            raise FormError("a rep must last 1 s or more", first)
        return change


def change_of(block: Block, values: Values) -> BlockEdit:
    """The change of a block that a form's values stand for."""
    change = BlockEdit(beats={field.key: values[field.key] for field in fields(block) if field.beat})
    for field in fields(block):
        if not field.beat:
            change.update(field.change(values[field.key]))
    if "variant" in values:
        change["variant"] = values["variant"]
    if "first_side" in values:
        change["first_side"] = values["first_side"]
    return change


def rests_form(blocks: Sequence[Block], whose: str) -> Form[int]:
    """The rest between the sets of several blocks, in seconds; it begins with that of the first that has any."""
    now = next((block.rest for block in blocks if block.sets > 1), 30)
    field = NumberField("rest", "Rest", now, Quantity(REST, seconds=True))
    return Form(f"Rest between sets, {whose}", (field,), lambda values: int(values["rest"]), verb="Set")


def _fields(block: Block) -> Iterator[FormField]:
    if levels := block.exercise.levels:
        named = tuple((level.name, level.name) for level in levels)
        yield ChoiceField("level", "Level", level_of(block), ((None, "as set below"), *named))
    for field in fields(block):
        yield NumberField(field.key, field.label, field.value, field.quantity)
    if block.exercise.variants:
        names = {variant.id: variant.name.lower() for variant in block.exercise.variants}
        forms = tuple((way, names[way] if way else "usual") for way in ways(block))
        yield ChoiceField("variant", "Form", block.variant, forms)
    if block.exercise.sides == 2:
        yield ChoiceField("first_side", "First side", block.first_side, SIDES)
