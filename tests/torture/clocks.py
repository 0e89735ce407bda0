"""A machine whose clock is wrong: the time that the store reads is moved while a block runs."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from typing import Any


class _AnyDatetime(type):
    """A class that every ``datetime`` is an instance of."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Let the store, and whatever asks ``time``, live that much later."""

    class Moved(datetime, metaclass=_AnyDatetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.now(tz) + by

    modules = [module for name, module in sys.modules.items() if name.startswith("dbs_tui.storage")]
    found = [vars(module) for module in modules if vars(module).get("datetime") is datetime]
    real, real_ns = time.time, time.time_ns
    seconds = int(by.total_seconds())
    for names in found:
        names["datetime"] = Moved
    vars(time).update(time=lambda: real() + seconds, time_ns=lambda: real_ns() + seconds * 10**9)
    try:
        yield
    finally:
        vars(time).update(time=real, time_ns=real_ns)
        for names in found:
            names["datetime"] = datetime
