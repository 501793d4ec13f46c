"""What the API shows of a relato: everything a person needs, nothing of the machinery.

All are read from the attributes of what the service answers; see `kit.http.Route.answers`.
"""

from datetime import date

from pydantic import Field

from shared.clientes.models import Identificador
from shared.kit.models import Document, Instant
from shared.relatos.models import (
    Cliente,
    Contato,
    Desfecho,
    Estrategia,
    Extracao,
    RelatoStatus,
    Resposta,
    Resultado,
)


class RelatoAceito(Document):
    id: str
    status: RelatoStatus


class RelatoDetalhe(Document):
    id: str
    status: RelatoStatus
    texto: str
    cliente_id: Identificador | None
    cliente: Cliente
    atendente: str | None
    data_referencia: date
    contato_automatico: bool
    recebido_em: Instant
    atualizado_em: Instant
    base_dia: date | None
    extracao: Extracao | None
    estrategia: Estrategia | None
    contatos: tuple[Contato, ...]
    proximo_contato_em: Instant | None
    resposta: Resposta | None
    desfecho: Desfecho | None
    resultado: Resultado | None
    encerrado_em: Instant | None


class RelatoResumo(Document):
    """One row of the list: `cliente` and `atendente` are names, `resumo` the subject."""

    id: str
    status: RelatoStatus
    cliente: str | None = Field(validation_alias="nome_cliente")
    atendente: str | None = Field(validation_alias="nome_atendente")
    resumo: str
    recebido_em: Instant
    proximo_contato_em: Instant | None
    resultado: Resultado | None


class RelatoLista(Document):
    itens: tuple[RelatoResumo, ...]
    cursor: str | None = None
