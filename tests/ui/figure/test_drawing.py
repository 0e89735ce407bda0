"""The figure in dots and characters: pure, so every frame of every move can be looked at."""

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.content.poses import figures
from dbs_tui.domain.figure.pose import Move, Pose, pose_at
from dbs_tui.domain.training.animation import Stance
from dbs_tui.ui.figure.body import draw_body
from dbs_tui.ui.figure.braille import BRAILLE
from dbs_tui.ui.figure.canvas import Canvas, Ink, Mask, capsule, grown, joined, linked, span
from dbs_tui.ui.figure.frame import TALLEST, WIDEST, draw, frame
from dbs_tui.ui.figure.half_block import HALF_BLOCK
from dbs_tui.ui.figure.runs import CellRun, Raster, Row
from dbs_tui.ui.figure.view import bounds, view_of

MOVES = figures().moves
BY_ID = {move.id: move for move in MOVES}
SIZES = [(28, 14), (30, 14), (46, 20), (60, 26)]
NEAR = (Ink.TRUNK, Ink.BODY, Ink.MUSCLE)
COORDINATES = st.floats(-10, 40)
DISCS = st.tuples(COORDINATES, COORDINATES, st.floats(0.5, 8))

BOTTOM_OF_A_SQUAT = """\




           ⢠⣶⣶⡄
           ⢸⡿⠿⠓
         ⣴⣎⠾⠿⠶⠶⠶⠶⠶⠶⠛⠛⠃
       ⢀⣾⣿⣿⡿⠃
     ⣠⣶⣮⢻⣛⠋
     ⠻⠿⢟⣼⣿⣿⣿⣷⣶
           ⣾⣿⠃
          ⣼⡿⠁
         ⠼⢿⣶⣤⡄
⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉"""


def _stance(move: Move, phase: float = 0.0, turn: float = 1.0, effort: float = 1.0) -> Stance:
    return Stance(move, "Move", None, phase, turn, effort, "")


def _key(move: Move, turn: float = 1.0) -> Stance:
    return _stance(move, move.key_part.to, turn)


def _text(rows: tuple[Row, ...]) -> str:
    return "\n".join("".join(run.text for run in row).rstrip() for row in rows)


def _inks(rows: tuple[Row, ...]) -> set[Ink]:
    return {ink for row in rows for run in row for ink in (run.ink, run.ground)}


def _canvas(stance: Stance, columns: int = 92, rows: int = 80) -> Canvas:
    canvas = Canvas(columns, rows)
    draw(stance.move, stance.phase, stance.effort, view_of(stance.move, stance.turn, columns, rows), canvas)
    return canvas


def _dots(canvas: Canvas, *inks: Ink) -> set[tuple[int, int]]:
    layers = [canvas.layers[ink] for ink in inks]
    columns = range(canvas.columns)
    return {(x, y) for layer in layers for y, bits in enumerate(layer) for x in columns if bits >> x & 1}


def _set(mask: Mask) -> set[tuple[int, int]]:
    return {(x, y) for y, bits in mask.items() for x in range(bits.bit_length()) if bits >> x & 1}


@settings(max_examples=100, deadline=None)
@given(start=DISCS, end=DISCS)
def test_a_capsule_is_every_dot_near_its_line(start: tuple[float, ...], end: tuple[float, ...]) -> None:
    """Of equal radii: whatever is within the radius of the line between the middles, and nothing else."""
    x, y, radius = start
    to_x, to_y, _ = end
    mask = _set(capsule((x, y, radius), (to_x, to_y, radius)))
    length = (to_x - x) ** 2 + (to_y - y) ** 2
    for column in range(60):
        for row in range(-20, 60):
            across, down = column + 0.5 - x, row + 0.5 - y
            along = max(0.0, min(1.0, (across * (to_x - x) + down * (to_y - y)) / length)) if length else 0.0
            away = hypot(across - along * (to_x - x), down - along * (to_y - y))
            if abs(away - radius) > 1e-6:
                assert ((column, row) in mask) == (away < radius)


