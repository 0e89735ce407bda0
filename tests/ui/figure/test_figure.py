"""The figure on a screen: it paints the rows that changed and no others, stands still when asked, has words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.strip import Strip

from dbs_tui.content.loader import catalogue
from dbs_tui.content.poses import figures
from dbs_tui.domain.training.animation import TURN, Stance
from dbs_tui.domain.training.routine import Block
from dbs_tui.domain.training.timeline import SECOND, Step, StepKind, timeline
from dbs_tui.ui.figure.figure import Figure
from dbs_tui.ui.figure.frame import TALLEST, WIDEST, frame
from dbs_tui.ui.kit.themes import DARK, LIGHT
from tests.domain.builders import routine


class Watched(Figure):
    """A figure that notes which rows it is asked to paint."""

    def __init__(self) -> None:
        self.painted: list[int] = []
        super().__init__()

    def render_line(self, y: int) -> Strip:
        self.painted.append(y)
        return super().render_line(y)


class Stage(App[None]):
    """A figure and nothing else."""

    CSS = "Watched { margin: 1 3; }"

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK.variables

    def compose(self) -> ComposeResult:
        yield Watched()


@asynccontextmanager
async def on_stage(size: tuple[int, int] = (52, 22)) -> AsyncIterator[tuple[Watched, Pilot[None]]]:
    """A figure of 6 columns and 2 rows less than the terminal."""
    app = Stage()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        figure = app.query_one(Watched)
        figure.painted.clear()
        yield figure, pilot


def steps(exercise: str) -> tuple[Step, ...]:
    """The steps of an exercise at its default dose."""
    return timeline(routine(Block.of(catalogue()[exercise]))).steps


def at(exercise: str, seconds: float, kind: StepKind = StepKind.WORK) -> Stance:
    """What the figure does so far into the first step of a kind."""
    step = next(step for step in steps(exercise) if step.kind is kind)
    stance = figures().stance(step, round(seconds * SECOND))
    assert stance
    return stance


def seen(figure: Figure) -> list[str]:
    """The rows of the figure as they are on the screen."""
    x, y, width, height = figure.content_region
    strips = figure.screen._compositor.render_strips()
    return [strip.text[x : x + width] for strip in strips[y : y + height]]


def drawn(stance: Stance, columns: int, rows: int, half: bool = False) -> list[str]:
    """The rows of a frame as text."""
    return ["".join(run.text for run in row) for row in frame(stance, columns, rows, half)]


async def test_it_shows_the_stance() -> None:
    """All of it, at the size it has."""
    async with on_stage() as (figure, pilot):
        figure.show(at("squat", 3))
        await pilot.pause()
        assert seen(figure) == drawn(at("squat", 3), 46, 20)


async def test_only_changed_rows_are_painted() -> None:
    """A leg that lifts leaves the head and the floor alone."""
    async with on_stage() as (figure, pilot):
        before, after = at("leg-lift", 1), at("leg-lift", 1.1)
        figure.show(before)
        await pilot.pause()
        figure.painted.clear()
        figure.show(after)
        await pilot.pause()
        pairs = zip(drawn(before, 46, 20), drawn(after, 46, 20), strict=True)
        changed = [row for row, (old, new) in enumerate(pairs) if old != new]
        assert 0 < len(changed) < 12
        assert sorted(figure.painted) == changed
        assert seen(figure) == drawn(after, 46, 20)


async def test_a_muscle_that_lights_up_paints_its_own_rows() -> None:
    """The squeeze moves next to nothing else; the legs are not painted."""
    async with on_stage() as (figure, pilot):
        figure.show(at("glute-squeeze", 0))
        await pilot.pause()
        figure.painted.clear()
        figure.show(at("glute-squeeze", 0.05))
        await pilot.pause()
        assert len(figure.painted) < 8


@pytest.mark.parametrize("again", [3.5, 3.7, 3.9])
async def test_the_same_frame_paints_nothing(again: float) -> None:
    """The bottom of a squat is held: the very same stance, and later ones that look the same."""
    async with on_stage() as (figure, pilot):
        figure.show(at("squat", 3.9))
        await pilot.pause()
        figure.painted.clear()
        figure.show(at("squat", again))
        await pilot.pause()
        assert figure.painted == []


async def test_every_frame_of_a_rep_is_what_a_fresh_paint_would_be() -> None:
    """Nothing of an earlier frame stays behind."""
    async with on_stage() as (figure, pilot):
        for tenth in range(0, 70, 3):
            figure.show(at("glute-bridge", tenth / 10))
            await pilot.pause()
            assert seen(figure) == drawn(at("glute-bridge", tenth / 10), 46, 20)


async def test_still_changes_with_the_beat_only() -> None:
    """The pose of the beat that runs, painted once; it moves again when allowed."""
    async with on_stage() as (figure, pilot):
        figure.still = True
        figure.show(at("squat", 0))
        await pilot.pause()
        figure.painted.clear()
        for tenth in range(30):  # the beat that lowers
            figure.show(at("squat", tenth / 10))
        await pilot.pause()
        assert figure.painted == []
        assert seen(figure) == drawn(at("squat", 0).still(), 46, 20)
        figure.show(at("squat", 4.5))
        await pilot.pause()
        assert seen(figure) == drawn(at("squat", 6), 46, 20)  # risen
        figure.show(at("squat", 0))
        figure.still = False
        await pilot.pause()
        assert seen(figure) == drawn(at("squat", 0), 46, 20)


async def test_half_blocks_for_fonts_without_braille() -> None:
    """The same body in other characters."""
    async with on_stage() as (figure, pilot):
        figure.show(at("squat", 3))
        figure.half_block = True
        await pilot.pause()
        assert seen(figure) == drawn(at("squat", 3), 46, 20, half=True)


async def test_nothing_to_show_is_blank() -> None:
    """Before the first stance, and after the last."""
    async with on_stage() as (figure, pilot):
        blank = [" " * 46] * 20
        assert seen(figure) == blank
        assert figure.text_twin == ""
        figure.show(at("walk", 3))
        await pilot.pause()
        assert seen(figure) != blank
        figure.show(None)
        await pilot.pause()
        assert seen(figure) == blank
        assert (figure.stance, figure.text_twin, figure.tooltip) == (None, "", None)


async def test_it_is_in_words_too() -> None:
    """What the figure shows now, as property and as tooltip, of the still when it is still."""
    async with on_stage() as (figure, _pilot):
        figure.show(at("hamstring-stretch", 2))
        assert figure.text_twin == "Hamstring stretch: folding at the hips over the straight left leg"
        assert figure.tooltip == Content(figure.text_twin)
        figure.still = True
        assert figure.text_twin == "Hamstring stretch: folding at the hips over the straight left leg"
        figure.show(at("hamstring-stretch", 20))
        assert figure.text_twin == "Hamstring stretch: leaning over the straight left leg, back long, other knee bent"
        assert figure.tooltip == Content(figure.text_twin)


@pytest.mark.parametrize(("size", "cells"), [((140, 60), (WIDEST, TALLEST)), ((36, 16), (30, 14)), ((16, 5), (10, 3))])
async def test_it_takes_any_size(size: tuple[int, int], cells: tuple[int, int]) -> None:
    """In the middle of its space, and no larger than is worth its cost."""
    async with on_stage() as (figure, pilot):
        figure.show(at("squat", 3))
        await pilot.resize_terminal(*size)
        columns, rows = size[0] - 6, size[1] - 2
        while figure.size != (columns, rows):  # a busy machine takes its time to lay out again
            await pilot.pause()
        await pilot.pause()
        left, top = (columns - cells[0]) // 2, (rows - cells[1]) // 2
        inner = [row[left : left + cells[0]] for row in seen(figure)[top : top + cells[1]]]
        assert inner == drawn(at("squat", 3), *cells)
        assert "".join(seen(figure)).split() == "".join(inner).split()
        assert {len(row) for row in seen(figure)} == {columns}


async def test_a_space_of_nothing_is_no_error() -> None:
    """A terminal too small for any of it."""
    async with on_stage() as (figure, pilot):
        figure.show(at("squat", 3))
        await pilot.resize_terminal(6, 2)
        figure.show(at("squat", 4))
        await pilot.resize_terminal(52, 22)
        await pilot.pause()
        assert seen(figure) == drawn(at("squat", 4), 46, 20)


@pytest.mark.parametrize("half", [False, True])
async def test_its_colours_are_those_of_the_theme(half: bool) -> None:
    """The muscle in the colour of work; another theme is taken over at once."""
    async with on_stage() as (figure, pilot):
        figure.half_block = half
        figure.show(at("hamstring-stretch", 20))
        await pilot.pause()
        for theme in (DARK, LIGHT):
            pilot.app.theme = theme.name
            await pilot.pause()
            strips = figure.screen._compositor.render_strips()
            styles = [segment.style for strip in strips for segment in strip if segment.style]
            colours = {style.color.name for style in styles if style.color}
            tones = {theme.variables[name] for name in ("trunk", "far", "scene")}
            assert {theme.success, theme.foreground, *map(str.lower, tones)} <= {*map(str.lower, colours)}


async def test_a_new_background_is_painted_behind_it() -> None:
    """The stage changes its colour with the step."""
    async with on_stage() as (figure, pilot):
        figure.show(at("squat", 3))
        await pilot.pause()
        pilot.app.screen.styles.background = "#123456"
        await pilot.pause()
        strips = figure.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        assert {style.bgcolor.name for style in styles if style.bgcolor} == {"#123456"}


async def test_the_switch_turns_the_figure_round() -> None:
    """Seen from one side, edge-on, seen from the other."""
    async with on_stage() as (figure, pilot):
        looks = []
        for seconds in (0, TURN / 2, 5):
            figure.show(at("hamstring-stretch", seconds, StepKind.SWITCH))
            await pilot.pause()
            looks.append("\n".join(seen(figure)))
        assert len(set(looks)) == 3
