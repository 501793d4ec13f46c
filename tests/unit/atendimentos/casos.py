"""An appointment, a conta and what was said of it, for the tables of the pure steps."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.atendimentos.classe import Classe, RespostaLida
from shared.atendimentos.models import Atendimento, Aviso, Resposta, TipoAviso
from shared.contas.atendimentos import PoliticaAtendimentos
from shared.contas.models import Conta

SAO_PAULO = ZoneInfo("America/Sao_Paulo")


def local(day: int, hour: int, minute: int = 0, *, month: int = 3, zone: ZoneInfo = SAO_PAULO) -> datetime:
    """An instant of 2026 by the clock of `zone`; the first of March is a Sunday."""
    return datetime(2026, month, day, hour, minute, tzinfo=zone).astimezone(UTC)


THURSDAY = local(12, 14, 30)


def make_atendimento(**fields: Any) -> Atendimento:
    given: dict[str, Any] = {
        "id": "AT1",
        "cliente_id": "C1",
        "nome_paciente": "Marina Prates",
        "data_consulta": THURSDAY,
        "fuso": "America/Sao_Paulo",
        "criado_em": local(1, 10),
        "criado_por": "recepcao",
        "atualizado_em": local(1, 10),
    }
    return Atendimento(**given | fields)


def make_conta(**policy: Any) -> Conta:
    return Conta(id="clinica", nome="Clínica Sorriso", atendimentos=PoliticaAtendimentos(**policy))


def make_aviso(tipo: TipoAviso, em: datetime, **fields: Any) -> Aviso:
    return Aviso(**{"tipo": tipo, "versao": 1, "chave": f"atendimento-AT1-1-{tipo}", "em": em} | fields)


def make_resposta(classe: Classe, em: datetime, recebimento_id: str = "R1") -> Resposta:
    lida = RespostaLida(classe=classe, origem="regras:1")
    return Resposta(lida=lida, texto="sim", recebimento_id=recebimento_id, em=em, aplicada=False)
