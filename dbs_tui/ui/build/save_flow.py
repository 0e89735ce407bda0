"""Nothing is lost: saving what the builder holds, naming it first where it has no name, and what is asked on leaving.

Each function is a dialogue that reads from top to bottom; the draft that comes back has all that was typed.
"""

from dataclasses import dataclass
from typing import Any

from textual.app import App

from dbs_tui.domain.building.draft import Draft, EditError
from dbs_tui.library.save import SaveError, name_problem
from dbs_tui.ui.kit.choice import ChoiceAnswer, ChoiceQuestion, ChoiceScreen
from dbs_tui.ui.kit.fields import TextField
from dbs_tui.ui.kit.form import Form, FormError, FormScreen, Values
from dbs_tui.ui.services.services import Services

LATER, DISCARD, SAVE, STAY = "later", "discard", "save", "stay"
QUIT = "quit"
"""Where to go when the program is to end."""


@dataclass(frozen=True, slots=True)
class Left:
    """How the builder was left."""

    draft: Draft
    then: str
    """The place to go to, ``quit`` to leave the program, empty for none."""
    later: bool
    """Whether unsaved changes stay, to go on with."""


async def leaving(app: App[Any], draft: Draft, then: str) -> str | None:
    """Ask what becomes of unsaved changes; ``None`` to stay."""
    name = draft.routine.name or "The new routine"
    as_made = draft.saved is None and not draft.past
    title, text, lose = (
        ("Keep this routine?", f"{name}: not saved anywhere yet.", "Discard")
        if as_made
        else ("Save the changes?", f"{name} has changes that are not saved.", "Discard")
    )
    later = {"": (), QUIT: (ChoiceAnswer("l", "Keep them for next time", LATER),)}
    answers = (
        ChoiceAnswer("s", "Save", SAVE),
        *later.get(then, (ChoiceAnswer("l", "Leave it open in Build", LATER),)),
        ChoiceAnswer("x", lose, DISCARD),
        ChoiceAnswer("g", "Go on editing (esc)", STAY),
    )
    answer = await app.push_screen_wait(ChoiceScreen(ChoiceQuestion(title, text, answers)))
    return None if answer == STAY else answer


async def saved(app: App[Any], services: Services, draft: Draft) -> tuple[Draft, bool]:
    """Save a draft, asking for a name where it has none or another's; the draft as it is then, and whether it is saved.

    What keeps it from being saved is told in a line, and the edit stays.
    """
    if not draft.routine.blocks:
        app.notify("There is nothing to save yet: a adds the first block.")
        return draft, False
    named: Draft | None = draft if draft.routine.name else await renamed(app, services, draft)
    while named is not None:
        draft = named
        try:
            return await _written(app, services, draft), True
        except SaveError as error:
            if error.problem.path[:1] != ("name",):
                app.notify(str(error), severity="error", title="Not saved", timeout=12, markup=False)
                break
            named = await renamed(app, services, draft, error.problem.what)
    return draft, False


async def _written(app: App[Any], services: Services, draft: Draft) -> Draft:
    done, shelf = await services.records.write(services.ports.library.save, draft, services.shelf)
    services.current.change(shelf=shelf)
    if done.theirs:
        app.notify(done.words, severity="warning", title="Both versions are kept", timeout=15, markup=False)
    else:
        app.notify(done.words, timeout=12 if done.unlinked else 3, markup=False)
    return done.draft


async def renamed(app: App[Any], services: Services, draft: Draft, wrong: str = "") -> Draft | None:
    """Ask for name and description; ``None`` when it was left."""

    def read(values: Values) -> Draft:
        if wrong := _wrong_names(services, draft, values["name"], values["description"]):
            raise FormError(wrong)
        return draft.rename(values["name"]).describe(values["description"])

    name = TextField("name", "Name", draft.routine.name)
    name.problem = wrong
    description = TextField("description", "What it is for, in a line", draft.routine.description)
    return await app.push_screen_wait(FormScreen(Form("Name", (name, description), read, verb="Save")))


def _wrong_names(services: Services, draft: Draft, name: str, description: str) -> dict[str, str]:
    wrong = {}
    for key, edit, text in (("name", draft.rename, name), ("description", draft.describe, description)):
        try:
            edit(text)
        except EditError as error:
            wrong[key] = error.problem.what
    if "name" not in wrong and (taken := name_problem(name, draft.routine.id, services.shelf)):
        wrong["name"] = taken
    return wrong
