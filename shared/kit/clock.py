"""Business time and local days; apart so that time can be moved in one place (the local host does)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Now = Callable[[], datetime]
SAO_PAULO = "America/Sao_Paulo"


def system_now() -> datetime:
    """The real instant, aware, in UTC: for tokens, leases and whatever must not follow business time."""
    return datetime.now(UTC)


_sources: list[Now] = [system_now]


def now() -> datetime:
    """The instant of business time, aware, in UTC; only the local host makes it differ from the real one."""
    return _sources[-1]()


def use(source: Now) -> None:
    """Take business time from `source` from now on, in this process."""
    _sources[-1] = source


def instant(moment: datetime) -> str:
    """`moment` as a document keeps it: UTC, microseconds, fixed width, so that text order is time order."""
    # Not strftime: on Linux it does not fill up a year under 1000.
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def parse_instant(text: str) -> datetime:
    """The aware UTC instant that `instant` wrote. Raises `ValueError` on anything without an offset."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an instant needs an offset")
    return moment.astimezone(UTC)


def local_day(moment: datetime, zone: str = SAO_PAULO) -> date:
    """The calendar day of `moment` in `zone`, an IANA name."""
    return moment.astimezone(ZoneInfo(zone)).date()


def local_instant(day: date, hour: int, zone: str = SAO_PAULO) -> datetime:
    """The aware UTC instant of `hour` o'clock on `day` in `zone`."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def is_zone(name: str) -> bool:
    """Whether `name` is a zone of the IANA database."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False
    return True


def example_day(now: datetime) -> date:
    """A day for the examples of the documentation: the same all year, at least 11 months and under two years off."""
    return date(now.year + 1, 12, 11)
