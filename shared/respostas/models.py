"""The resposta document: an answer that the conta approved for one kind of question, and the bodies that change it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field

from shared.chamados.classe import Intencao, Setor
from shared.kit.models import Document, Instant, NewInput, QueryInput

Texto = Annotated[str, Field(min_length=1, max_length=4_096)]
Pergunta = Annotated[str, Field(min_length=3, max_length=500)]
Perguntas = Annotated[tuple[Pergunta, ...], Field(max_length=30, strict=False)]
# What the intention alone may call; anything else is told apart by its questions.
POR_INTENCAO = (Intencao.SEGUNDA_VIA_BOLETO, Intencao.ELOGIO_AGRADECIMENTO)


class Situacao(StrEnum):
    """Whether it is given: `vencida` waits to be renewed, `incompleta` names a variable that the conta has no value
    for."""

    VIGENTE = "vigente"
    VENCIDA = "vencida"
    INCOMPLETA = "incompleta"
    INATIVA = "inativa"


class Resposta(Document):
    """`perguntas` are ways to ask for it: without any, the intention alone calls it (a boleto, a thank-you). `texto`
    may name variables of the conta and of the cliente, as `{{link_boleto}}` and `{{nome}}`. After `vale_ate` it is
    stale: shown, and never given. `indexada_em` is when search found out; None while its questions wait. `conteudo` is
    the digest of the body that an `Idempotency-Key` came with."""

    CONTAINER: ClassVar[str] = "respostas"

    id: str
    v: int = 1
    intencao: Intencao
    setor: Setor = Setor.GERAL
    titulo: str
    perguntas: tuple[str, ...] = ()
    texto: str
    ativa: bool = True
    vale_ate: Instant | None = None
    indexada_em: Instant | None = None
    usos: int = 0
    usada_em: Instant | None = None
    criada_em: Instant
    criada_por: str
    atualizada_em: Instant
    atualizada_por: str
    conteudo: str = ""

    def is_stale(self, now: datetime) -> bool:
        return self.vale_ate is not None and self.vale_ate <= now

    def updated(self, now: datetime, por: str, **changes: object) -> Self:
        """As somebody changed it: search has yet to hear of it."""
        written = {"atualizada_em": now, "atualizada_por": por, "indexada_em": None}
        return self.model_copy(update={**changes, **written})


class NovaResposta(NewInput):
    """The body of `POST /respostas`, and of the `PUT` that replaces one."""

    intencao: Annotated[Intencao, Field(strict=False)]
    setor: Annotated[Setor, Field(strict=False)] = Setor.GERAL
    titulo: Annotated[str, Field(min_length=1, max_length=120)]
    perguntas: Perguntas = ()
    texto: Texto
    ativa: bool = True


class FiltroRespostas(QueryInput):
    """`vencidas` keeps those that wait to be renewed, or leaves them out."""

    intencao: Intencao | None = None
    setor: Setor | None = None
    ativa: bool | None = None
    vencidas: bool | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=2_000)] | None = None
