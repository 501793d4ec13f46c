"""Chamados, falas and contas as the tests of one want them."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.chamados.classe import Classificacao, Intencao, Prioridade, Setor
from shared.chamados.estados import read
from shared.chamados.models import Autor, CanalChamado, Chamado, Fala
from shared.chamados.prazos import timed
from shared.contas.models import Conta

SAO_PAULO = "America/Sao_Paulo"
# A Monday, nine in the morning in São Paulo.
MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def at(text: str, fuso: str = SAO_PAULO) -> datetime:
    """The instant of a local `2026-03-02 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(fuso)).astimezone(UTC)


def make_conta(**fields: Any) -> Conta:
    return Conta(**{"id": "clinica"} | fields)


def make_classificacao(**fields: Any) -> Classificacao:
    given: dict[str, Any] = {
        "intencao": Intencao.INFORMACAO,
        "setor": Setor.SUPORTE,
        "prioridade": Prioridade.MEDIA,
        "resposta_automatica": False,
        "origem": "regras:1",
    }
    return Classificacao(**given | fields)


def make_fala(fala_id: str = "f1", autor: Autor = Autor.CLIENTE, **fields: Any) -> Fala:
    return Fala(**{"id": fala_id, "autor": autor, "texto": "Vocês abrem no sábado?", "em": MONDAY} | fields)


def make_chamado(conta: Conta | None = None, **fields: Any) -> Chamado:
    """One that was just opened with one fala and is not read yet."""
    given: dict[str, Any] = {
        "id": "C1",
        "protocolo": "20260302090000-C1AB",
        "cliente_id": "P1",
        "canal": CanalChamado.SITE,
        "falas": (make_fala(),),
        "criado_em": MONDAY,
        "criado_por": "api",
        "atualizado_em": MONDAY,
    }
    return timed(Chamado(**given | fields), conta or make_conta())


def make_read(
    prioridade: Prioridade = Prioridade.MEDIA, conta: Conta | None = None, **fields: Any
) -> Chamado:
    """One that was read as `prioridade` at once."""
    chamado = make_chamado(conta, **fields)
    classe = make_classificacao(prioridade=prioridade)
    return read(chamado, classe, conta=conta or make_conta(), now=chamado.criado_em)
