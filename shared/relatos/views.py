"""What the API shows of a relato: everything a person needs, nothing of the machinery."""

from datetime import date

from shared.kit.models import Document, Instant
from shared.relatos.models import (
    Cliente,
    Contato,
    Desfecho,
    Estrategia,
    Extracao,
    Relato,
    RelatoStatus,
    Resposta,
    Resultado,
)
from shared.relatos.store import RelatoPage


class RelatoAceito(Document):
    id: str
    status: RelatoStatus


class RelatoDetalhe(Document):
    id: str
    status: RelatoStatus
    texto: str
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
    cliente: str | None
    atendente: str | None
    resumo: str
    recebido_em: Instant
    proximo_contato_em: Instant | None
    resultado: Resultado | None


class RelatoLista(Document):
    itens: tuple[RelatoResumo, ...]
    cursor: str | None = None


def detail(relato: Relato) -> RelatoDetalhe:
    return RelatoDetalhe.model_validate(relato.model_dump())


def listed(page: RelatoPage) -> RelatoLista:
    return RelatoLista(itens=tuple(map(_summary, page.relatos)), cursor=page.cursor)


def _summary(relato: Relato) -> RelatoResumo:
    return RelatoResumo(
        id=relato.id,
        status=relato.status,
        cliente=relato.nome_cliente,
        atendente=relato.nome_atendente,
        resumo=relato.extracao.resumo_assunto if relato.extracao else "",
        recebido_em=relato.recebido_em,
        proximo_contato_em=relato.proximo_contato_em,
        resultado=relato.resultado,
    )
