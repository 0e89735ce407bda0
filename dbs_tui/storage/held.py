"""TinyDB's storage inside a transaction: rows in memory that know whether they were changed."""

from typing import Any

from tinydb.storages import Storage


class Held(Storage):
    """The rows of one transaction."""

    def __init__(self, rows: dict[str, dict[str, dict[str, Any]]]) -> None:
        super().__init__()
        self.rows = rows
        self.changed = False

    def read(self) -> dict[str, dict[str, Any]]:
        """The rows as they are now."""
        return self.rows

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take new rows."""
        self.rows = data
        self.changed = True
