"""Which screen follows which: what the app does about a message that leaves a screen.

Nothing of a workout, of reading or of the history is imported before somebody asks for it: the first frame waits for
what is imported here. So the handlers are found by their names, which need no class of a message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import constants, work
from textual.app import App

from dbs_tui.ui.base import refresh

if TYPE_CHECKING:
    from dbs_tui.settings import Settings
    from dbs_tui.ui.messages import (
        BreakChosen,
        BringBackChosen,
        CardRead,
        CoachAnswered,
        EditChosen,
        FilterWished,
        GoOnChosen,
        HistoryWished,
        MorningWished,
        NotedUndone,
        PreviewChosen,
        QuestionAnswered,
        RoutineChosen,
        SettingChosen,
        Wanted,
    )
    from dbs_tui.ui.services import Services


class Turns(App[None]):
    """The app as far as it hears its screens."""

    services: Services

    def settle_motion(self) -> None:
        """Let nothing glide where motion is not wanted."""
        self.animation_level = "none" if self.services.settings.reduced_motion else constants.TEXTUAL_ANIMATIONS

    def take_colours(self) -> None:
        """Paint with the set of colours that the settings ask for; the app knows how."""

    @work(exclusive=True, group="training")
    async def on_routine_chosen(self, message: RoutineChosen) -> None:
        """Lead through a routine."""
        from dbs_tui.ui import training

        await training.train(self, self.services, message.routine)

    @work(exclusive=True, group="training")
    async def on_preview_chosen(self, message: PreviewChosen) -> None:
        """Lead through a routine without keeping anything of it."""
        from dbs_tui.ui import training

        await training.preview(self, self.services, message.routine, message.kind)

    @work(exclusive=True, group="training")
    async def on_go_on_chosen(self, message: GoOnChosen) -> None:
        """Decide about an interrupted session."""
        from dbs_tui.ui import training

        await training.go_on(self, self.services, message.unfinished)

    @work(exclusive=True, group="feeling")
    async def on_morning_wished(self, message: MorningWished) -> None:
        """Ask how it felt the morning after the last session."""
        from dbs_tui.ui import feeling

        await feeling.morning_after(self, self.services)

    @work(exclusive=True, group="feeling")
    async def on_noted_undone(self, message: NotedUndone) -> None:
        """Take back what was answered last on Today."""
        from dbs_tui.ui import coach_flow, feeling

        if self.services.can_undo_noted:
            await feeling.undo_noted(self, self.services)
        else:
            await coach_flow.undo(self, self.services)

    @work(exclusive=True, group="coach")
    async def on_coach_answered(self, message: CoachAnswered) -> None:
        """Take the changes of a routine, or do not."""
        from dbs_tui.ui import coach_flow

        await coach_flow.answer(self, self.services, message.routine, message.answer)

    @work(exclusive=True, group="building")
    async def on_edit_chosen(self, message: EditChosen) -> None:
        """Edit a routine."""
        from dbs_tui.ui import building

        await building.build(self, self.services, message.draft)

    @work(group="corrections")
    async def on_history_wished(self, message: HistoryWished) -> None:
        """Show a session whole, or set the record straight."""
        from dbs_tui.ui import corrections

        await corrections.fulfil(self, self.services, message)

    @work(group="corrections")
    async def on_filter_wished(self, message: FilterWished) -> None:
        """Ask which sessions to show."""
        from dbs_tui.ui import corrections

        await corrections.ask_filter(self, self.services, message)

    async def on_wanted(self, message: Wanted) -> None:
        """Show something of what there is to learn."""
        from dbs_tui.ui import learning

        await learning.show(self, self.services, message.kind, message.id)

    @work(group="learning")
    async def on_card_read(self, message: CardRead) -> None:
        """Keep that a card was read."""
        from dbs_tui.ui import learning

        await learning.read(self, self.services, message.card)

    @work(group="learning")
    async def on_question_answered(self, message: QuestionAnswered) -> None:
        """Keep an answer of the quiz."""
        from dbs_tui.ui import learning

        await learning.answered(self, self.services, message.question, message.right)

    @work(exclusive=True, group="training")
    async def on_break_chosen(self, message: BreakChosen) -> None:
        """Lead through a break from sitting."""
        from dbs_tui.ui.desk_watch import take_break

        await take_break(self, self.services)

    def on_setting_chosen(self, message: SettingChosen) -> None:
        """Change a setting, at once and for every later start."""
        before = self.services.settings
        reason = self.services.remember(**{message.name: message.value})
        if reason:
            self.notify(f"It holds until you leave: {reason}.", title="Not saved", severity="warning", markup=False)
        self.use_settings(before)

    def use_settings(self, before: Settings) -> None:
        """Have what runs follow the settings, which were others before."""
        now = self.services.settings
        if now.theme != before.theme and now.theme in self.available_themes:
            self.theme = now.theme
        if now.reduced_motion != before.reduced_motion:
            self.settle_motion()
        if now.colours != before.colours:
            self.take_colours()
            self.refresh_css(animate=False)
        if now.keys != before.keys:
            self.set_keymap(dict(now.keys))
        for screen in self.screen_stack:
            if now.cues != before.cues and (listens := getattr(screen, "listen", None)):
                listens()
        refresh(self)

    @work(exclusive=True, group="training")
    async def on_bring_back_chosen(self, message: BringBackChosen) -> None:
        """Have a session back that was discarded."""
        from dbs_tui.ui import training

        await training.bring_back(self, self.services, message.discarded)

    def signs(self, has_one: bool | None) -> None:
        """Hear whether the user has one of the emergency signs."""
        if has_one:
            self.emergency()

    @work
    async def emergency(self) -> None:
        """Do what an emergency sign asks for."""
        from dbs_tui.ui import training

        await training.emergency(self, self.services)
