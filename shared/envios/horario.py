"""Which hours bind which message to whom, and instants in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from shared.clientes.models import Cliente, Finalidade
from shared.contas.models import Conta
from shared.kit.dates import WEEKDAYS
from shared.kit.expediente import Expediente


def zone_of(conta: Conta, _cliente: Cliente, fuso: str | None = None) -> ZoneInfo:
    """The zone a person lives by: the one that the message names, else the conta's, until a cliente has one; here
    alone it is chosen."""
    return ZoneInfo(fuso or conta.fuso)


def in_words(moment: datetime, zone: ZoneInfo, today: datetime) -> str:
    """`segunda, 23/11, às 9h`, local; the year is said where it is not that of `today`."""
    local = moment.astimezone(zone)
    year = "" if local.year == today.astimezone(zone).year else f"/{local.year}"
    article = "à" if local.hour == 1 else "às"
    minutes = f"{local.minute:02}" if local.minute else ""
    return f"{WEEKDAYS[local.weekday()]}, {local:%d/%m}{year}, {article} {local.hour}h{minutes}"


def hours_for(conta: Conta, cliente: Cliente, finalidade: Finalidade, fuso: str | None = None) -> Expediente:
    """When messages of this kind may leave to this person, in the zone `fuso` where one is named."""
    horarios = conta.mensageria.horarios
    horario = horarios.lembretes if finalidade is Finalidade.LEMBRETES else horarios.proativo
    if finalidade is Finalidade.EQUIPE:  # who works is left alone when work is over
        horario = conta.chamados.expediente
    return conta.expediente(horario, zone_of(conta, cliente, fuso))
