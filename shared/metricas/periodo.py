"""Which days are measured: those that were asked for, else the last thirty."""

from datetime import datetime, timedelta

from shared.kit.clock import local_day
from shared.kit.errors import FieldError, InvalidInput
from shared.metricas.models import Periodo, PeriodoMedido

_USUAL, _MOST = timedelta(days=30), timedelta(days=366)


def measured(periodo: Periodo, fuso: str, now: datetime) -> PeriodoMedido:
    """Raises `InvalidInput` for days in the wrong order or more than 366 apart."""
    ate = periodo.ate or local_day(now, fuso)
    de = periodo.de or ate - _USUAL
    if de > ate:
        raise InvalidInput(errors=[FieldError("#/de", "não pode vir depois de ate")])
    if ate - de > _MOST:
        raise InvalidInput(errors=[FieldError("#/de", "deve ficar a no máximo 366 dias de ate")])
    return PeriodoMedido(de=de, ate=ate)
