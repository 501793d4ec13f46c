"""The mensagem document: one exchange of the memory (S2), a question and its answer, and who vouches for it."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

from shared.chamados.classe import Setor
from shared.kit.models import Document, Instant


class Validacao(StrEnum):
    """S2's: only what a person validated may answer somebody by itself."""

    PENDING = "pending"
    HUMAN = "human"
    AI = "ai"


class Mensagem(Document):
    """Names and shapes are S2's. `vale_ate` is when its answer grows stale. `sugestao` marks a question that a person
    resolved and nobody approved yet; `vezes` is how many near-duplicates were merged into it. `chave` is what it was
    learned from. `indexada_em` is when search found out; None while its vectors wait. `conteudo` is the digest of the
    body that an `Idempotency-Key` came with.
    """

    CONTAINER: ClassVar[str] = "mensagens"

    id: str
    v: int = 1
    client_id: str
    sector: Setor = Setor.GERAL
    tag: str = "geral"
    message: str
    answer: str | None = None
    operator_name: str | None = None
    validated_by: Validacao = Validacao.PENDING
    vale_ate: Instant | None = None
    sugestao: bool = False
    vezes: int = 1
    usos: int = 0
    chave: str | None = None
    indexada_em: Instant | None = None
    created_at: Instant
    updated_at: Instant
    atualizado_por: str = ""
    conteudo: str = ""

    def is_stale(self, now: datetime) -> bool:
        return self.vale_ate is not None and self.vale_ate <= now

    def may_answer(self, now: datetime) -> bool:
        """Whether its answer may be given by itself."""
        return self.validated_by is Validacao.HUMAN and self.answer is not None and not self.is_stale(now)

    def updated(self, now: datetime, por: str, **changes: object) -> Self:
        return self.model_copy(update={**changes, "updated_at": now, "atualizado_por": por})
