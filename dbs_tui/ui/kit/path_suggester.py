"""Completes a path as it is typed: folders and routine files; the right arrow takes what is suggested."""

from textual.suggester import Suggester

from dbs_tui.typed_path import PathError, typed_path


class PathSuggester(Suggester):
    """Suggests the first folder or ``.toml`` file that begins like what is typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path; ``None`` when there is none, or it cannot be looked at."""
        folder, _, begun = value.rpartition("/")
        if not (folder or value.startswith("/")):
            return None
        try:
            names = sorted(each.name + "/" * each.is_dir() for each in typed_path(f"{folder}/").iterdir())
        except (OSError, PathError):
            return None
        wanted = (name for name in names if name.startswith(begun) and not (name.startswith(".") and not begun))
        found = next((name for name in wanted if name.endswith(("/", ".toml"))), None)
        return None if found is None else f"{folder}/{found}"
