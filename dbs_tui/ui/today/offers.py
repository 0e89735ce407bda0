"""The quiet lines of Today: what pain asks for, and questions that wait for a key instead of opening by themselves."""

from collections.abc import Iterator

from textual.content import Content

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.history.pain_rules import Care, answers_of, caution
from dbs_tui.domain.training.routine import Routine
from dbs_tui.ui.kit.key_words import keyed
from dbs_tui.ui.services.services import Services

FIRST_ONES = 3
"""Sessions after which no plan is asked for any more."""


def offer_lines(services: Services, routine: Routine | None) -> Content:
    """What is offered now, a line each; empty where there is nothing. ``routine`` is the one that is shown."""
    lines = [*plan_lines(services), *programme_lines(services)]
    if (since := services.stopped_since) is not None:
        when = f" on {since.day} {since:%b}" if since.year > 1 else ""
        lines.append(
            Content.assemble((f"✚ Emergency sign{when}: walking only, until a doctor said you can.", "$error"))
        )
    elif (found := caution(answers_of(services.history, services.today), services.today)).care is not Care.NONE:
        more = " See a doctor soon: !" if found.care is Care.DOCTOR else ""
        lines.append(Content.assemble((f"{found.reason}{more}", "$warning")))
    if (morning := services.morning) is not None:
        lines.append(keyed("m", f"  How was the morning after {morning.name}?"))
    if routine is not None and (offers := services.coach_changes(routine)):
        them = "them" if len(offers) > 1 else "it"
        parts = (keyed("y", f" takes {them}"), ", ", keyed("n", " keeps it as it was"), ", ", keyed("e", " shows why"))
        lines.append(Content.assemble(f"{counted(len(offers), 'change')}: ", *parts))
    return Content("\n").join(lines)


def plan_lines(services: Services) -> Iterator[Content]:
    """The if-then plan at its time, a word for who comes back, and where a plan is made while there is none."""
    from dbs_tui.domain.building.if_then import plan_of
    from dbs_tui.domain.building.suggest import back_again

    settings, known = services.settings, services.known
    plan = plan_of(settings.plan_cue, settings.plan_at, settings.plan_do)
    if plan.leads(services.ports.wall(), known, services.today):
        yield Content.assemble((plan.words, "bold"))
    if back_again(known, services.today):
        yield Content("Back again. Two minutes are a good start.")
    if not plan and 0 < len(known.sessions) < FIRST_ONES:
        yield keyed("i", "  When will you do it? A cue of your day helps.")


def programme_lines(services: Services) -> Iterator[Content]:
    """Where the user is in a programme that runs; at a week's end what the key decides."""
    run = services.programme.run
    if run is None:
        return
    from dbs_tui.domain.building.programme_words import place_words, today_words

    if run.state.off:
        yield keyed("w", f"  Programme {place_words(run)}")
    elif run.card is not None:
        yield keyed("w", "  A week has ended: see the figures and choose")
    else:
        place = place_words(run)
        yield keyed("w", f"  {place[:1].upper()}{place[1:]}: {today_words(run)}")
