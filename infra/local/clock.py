"""The movable clock of business time: an offset over the real one, kept on disk through a kill."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.local.files import read_object, write_object


class VirtualClock:
    """Only moves forward. Business time, durable timers and timer triggers follow it; leases do not."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = timedelta(seconds=read_object(path).get("desvio_segundos", 0.0))

    @property
    def offset(self) -> timedelta:
        return self._offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def move_to(self, moment: datetime) -> None:
        """Make it `moment`, unless it is later already; on disk before anybody can see it."""
        offset = moment - datetime.now(UTC)
        if offset > self._offset:
            write_object(self._path, {"desvio_segundos": offset.total_seconds()})
            self._offset = offset