@settings(max_examples=60, deadline=None)
@given(start=DISCS, end=DISCS)
def test_a_capsule_holds_both_of_its_discs(start: tuple[float, float, float], end: tuple[float, float, float]) -> None:
    """Of any radii, one disc inside the other too."""
    mask = _set(capsule(start, end))
    assert mask >= _set(capsule(start, start)) | _set(capsule(end, end))
    for middle in (start, end):
        assert all(row >= min(disc[1] - disc[2] for disc in (start, end)) - 1 for _, row in mask), middle


@pytest.mark.parametrize(
    ("left", "right", "bits"), [(0, 3, 0b111), (1.4, 2.6, 0b110), (-5, 1, 1), (3, 1, 0), (-9, -1, 0)]
)
def test_a_span_is_the_dots_whose_middles_it_holds(left: float, right: float, bits: int) -> None:
    """Left of the canvas there are none."""
    assert span(left, right) == bits


def test_growing_adds_a_dot_all_around() -> None:
    """Not across the corners."""
    assert _set(grown({3: 0b100})) == {(2, 3), (1, 3), (3, 3), (2, 2), (2, 4)}
    assert _set(grown({})) == set()


def test_linking_drops_lonely_dots() -> None:
    """A dot with a neighbour stays, at a corner too."""
    assert linked({0: 0b100001, 1: 0b000010, 3: 0b110001}) == {0: 0b000001, 1: 0b000010, 3: 0b110000}


def test_joining_takes_the_dots_of_all() -> None:
    """Row by row."""
    assert joined(({1: 0b01}, {1: 0b10, 2: 0b1})) == {1: 0b11, 2: 0b1}


def test_what_lies_outside_the_canvas_is_left_out() -> None:
    """On every side."""
    canvas = Canvas(4, 2)
    canvas.draw({-1: 1, 0: 0b110000, 1: 0b11000, 2: 1}, Ink.BODY)
    assert canvas.layers[Ink.BODY] == [0, 0b1000]
    canvas.clear({-1: 1, 1: 0b1000, 2: 1})
    assert canvas.layers[Ink.BODY] == [0, 0]


def test_braille_takes_two_by_four_dots_a_cell() -> None:
    """The ink with most dots colours the cell, and a muscle's count more."""
    canvas = Canvas(6, 4)
    canvas.draw({0: 0b000001, 3: 0b000010}, Ink.SCENE)
    canvas.draw({1: 0b000010}, Ink.MUSCLE)
    canvas.draw({0: 0b110000, 1: 0b110000, 2: 0b110000, 3: 0b110000}, Ink.BODY)
    assert BRAILLE.rows(canvas) == ((CellRun("⢑", Ink.MUSCLE), CellRun(" ", Ink.BLANK), CellRun("⣿", Ink.BODY)),)


@pytest.mark.parametrize(("behind", "front", "ink"), [(3, 1, Ink.SCENE), (2, 2, Ink.BODY), (1, 3, Ink.BODY)])
def test_a_toe_does_not_paint_the_floor(behind: int, front: int, ink: Ink) -> None:
    """The colour of a cell is that of most of its dots; of as many, that of the front."""
    canvas = Canvas(2, 4)
    canvas.draw(dict.fromkeys(range(behind), 1), Ink.SCENE)
    canvas.draw(dict.fromkeys(range(front), 2), Ink.BODY)
    assert [run.ink for run in BRAILLE.rows(canvas)[0]] == [ink]


def test_a_dot_has_the_ink_that_was_drawn_last() -> None:
    """What is drawn behind takes only what is free."""
    canvas = Canvas(4, 1)
    canvas.draw({0: 0b0011}, Ink.TRUNK)
    canvas.draw({0: 0b0010}, Ink.BODY)
    canvas.draw_behind({0: 0b0110, 5: 1}, Ink.SCENE)
    assert [canvas.layers[ink][0] for ink in (Ink.SCENE, Ink.TRUNK, Ink.BODY)] == [0b0100, 0b0001, 0b0010]


def test_half_blocks_take_one_by_two_dots_a_cell() -> None:
    """Two inks a cell; a whole cell of muscle is hatched."""
    canvas = Canvas(6, 2)
    canvas.draw({0: 0b000011, 1: 0b000101}, Ink.BODY)
    canvas.draw({0: 0b001000, 1: 0b001000}, Ink.MUSCLE)
    canvas.draw({0: 0b010000}, Ink.FAR)
    canvas.draw({1: 0b010010}, Ink.SCENE)
    assert HALF_BLOCK.rows(canvas) == (
        (
            CellRun("█", Ink.BODY),
            CellRun("▀", Ink.BODY, Ink.SCENE),
            CellRun("▄", Ink.BODY),
            CellRun("▒", Ink.MUSCLE),
            CellRun("▀", Ink.FAR, Ink.SCENE),
            CellRun(" ", Ink.BLANK),
        ),
    )


