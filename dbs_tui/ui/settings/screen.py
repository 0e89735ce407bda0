"""Settings: every one of them with its value and one line of help; what is changed holds at once."""

import os
from collections.abc import Iterator
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from dbs_tui.domain.desk.hours import MeantError
from dbs_tui.settings import ABOUT, CALLS, COMMAND, CUES, KEYS, About, Cues, DeskCall, Settings, shown
from dbs_tui.typed_path import PathError
from dbs_tui.ui.kit.base import BaseScreen
from dbs_tui.ui.kit.choices import Choices
from dbs_tui.ui.kit.fields import TextField
from dbs_tui.ui.kit.form import Form, FormError, FormScreen, Values
from dbs_tui.ui.kit.heading import Part
from dbs_tui.ui.kit.messages import SettingChosen
from dbs_tui.ui.kit.prose import Line, Prose
from dbs_tui.ui.services.services import Services
from dbs_tui.ui.settings.several_dialog import SeveralScreen

VALUES, MEANINGS = 32, 54
"""Columns where values begin, and where it is said what they mean."""
IN_THE_FILE = {
    KEYS: "Keys are changed in config.toml. ? on a screen, then n, shows what its actions are called.",
    COMMAND: 'A command is written in config.toml, as a list: ["program", "argument"].',
}
"""What is no line of text, and where it is changed."""


class SettingList(Choices):
    """The settings; left and right step through the values of one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "select",
            "Change",
            key_display="enter",
            id="settings.change",
            tooltip="Change the highlighted setting",
        ),
        Binding("right,l", "screen.step(1)", "Next value", key_display="→", id="settings.next", tooltip="Next value"),
        Binding("left,h", "screen.step(-1)", "Value before", show=False, id="settings.before", tooltip="Value before"),
        Binding("r", "screen.default", "Default", id="settings.default", tooltip="Back to the default"),
    ]

    @property
    def setting(self) -> str | None:
        """The name of the highlighted setting."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id


class SettingsScreen(BaseScreen[None]):
    """The settings by group; below them what the highlighted one does."""

    CSS_PATH = "screen.tcss"
    TITLE_TEXT = "Settings"
    PASSING = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,comma,q", "dismiss", "Back", key_display="esc", id="settings.back", tooltip="Back"),
    ]

    def __init__(self, services: Services, first: str = "") -> None:
        super().__init__(services)
        self.first = first
        """The setting that is highlighted when the screen comes up."""

    def body(self) -> ComposeResult:
        """The list and the help."""
        yield SettingList(id="list", markup=False)
        with Part("", id="about"):
            yield Prose(id="help")

    def title_note(self) -> str:
        """Where they are kept."""
        return "config.toml"

    def show(self) -> None:
        """List every setting with its value."""
        choices = self.query_one(SettingList)
        kept = choices.highlighted
        with self.prevent(Choices.OptionHighlighted):
            choices.clear_options()
            choices.add_options(self._options())
            first = choices.get_option_index(self.first) if self.first else 1
            choices.highlighted = first if kept is None else kept
        self._tell()

    def on_resize(self) -> None:
        """What a setting means is told beside it where there is room."""
        self.call_after_refresh(self.show)

    def on_option_list_option_highlighted(self) -> None:
        """Say what the highlighted one does."""
        self._tell()

    def on_option_list_option_selected(self) -> None:
        """Change it: the next value where there are few, else it is asked for."""
        if name := self.query_one(SettingList).setting:
            self._step(name, 1) if self._choices(name) else self._ask(name)

    def action_step(self, step: int) -> None:
        """Step through the values."""
        if (name := self.query_one(SettingList).setting) and self._choices(name):
            self._step(name, step)

    def action_default(self) -> None:
        """Back to the default."""
        if name := self.query_one(SettingList).setting:
            self._choose(name, getattr(Settings(), name))

    def _value(self, name: str) -> Any:
        return getattr(self.services.settings, name)

    def _choices(self, name: str) -> tuple[Any, ...]:
        return tuple(sorted(self.app.available_themes)) if name == "theme" else ABOUT[name].kind.choices

    def _options(self) -> Iterator[Option]:
        width = self.query_one(SettingList).scrollable_content_region.width - 2
        for number, (group, members) in enumerate(shown()):
            yield Option(Content.styled(f"{chr(10) if number else ''}{group}", "bold $secondary"), disabled=True)
            for name, known in members:
                value, default = self._value(name), getattr(Settings(), name)
                yield Option(_row(known, value, width, bool(_lacking(self.services, name)), value != default), id=name)

    def _step(self, name: str, step: int) -> None:
        """Take another value of a setting that has few."""
        self._choose(name, ABOUT[name].kind.after(self._value(name), step, self._choices(name)))

    def _choose(self, name: str, value: Any) -> None:
        if value != self._value(name):
            self.post_message(SettingChosen(name, value))

    @work(exclusive=True)
    async def _ask(self, name: str) -> None:
        known = ABOUT[name]
        if known.kind in (CUES, CALLS):
            kinds = Cues if known.kind is CUES else DeskCall
            ways = tuple((way, str(way)) for way in kinds if way != "off")
            chosen = await self.app.push_screen_wait(SeveralScreen(known.title, known.help, ways, self._value(name)))
        elif known.kind in IN_THE_FILE:
            self.notify(IN_THE_FILE[known.kind], markup=False)
            return
        else:
            chosen = await _typed(self.app, known, self._value(name))
        if chosen is not None:
            self._choose(name, chosen)

    def _tell(self) -> None:
        if name := self.query_one(SettingList).setting:
            known = ABOUT[name]
            default = known.kind.words(getattr(Settings(), name))
            told = [Line(f"{way}: {why}", "", "! ", "$warning") for way, why in _lacking(self.services, name).items()]
            lines = (Line(known.help), *told, Line(f"Default: {default}. In config.toml: {name}", "$muted"))
            self.query_one("#help", Prose).lines = lines


