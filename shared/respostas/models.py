"""The resposta document: an answer that the conta approved for one kind of question, and the bodies that change it."""

from typing import Annotated, ClassVar

from pydantic import Field

from shared.chamados.classe import Intencao, Setor
from shared.kit.models import Document, Instant, NewInput, QueryInput

Texto = Annotated[str, Field(min_length=1, max_length=4_096)]
Pergunta = Annotated[str, Field(min_length=3, max_length=500)]
Perguntas = Annotated[tuple[Pergunta, ...], Field(max_length=30, strict=False)]


class Resposta(Document):
    """`perguntas` are ways to ask for it: without any, the intention alone calls it (a boleto, a thank-you). `texto`
    may name variables of the conta and of the cliente, as `{{link_boleto}}` and `{{nome}}`. After `vale_ate` it is
    stale: shown, and never given."""

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
    usos: int = 0
    usada_em: Instant | None = None
    criada_em: Instant
    criada_por: str
    atualizada_em: Instant
    atualizada_por: str
    conteudo: str = ""


class NovaResposta(NewInput):
    """The body of `POST /respostas`."""

    intencao: Annotated[Intencao, Field(strict=False)]
    setor: Annotated[Setor, Field(strict=False)] = Setor.GERAL
    titulo: Annotated[str, Field(min_length=1, max_length=120)]
    perguntas: Perguntas = ()
    texto: Texto
    ativa: bool = True


class FiltroRespostas(QueryInput):
    intencao: Intencao | None = None
    setor: Setor | None = None
    ativa: bool | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=2_000)] | None = None