def test_the_bottom_of_a_squat() -> None:
    """Head, arms forward, thighs near level, heels down, the glutes at work: at 28 × 14 already."""
    assert _text(frame(_key(BY_ID["squat"]), 28, 14)) == BOTTOM_OF_A_SQUAT


@settings(max_examples=120, deadline=None)
@given(
    move=st.sampled_from(MOVES),
    phase=st.floats(0, 1),
    turn=st.floats(-1, 1),
    effort=st.floats(0, 1),
    size=st.tuples(st.integers(1, 90), st.integers(1, 40)),
    half=st.booleans(),
)
def test_any_frame_fills_its_cells(
    move: Move, phase: float, turn: float, effort: float, size: tuple[int, int], half: bool
) -> None:
    """However small or large: rows of one width, however large the terminal."""
    rows = frame(_stance(move, phase, turn, effort), *size, half)
    assert len(rows) == min(size[1], TALLEST)
    assert {sum(len(run.text) for run in row) for row in rows} == {min(size[0], WIDEST)}
    allowed = set(" █▀▄▒") if half else {" ", *map(chr, range(0x2801, 0x2900))}
    assert {char for row in rows for run in row for char in run.text} <= allowed


@pytest.mark.parametrize("half", [False, True], ids=["braille", "half blocks"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.id)
def test_every_frame_has_a_body_and_its_muscle(move: Move, size: tuple[int, int], half: bool) -> None:
    """The working muscle is never hidden, whichever way the body faces."""
    for turn in (1.0, -1.0):
        for phase in (0.0, move.key_part.to, 0.5):
            assert _inks(frame(_stance(move, phase, turn), *size, half)) >= {Ink.BODY, Ink.MUSCLE, Ink.SCENE}


@pytest.mark.parametrize("size", SIZES)
def test_no_two_stills_look_alike(size: tuple[int, int]) -> None:
    """By shape alone, on either side."""
    stills = [_text(frame(_key(move, turn), *size)) for move in MOVES for turn in (1.0, -1.0)]
    assert len(set(stills)) == len(stills)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.id)
def test_work_is_a_shape(move: Move) -> None:
    """The muscle is hollow at ease and full at work: it needs no colour."""
    phase = move.key_part.to
    assert _text(frame(_stance(move, phase, effort=0), 46, 20)) != _text(frame(_stance(move, phase, effort=1), 46, 20))


def _silhouette(stance: Stance) -> tuple[set[tuple[int, int]], Canvas]:
    """The dots of trunk and near leg without their muscle, and a canvas with it."""
    columns, rows = 92, 80
    view, canvas = view_of(stance.move, stance.turn, columns, rows), Canvas(columns, rows)
    pose = pose_at(stance.move, stance.phase)
    return _set(draw_body(pose, view, canvas)), _canvas(stance)


@pytest.mark.parametrize("turn", [1.0, -1.0])
@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.id)
def test_the_muscle_is_inside_the_body(move: Move, turn: float) -> None:
    """At every moment of a move, at ease and at work; a gap of a dot sets it off where the body goes on."""
    for phase in (0.0, 0.25, 0.5, 0.75, 1.0):
        for effort in (0.0, 0.5, 1.0):
            body, canvas = _silhouette(_stance(move, phase, turn, effort))
            muscle = _dots(canvas, Ink.MUSCLE)
            assert muscle
            assert muscle <= body
    beside = {(x + across, y + down) for x, y in muscle for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1))}
    assert not _dots(canvas, Ink.TRUNK, Ink.BODY) & beside & body


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.id)
def test_effort_fills_the_muscle_from_its_middle(move: Move) -> None:
    """Every second dot at ease, more with effort, all at full effort; what is filled stays filled."""
    phase = move.key_part.to
    filled = [_dots(_canvas(_stance(move, phase, effort=step / 6)), Ink.MUSCLE) for step in range(7)]
    assert all(less <= more for less, more in pairwise(filled))
    assert 0.35 < len(filled[0]) / len(filled[-1]) < 0.65
    assert len(filled[3]) < len(filled[-1])


