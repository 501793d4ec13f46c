"""The shapes of a pedido, what a titular asked us to do, and of what is handed over to them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from shared.kit.models import Document, Instant, NewInput, QueryInput


class PedidoTipo(StrEnum):
    ELIMINACAO = "eliminacao"


class PedidoStatus(StrEnum):
    """`falhou` is tried again every day: the duty does not end with an alarm."""

    RECEBIDO = "recebido"
    EM_ANDAMENTO = "em_andamento"
    CONCLUIDO = "concluido"
    FALHOU = "falhou"


OPEN = (PedidoStatus.RECEBIDO, PedidoStatus.EM_ANDAMENTO, PedidoStatus.FALHOU)


class Solicitante(StrEnum):
    TITULAR = "titular"
    RESPONSAVEL = "responsavel"
    PROCURADOR = "procurador"
    AUTORIDADE = "autoridade"
    CONTROLADOR = "controlador"


class NovaEliminacao(NewInput):
    """The body of `POST /titulares/{id}/eliminar`. The `motivo` is dropped in the end, since it may name the person."""

    motivo: Annotated[str, Field(min_length=1, max_length=500)]
    solicitado_por: Annotated[Solicitante, Field(strict=False)] = Solicitante.TITULAR


class Passo(Document):
    """One step: how many documents it took away in all, and when last. Not `feito` when there is more for it to do."""

    nome: str
    itens: int
    em: Instant
    feito: bool = True


class Bloqueio(Document):
    """What is kept against the erasure, because the law says so (LGPD art. 16, I)."""

    motivo: str
    ate: date | None = None


class Pedido(Document):
    """Ids only: the record of an erasure must not keep what was erased. The clock is LGPD's (art. 19, II).

    `cliente_ids` and `relato_ids` are what was found before anything was erased, so that a resumed erasure ends what
    it began. `conteudo` is the digest of what was posted.
    """

    CONTAINER: ClassVar[str] = "pedidos"

    id: str
    v: int = 1
    tipo: PedidoTipo = PedidoTipo.ELIMINACAO
    status: PedidoStatus = PedidoStatus.RECEBIDO
    cliente_id: str
    cliente_ids: tuple[str, ...] = ()
    relato_ids: tuple[str, ...] = ()
    motivo: str | None = None
    solicitado_por: Solicitante = Solicitante.TITULAR
    registrado_por: str
    recebido_em: Instant
    atualizado_em: Instant
    prazo_em: Instant
    concluido_em: Instant | None = None
    passos: tuple[Passo, ...] = ()
    bloqueado: Bloqueio | None = None
    conteudo: str = ""
    traceparent: str = ""

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def updated(self, now: datetime, **changes: object) -> Self:
        return self.model_copy(update={**changes, "atualizado_em": now})

    def has_done(self, nome: str) -> bool:
        return any(passo.nome == nome and passo.feito for passo in self.passos)

    def with_passo(self, nome: str, itens: int, now: datetime) -> Self:
        if self.has_done(nome):
            return self
        before = sum(passo.itens for passo in self.passos if passo.nome == nome)
        others = tuple(passo for passo in self.passos if passo.nome != nome)
        return self.updated(now, passos=(*others, Passo(nome=nome, itens=before + itens, em=now)))

    def undone(self) -> tuple[Passo, ...]:
        """The steps, each of them to be taken again."""
        return tuple(passo.model_copy(update={"feito": False}) for passo in self.passos)


class FiltroPedidos(QueryInput):
    """The query of `GET /titulares/pedidos`: newest first."""

    status: PedidoStatus | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=2_000)] | None = None


class PedidoDetalhe(Document):
    """`dias_restantes` counts local calendar days to the legal deadline, negative when it has passed."""

    id: str
    tipo: PedidoTipo
    status: PedidoStatus
    cliente_id: str
    motivo: str | None
    solicitado_por: Solicitante
    registrado_por: str
    recebido_em: Instant
    prazo_em: Instant
    dias_restantes: int | None
    concluido_em: Instant | None
    passos: tuple[Passo, ...]
    bloqueado: Bloqueio | None


class PedidoLista(Document):
    itens: tuple[PedidoDetalhe, ...]
    cursor: str | None = None


class Formato(StrEnum):
    JSON = "json"
    TEXTO = "texto"


class FiltroExportacao(QueryInput):
    formato: Formato = Formato.JSON


class Operador(Document):
    """Somebody outside who was handed data of the person; `paises` where the law calls it an international transfer."""

    nome: str
    pais: str
    para: str


class Prazo(Document):
    """How long a kind of data outlives its last contact, and what becomes of it."""

    dados: str
    prazo: str
    depois: str


class Exportacao(Document):
    """Everything that is held of a person (LGPD arts. 18 and 19); `dados` is by feature."""

    titular_id: str
    gerada_em: Instant
    fuso: str
    controlador: str
    dados: dict[str, list[dict[str, Any]]]
    contato_suprimido: bool
    finalidades: tuple[str, ...]
    compartilhado_com: tuple[Operador, ...]
    retencao: tuple[Prazo, ...]
    bloqueado: Bloqueio | None = None
