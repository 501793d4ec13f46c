"""Six-field NCRONTAB schedules in UTC, computed by cronsim; apart because its dialect differs from cron's."""

import re
from datetime import UTC, datetime

from cronsim import CronSim, CronSimError

# cron knows L, W and # as well; NCRONTAB does not.
_FIELD = re.compile(
    r"(?:[\d*,/-]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|SUN|MON|TUE|WED|THU|FRI|SAT)+"
)
# To cron Sunday is 0 and 7; NCRONTAB's days end at 6. `*/7` is a step, not a day.
_SUNDAY_AS_7 = re.compile(r"(?<![\d/])7")


class ScheduleError(Exception):
    """Not an NCRONTAB expression; the message is the host's own."""


class Schedule:
    """When a timer trigger is due. Seconds come first; day of month and day of week must both match.

    cron takes either day field when neither is `*`; NCRONTAB wants both, so such days are filtered here.
    """

    def __init__(self, expression: str) -> None:
        self._expression = expression
        try:
            fields = expression.upper().split()
            if not all(map(_FIELD.fullmatch, fields)) or _SUNDAY_AS_7.search("".join(fields[5:])):
                raise CronSimError("Unknown character")
            cron = CronSim(expression, datetime(2000, 1, 1, tzinfo=UTC))
        except CronSimError as error:
            raise ScheduleError(
                f"The schedule expression '{expression}' was not recognized as a valid cron expression"
            ) from error
        self._needs_both_days = not cron.day_and

    def after(self, moment: datetime) -> datetime:
        """The first occurrence later than `moment`, both aware UTC. Raises `ScheduleError` when none is."""
        for due in CronSim(self._expression, moment):
            if not self._needs_both_days or self._both_days(due):
                return due
        raise ScheduleError(f"The schedule expression '{self._expression}' never comes due")

    def _both_days(self, due: datetime) -> bool:
        cron = CronSim(self._expression, due)
        return cron.match_dom(due.date()) and cron.match_dow(due.date())
