"""What answers show: the receipt of a lote, and S4's list of logins."""

from typing import Self
from zoneinfo import ZoneInfo

from shared.atividades.models import Login, Motivo
from shared.clientes.models import Identificador
from shared.kit.models import Document

DIZERES = {
    Motivo.CLIENTE_DESCONHECIDO: "não é de nenhum cliente desta conta",
    Motivo.NO_FUTURO: "não pode estar no futuro",
}


class Recusa(Document):
    """`indice` counts from 0, as the lote does."""

    indice: int
    motivo: Motivo
    detalhe: str


class Recibo(Document):
    """`repetido`: this lote had come before; what is told is what it came to then."""

    lote_id: str | None
    recebidas: int
    contadas: int
    repetido: bool
    recusadas: tuple[Recusa, ...]


class LoginS4(Document):
    """The instant, the day and the hour are local to the conta, without a zone, as S4 has them."""

    id: Identificador
    usuario_nome: str | None
    usuario_email: str | None
    data_login: str
    data: str
    hora: str

    @classmethod
    def of(cls, login: Login, zone: ZoneInfo) -> Self:
        local = login.em.astimezone(zone).replace(tzinfo=None).isoformat(timespec="seconds")
        data, _, hora = local.partition("T")
        return cls(
            id=login.numero or login.id,
            usuario_nome=login.usuario_nome,
            usuario_email=login.usuario_email,
            data_login=local,
            data=data,
            hora=hora,
        )


class LoginsS4(Document):
    """S4's shape. `total_logins` and what follows count all of the 30 days, even where `logins` shows only the last."""

    tenant_id: Identificador
    periodo: str = "últimos 30 dias"
    total_logins: int
    logins: tuple[LoginS4, ...]
    usuarios_unicos: int
    dias_com_acesso: int
