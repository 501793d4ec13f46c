"""Six-field NCRONTAB schedules in UTC, computed by cronsim; apart because its dialect differs from cron's."""

from datetime import UTC, datetime

from cronsim import CronSim, CronSimError


class ScheduleError(Exception):
    """Not an NCRONTAB expression; the message is the host's own."""


class Schedule:
    """When a timer trigger is due. The seconds field comes first; days of month and of week are both required.

    cron takes either day field when neither is `*`; NCRONTAB wants both, so such days are filtered here.
    """

    def __init__(self, expression: str) -> None:
        self._expression = expression
        try:
            if len(expression.split()) not in (5, 6):
                raise CronSimError("Wrong number of fields")
            cron = CronSim(expression, datetime(2000, 1, 1, tzinfo=UTC))
        except CronSimError as error:
            raise ScheduleError(
                f"The schedule expression '{expression}' was not recognized as a valid cron expression"
            ) from error
        self._needs_both_days = not cron.day_and

    def after(self, moment: datetime) -> datetime:
        """The first occurrence later than `moment`, both aware UTC. Raises `ScheduleError` when there is none."""
        for due in CronSim(self._expression, moment):
            if not self._needs_both_days or self._both_days(due):
                return due
        raise ScheduleError(f"The schedule expression '{self._expression}' never comes due")

    def _both_days(self, due: datetime) -> bool:
        cron = CronSim(self._expression, due)
        return cron.match_dom(due.date()) and cron.match_dow(due.date())