async def _typed(app: App[Any], known: About, value: str) -> Any:
    """Have a value typed; ``None`` when it was left."""

    def read(values: Values) -> Any:
        try:
            return known.kind.read(values["value"])
        except PathError as error:
            raise FormError(str(error), "value") from None
        except MeantError as error:
            raise FormError(f"{error}.", "value") from None
        except ValueError:
            raise FormError(f"This is not {known.kind.allowed}.", "value") from None

    field = TextField("value", f"Takes {known.kind.allowed}", value)
    return await app.push_screen_wait(FormScreen(Form(known.title, (field,), read, known.help, "Keep")))


def _lacking(services: Services, name: str) -> dict[str, str]:
    """Why what a setting asks for is not heard here, by its way."""
    if ABOUT[name].kind not in (CUES, CALLS):
        return {}
    from dbs_tui.announce.outputs import lacking

    failed = services.state.quiet if name == "cues" else {}
    value = getattr(services.settings, name)
    return {way: why for way, why in {**failed, **lacking(value, os.environ)}.items() if way in value}


def _last_cells(text: str, room: int) -> str:
    """As much of the end of a text as fits into so many columns."""
    while cell_len(text) > room:
        text = text[1:]
    return text


def _sentences(text: str, room: int) -> str:
    """As many whole sentences of a text as fit into so many columns; empty where not even the first does."""
    while text and cell_len(text) > room:
        first, dot, _ = text.rstrip(".").rpartition(". ")
        text = first + dot.strip()
    return text


def _row(known: About, value: Any, width: int, lacks: bool, changed: bool) -> Content:
    """Label, value in a column of its own, bold where it is no default, and what it means where that fits."""
    words = known.kind.words(value)
    room = max(6, width - VALUES)
    words = words if cell_len(words) <= room else f"…{_last_cells(words, room - 1)}"
    title = Content.assemble(f"  {known.title}", ("  !" if lacks else "", "$warning"))
    gap = " " * max(2, VALUES - title.cell_length)
    meaning = _sentences(known.help, width - MEANINGS) if cell_len(words) < MEANINGS - VALUES - 1 else ""
    after = " " * (MEANINGS - VALUES - cell_len(words)) if meaning else ""
    return Content.assemble(title, gap, (words, "bold" if changed else ""), after, (meaning, "$muted"))