def test_a_small_figure_has_no_gap_around_its_muscle() -> None:
    """Below 48 rows of dots a dot of gap is more than it is worth."""
    columns, rows, move = 30, 24, BY_ID["squat"]
    view, dots = view_of(move, 1.0, columns, rows), []
    for ring in (True, False):
        canvas = Canvas(columns, rows)
        draw(move, 1.0, 1.0, view, canvas, ring)
        dots.append(len(_dots(canvas, Ink.TRUNK, Ink.BODY)))
    assert dots[0] < dots[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("move", [move for move in MOVES if move.scene.ground == "floor"], ids=lambda move: move.id)
def test_the_floor_has_rows_of_cells_to_itself(move: Move, size: tuple[int, int]) -> None:
    """No foot shares its row of cells, so none is painted in the colour of the floor."""
    for phase in (0.0, 0.5, 1.0):
        rows = frame(_stance(move, phase), *size)
        floor = next(row for row in rows if len(row) == 1 and row[0].ink is Ink.SCENE)
        assert len(set(floor[0].text)) == 1


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.id)
def test_a_mirrored_frame_is_the_mirror_image(move: Move) -> None:
    """Dot by dot, but for where a shape's edge falls on the middle of a dot."""
    right, left = _dots(_canvas(_key(move)), *NEAR), _dots(_canvas(_key(move, -1.0)), *NEAR)
    mirrored = {(91 - x, y) for x, y in left}
    assert len(right ^ mirrored) < 0.12 * len(right)


@pytest.mark.parametrize(
    ("move", "width", "height"),
    [("squat", 0.5, 0.8), ("glute-squeeze", 0.1, 0.9), ("leg-lift", 0.9, 0.4), ("glute-bridge", 0.85, 0.3)],
)
def test_lying_moves_use_the_width_and_standing_ones_the_height(move: str, width: float, height: float) -> None:
    """Of 46 × 20 cells, over the whole of the move."""
    dots = {dot for phase in (0.0, 0.5, 1.0) for dot in _dots(_canvas(_stance(BY_ID[move], phase)), *NEAR)}
    xs, ys = [x for x, _ in dots], [y for _, y in dots]
    assert (max(xs) - min(xs)) / 92 > width
    assert (max(ys) - min(ys)) / 80 > height


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.id)
@pytest.mark.parametrize("size", [(92, 80), (200, 40), (40, 200)])
def test_a_view_shows_all_of_a_move(move: Move, size: tuple[int, int]) -> None:
    """Whatever the shape of the space: its bounds are inside."""
    left, top, right, bottom = bounds(move)
    view = view_of(move, 1.0, *size)
    corners = [view((left, top))[:2], view((right, bottom))[:2]]
    assert all(-1e-6 <= x <= size[0] + 1e-6 and -1e-6 <= y <= size[1] + 1e-6 for x, y in corners)


def test_a_scene_that_goes_round_passes_by() -> None:
    """The path of the walk moves against the walker, and looks the same again after a third of a round."""
    walk = BY_ID["walk"]
    paths = [_dots(_canvas(_stance(walk, phase)), Ink.SCENE) for phase in (0.0, 0.05, 1 / 3)]
    assert paths[0] != paths[1]
    assert paths[0] == paths[2]


@pytest.mark.parametrize(
    ("move", "rows"), [("squat", 1), ("leg-lift", 2), ("stairs", 0)], ids=["a floor", "a mat", "steps instead"]
)
def test_the_ground(move: str, rows: int) -> None:
    """A line for who stands, a thicker one for who lies."""
    scene = _canvas(_key(BY_ID[move])).layers[Ink.SCENE]
    assert sum(bits.bit_count() > 80 for bits in scene) == rows


def test_far_limbs_have_an_ink_of_their_own() -> None:
    """Where a leg or an arm is only half hidden; where both do the same there is one."""
    assert Ink.FAR in _inks(frame(_key(BY_ID["walk"]), 46, 20))
    assert Ink.FAR in _inks(frame(_key(BY_ID["hamstring-standing"]), 46, 20))
    assert Ink.FAR not in _inks(frame(_key(BY_ID["squat"]), 46, 20))


