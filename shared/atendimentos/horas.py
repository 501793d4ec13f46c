"""When an appointment is, as somebody wrote it: with a zone as given, without one local to where it takes place."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.kit.clock import is_zone
from shared.kit.errors import FieldError, InvalidInput

# Nobody books further ahead: it is a slip of the year.
_FURTHEST = timedelta(days=731)
_CAMPO = "#/data_consulta"
_YEARS = range(2000, 2200)


def zone_of(fuso: str | None, default: str) -> str:
    """Raises `InvalidInput` for a zone that the IANA database does not have."""
    if not fuso:
        return default
    # Every zone of the database starts with a capital; what else a machine keeps in its folder is its own.
    if not (fuso[0].isupper() and is_zone(fuso)):
        sentence = "deve ser um fuso da base IANA, como America/Sao_Paulo"
        raise InvalidInput(errors=[FieldError("#/fuso", sentence)])
    return fuso


def instant_of(written: datetime, fuso: str, now: datetime) -> datetime:
    """Aware, in UTC. Raises `InvalidInput` for a moment that no calendar of ours has, or over two years ahead."""
    if written.year not in _YEARS:
        raise _wrong("não é uma data possível")
    found = (written if written.tzinfo else written.replace(tzinfo=ZoneInfo(fuso))).astimezone(UTC)
    if found > now + _FURTHEST:
        raise _wrong("não pode ser daqui a mais de dois anos")
    return found


def to_come(moment: datetime, now: datetime) -> datetime:
    """`moment`. Raises `InvalidInput` for one that has passed."""
    if moment <= now:
        raise _wrong("já passou")
    return moment


def _wrong(sentence: str) -> InvalidInput:
    return InvalidInput(errors=[FieldError(_CAMPO, sentence)])
