"""How often a person is written to without having asked: so many a local day, so many in any seven days."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.contas.mensageria import Frequencia
from shared.kit.expediente import Expediente

WEEK = timedelta(days=7)


def next_room(
    enviados_em: Sequence[datetime], limites: Frequencia, expediente: Expediente, moment: datetime
) -> datetime | None:
    """The first instant from `moment` on at which one more fits and messages may leave; None when there is none."""
    while True:
        later = _room(enviados_em, limites, expediente, moment)
        if later == moment:
            return moment
        opens = expediente.next(later)
        if opens is None:
            return None
        moment = opens


def is_week_full(enviados_em: Sequence[datetime], limites: Frequencia, moment: datetime) -> bool:
    return len(_of_the_week(enviados_em, moment)) >= limites.por_semana


def _room(
    enviados_em: Sequence[datetime], limites: Frequencia, expediente: Expediente, moment: datetime
) -> datetime:
    """`moment` when one more fits then, else a later instant worth a look; hours are not asked."""
    if is_week_full(enviados_em, limites, moment):
        return _of_the_week(enviados_em, moment)[-limites.por_semana] + WEEK
    today = expediente.day_of(moment)
    sent_today = sum(expediente.day_of(sent) == today for sent in enviados_em)
    return moment if sent_today < limites.por_dia else expediente.next_day(moment)


def _of_the_week(enviados_em: Sequence[datetime], moment: datetime) -> list[datetime]:
    return sorted(sent for sent in enviados_em if sent > moment - WEEK)
