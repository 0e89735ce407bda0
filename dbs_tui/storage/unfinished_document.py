"""Interrupted sessions as documents and back.

The record of what was done, plus ``resume``, what it takes to go on: the routine with every figure and the ids of its
exercises. When the program's exercises have changed since, so that the steps would no longer be the same, the session
comes back with a routine without blocks: what was done can still be saved, but nobody can go on from there.
"""

from dataclasses import replace

from dbs_tui.domain.training.attempt import Attempt
from dbs_tui.domain.training.exercise import Catalogue, Side
from dbs_tui.domain.training.routine import Block, Routine, problems
from dbs_tui.domain.training.session import Session
from dbs_tui.domain.training.session_record import Unfinished
from dbs_tui.domain.training.timeline import timeline
from dbs_tui.storage.documents import name_of, session_document, session_from
from dbs_tui.storage.fields import Fields


def unfinished_document(unfinished: Unfinished) -> dict[str, object]:
    """The record of an interrupted session."""
    routine = unfinished.routine
    resume = {
        "name": routine.name,
        "description": routine.description,
        "blocks": [_block_document(block) for block in routine.blocks],
        "first_side": unfinished.first_side.value,
        "index": unfinished.index,
        "attempts": [
            {"step": step, "elapsed": attempt.elapsed, "amount": attempt.amount}
            for step, attempt in sorted(unfinished.attempts.items())
        ],
        "lengths": [{"step": step, "length": length} for step, length in sorted(unfinished.lengths.items())],
    }
    return {**session_document(unfinished.session), "resume": {"routine": routine.id, **resume}}


def unfinished_from(document: object, catalogue: Catalogue) -> Unfinished:
    """The interrupted session that a record tells of.

    ``routine.blocks`` is empty when it can be saved but not resumed.

    Raises:
        NewerSchemaError: a later version of the program wrote it.
        DocumentError: something in it cannot be read.
    """
    session = session_from(document)
    fields = Fields(document, name_of(document)).inner("resume")
    first_side = fields.choice("first_side", Side)
    blocks = tuple(_block_from(block, catalogue) for block in fields.each("blocks"))
    known = tuple(block for block in blocks if block is not None)
    routine = Routine(fields.text("routine"), fields.text("name"), fields.text("description"), known)
    if len(known) < len(blocks) or not _still_the_same(routine, first_side, session):
        routine = replace(routine, blocks=())
    attempts = {
        attempt.whole("step"): Attempt(attempt.whole("elapsed"), attempt.whole("amount"))
        for attempt in fields.each("attempts")
    }
    stretched = fields.each("lengths") if "lengths" in fields else ()  # not in the first records
    lengths = {step.whole("step"): step.whole("length", 1) for step in stretched}
    return Unfinished(session, routine, first_side, fields.whole("index"), attempts, lengths)


def _block_document(block: Block) -> dict[str, object]:
    """The record of a block of an interrupted routine."""
    return {
        "exercise": block.exercise.id,
        "sets": block.sets,
        "reps": block.reps,
        "rest": block.rest,
        "tempo": list(block.tempo),
        "variant": block.variant,
        "first_side": block.first_side and block.first_side.value,
    }


def _block_from(fields: Fields, catalogue: Catalogue) -> Block | None:
    """A block of a routine; ``None`` when the catalogue no longer has such an exercise."""
    exercise_id = fields.some_text("exercise")
    sets, reps, rest = fields.whole("sets"), fields.whole("reps"), fields.whole("rest")
    tempo, variant = fields.wholes("tempo"), fields.optional_text("variant")
    if exercise_id not in catalogue or len(tempo) != len(catalogue[exercise_id].beats):
        return None
    return Block(catalogue[exercise_id], sets, reps, rest, tempo, variant, fields.optional_choice("first_side", Side))


def _still_the_same(routine: Routine, first_side: Side, session: Session) -> bool:
    """Whether the routine still has the sets of the session, so that attempts belong to its steps by number."""
    if any(problems(routine)):
        return False
    steps = [step for step in timeline(routine, first_side).steps if step.is_work]
    planned = [(step.block.exercise.id, step.set, step.side) for step in steps]
    return planned == [(record.exercise, record.set, record.side) for record in session.sets]
