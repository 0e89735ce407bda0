"""The day that a moment belongs to."""

from datetime import date, datetime, timedelta


def training_date(moment: datetime, day_starts_at: int = 0) -> date:
    """The local date a moment belongs to when days start at that hour (0 to 6) instead of midnight."""
    return (moment - timedelta(hours=day_starts_at)).date()