def test_limbs_of_no_length_do_not_break_the_drawing() -> None:
    """A body whose joints all lie in one point is a dot, not an error."""
    canvas = Canvas(40, 40)
    draw_body(Pose(*[(0.5, 0.5)] * 13), view_of(BY_ID["squat"], 0.0, 40, 40), canvas)
    assert _dots(canvas, Ink.BODY)


def test_a_frame_is_made_once() -> None:
    """The second rep is read back."""
    squat = BY_ID["squat"]
    assert frame(_stance(squat, 0.5), 46, 20) is frame(_stance(squat, 0.5), 46, 20)
    assert frame(_stance(squat, 0.5), 46, 20) is not frame(_stance(squat, 0.6), 46, 20)


def _pieces(dots: set[tuple[int, int]]) -> list[set[tuple[int, int]]]:
    """The dots as pieces that hang together, also over a gap of one dot: the line that sets off a limb."""
    left, found = set(dots), []
    while left:
        piece, edge = set[tuple[int, int]](), [left.pop()]
        while edge:
            x, y = edge.pop()
            piece.add((x, y))
            near = {(x + dx, y + dy) for dx in range(-2, 3) for dy in range(-2, 3)} & left
            left -= near
            edge += near
        found.append(piece)
    return found


@pytest.mark.parametrize("raster", [BRAILLE, HALF_BLOCK], ids=["braille", "half blocks"])
@pytest.mark.parametrize("size", [(24, 10), (46, 20), (100, 40)])
@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.id)
def test_a_body_is_in_one_piece(move: Move, size: tuple[int, int], raster: Raster) -> None:
    """No arm floats off a shoulder and no foot off a leg, on the whole way, at three sizes, in both ways of drawing."""
    for step in range(9):
        canvas = _canvas(_stance(move, step / 8), size[0] * raster.across, size[1] * raster.down)
        pieces = sorted(map(len, _pieces(_dots(canvas, Ink.FAR, *NEAR))))
        assert sum(pieces[:-1]) == 0, (step, pieces)


@pytest.mark.parametrize("phase", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("size", [(48, 40), (92, 80), (200, 160)])
def test_a_squeeze_has_arms(size: tuple[int, int], phase: float) -> None:
    """At every moment the near arm stands out in front of trunk and legs."""
    canvas = _canvas(_stance(BY_ID["glute-squeeze"], phase), *size)
    trunk = max(x for x, _ in _dots(canvas, Ink.TRUNK))
    ahead = [x for x, y in _dots(canvas, Ink.BODY) if size[1] * 0.3 < y < size[1] * 0.6 and x > trunk]
    assert len(ahead) >= size[1] / 8


def test_squeeze_and_relax_can_be_told_apart() -> None:
    """By the body alone, whatever its muscle shows: more than a fifth of its dots."""
    tight, loose = (_dots(_canvas(_stance(BY_ID["glute-squeeze"], phase, effort=1.0)), *NEAR) for phase in (1.0, 0.0))
    assert len(tight ^ loose) > 0.2 * len(tight)


@pytest.mark.parametrize("phase", [0.0, 1.0])
@pytest.mark.parametrize(("raster", "dots"), [(BRAILLE, 30), (HALF_BLOCK, 4)], ids=["braille", "half blocks"])
def test_the_bent_leg_of_the_floor_stretch_is_seen(phase: float, raster: Raster, dots: int) -> None:
    """It is behind arm and trunk, but never wholly: its knee stands out above the straight leg."""
    canvas = _canvas(_stance(BY_ID["hamstring-floor"], phase), 38 * raster.across, 13 * raster.down)
    assert len(_dots(canvas, Ink.FAR)) >= dots


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.id)
def test_half_blocks_leave_no_gap_around_a_muscle_at_the_players_size(move: Move) -> None:
    """They have half the dots of braille: a gap would cut the body at the hip."""
    plain = Canvas(38, 26)
    draw(move, move.key_part.to, 1.0, view_of(move, 1.0, 38, 26, HALF_BLOCK.down), plain, ring=False)
    assert frame(_key(move), 38, 13, in_half_blocks=True) == HALF_BLOCK.rows(plain)
