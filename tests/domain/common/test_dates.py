"""Days and moments, over zones, summer time and every hour at which a day may start."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from dbs_tui.domain.common.dates import SECOND, Look, after, as_at, day_ends, moment_after, time_on, training_date

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia")
zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda it: it.replace(tzinfo=UTC))  # noqa: DTZ001
hours = st.integers(0, 6)
CAREFUL = settings(deadline=None)


def clocks(zone: ZoneInfo) -> Callable[[datetime], datetime]:
    """The clocks of a zone, as the machine gives them: with a fixed offset."""

    def local(moment: datetime) -> datetime:
        found = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC).astimezone(zone)
        return found.replace(tzinfo=timezone(found.utcoffset() or timedelta()))

    return local


@CAREFUL
@given(zones, moments, st.integers(0, 20_000))
def test_an_end_is_counted_in_elapsed_time(zone: ZoneInfo, moment: datetime, seconds: int) -> None:
    """Then it is told by the clocks as they are at that time, also when they were changed on the way."""
    local = clocks(zone)
    end = after(local(moment), timedelta(seconds=seconds), local)
    assert end - moment == timedelta(seconds=seconds)
    assert end == local(end)
    assert end.utcoffset() == local(end).utcoffset()


def test_in_the_night_of_the_change() -> None:
    """Ten minutes from 1:56 on end at 3:06 where there is no hour from 2 to 3, and at 2:06 a second time in autumn."""
    local = clocks(ZoneInfo("Europe/Berlin"))
    spring, autumn = (local(datetime.fromisoformat(at)) for at in ("2026-03-29T01:56", "2026-10-25T01:56"))
    assert f"{after(spring, timedelta(minutes=10), local):%H:%M}" == "03:06"
    assert f"{after(autumn, timedelta(minutes=70), local):%H:%M%z}" == "02:06+0100"


@CAREFUL
@given(zones, moments, hours)
def test_a_day_ends_where_the_next_begins(zone: ZoneInfo, moment: datetime, starts: int) -> None:
    """A second before it is still the same day; and it is never further than a day away."""
    local = clocks(zone)
    wall = local(moment)
    end, day = day_ends(wall, starts, local), training_date(wall, starts)
    assert timedelta() < end - wall <= timedelta(hours=25)
    assert training_date(end, starts) == day + timedelta(days=1)
    assert training_date(local(end - timedelta(seconds=1)), starts) == day


@CAREFUL
@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.times(), hours)
def test_a_time_of_a_day_belongs_to_it(day: date, clock: time, starts: int) -> None:
    """Also one after midnight, of a day that is not over by then."""
    moment = time_on(day, clock, starts)
    assert (training_date(moment, starts), moment.time()) == (day, clock)


@CAREFUL
@given(st.integers(0, 10**15), st.integers(-(10**5), 10**5))
def test_a_look_knows_the_wall_time_of_other_readings(now: int, seconds: int) -> None:
    """Before and after it, in the zone where it was made."""
    wall = datetime(2026, 11, 22, 8, 23, tzinfo=timezone(timedelta(hours=9)))
    found = Look(now, wall).wall_at(now + seconds * SECOND)
    assert found - wall == timedelta(seconds=seconds)
    assert found.utcoffset() == wall.utcoffset()


def test_without_a_zone_the_offset_is_kept() -> None:
    """For a moment, and for a time of day."""
    wall = datetime(2026, 11, 22, 8, 23, tzinfo=timezone(timedelta(hours=9)))
    assert as_at(wall)(datetime(2026, 11, 22, tzinfo=UTC)).hour == 9
    assert as_at(wall)(datetime.fromisoformat("2026-11-22T07:00")).utcoffset() == timedelta(hours=9)


@CAREFUL
@given(moments, st.lists(st.integers(-3, 3), max_size=30))
def test_what_is_written_last_is_the_last_of_its_second(now: datetime, others: list[int]) -> None:
    """However many records a second has, and whatever else is known; what is of other seconds moves nothing."""
    known = [now + timedelta(seconds=each) for each in others if each]
    written = list[datetime]()
    for _ in range(5):
        written.append(moment_after(now, [*known, *written]))
    assert written == sorted(set(written))
    assert written[0] == now
    assert written[-1] - now < timedelta(seconds=1)
