"""The quiet lines of Today: what pain asks for, and questions that wait for a key instead of opening by themselves."""

from textual.content import Content

from dbs_tui.domain.common.text import counted
from dbs_tui.domain.history.pain_rules import Care, answers_of, caution
from dbs_tui.domain.training.routine import Routine
from dbs_tui.ui.services.services import Services


def offer_lines(services: Services, routine: Routine | None) -> Content:
    """What is offered now, a line each; empty where there is nothing. ``routine`` is the one that is shown."""
    lines = []
    if (since := services.stopped_since) is not None:
        when = f" on {since.day} {since:%b}" if since.year > 1 else ""
        lines.append(
            Content.assemble((f"✚ Emergency sign{when}: walking only, until a doctor said you can.", "$error"))
        )
    elif (found := caution(answers_of(services.history, services.today), services.today)).care is not Care.NONE:
        more = " See a doctor soon: !" if found.care is Care.DOCTOR else ""
        lines.append(Content.assemble((f"{found.reason}{more}", "$warning")))
    if (morning := services.morning) is not None:
        lines.append(_keyed("m", f"How was the morning after {morning.name}?"))
    if routine is not None and (offers := services.coach_changes(routine)):
        key, them = "bold $footer-key-foreground", "them" if len(offers) > 1 else "it"
        parts = (("y", key), f" takes {them}, ", ("n", key), " keeps it as it was, ", ("e", key), " shows why")
        lines.append(Content.assemble(f"{counted(len(offers), 'change')}: ", *parts))
    return Content("\n").join(lines)


def _keyed(key: str, words: str) -> Content:
    return Content.assemble((key, "bold $footer-key-foreground"), f"  {words}")
