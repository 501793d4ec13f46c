"""What the API shows of mensagens: S2's shapes, with what S2's clients may ignore at the end."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import ConfigDict, RootModel

from shared.chamados.classe import Setor
from shared.clientes.models import Identificador
from shared.kit.models import Document, Instant
from shared.mensagens.models import Mensagem, Validacao


class MensagemS2(Document):
    """S2's members; `vale_ate` is until when a person's approval holds, `stale` that it is over."""

    id: Identificador
    client_id: Identificador
    sector: Setor
    tag: str
    message: str
    answer: str | None
    operator_name: str | None
    validated_by: Validacao
    created_at: Instant
    updated_at: Instant
    vale_ate: Instant | None
    stale: bool


class MensagemAchada(MensagemS2):
    """`similarity_score` is on the calibrated scale, 0 to 1."""

    similarity_score: float


class MensagensPagina(Document):
    messages: tuple[MensagemS2, ...]
    total: int
    page: int
    per_page: int
    has_next: bool
    has_prev: bool


class MensagensRecentes(RootModel[list[MensagemS2]]):
    model_config = ConfigDict(defer_build=True, frozen=True, hide_input_in_errors=True)


class MensagensAchadas(RootModel[list[MensagemAchada]]):
    model_config = ConfigDict(defer_build=True, frozen=True, hide_input_in_errors=True)


class Sugestao(MensagemS2):
    """`vezes`: how many alike were asked. `sugestao` False: it was approved once and grew stale."""

    sugestao: bool
    vezes: int
    usos: int


class SugestoesPagina(Document):
    itens: tuple[Sugestao, ...]
    cursor: str | None = None


class Ping(Document):
    """S2's answer to n8n's first call."""

    status: str = "success"
    message: str
    timestamp: Instant
    server: str = "Retorno"
    version: str
    n8n_ready: bool = True


class TesteRecebido(Document):
    client_id: Identificador
    sector: Setor
    message: str


class TesteN8n(Document):
    status: str = "success"
    message: str
    received: TesteRecebido
    timestamp: Instant


@dataclass(frozen=True, slots=True)
class Lida:
    """A mensagem as S2 shows it, and the version that it is."""

    mensagem: MensagemS2
    etag: str


def as_s2(mensagem: Mensagem, now: datetime) -> MensagemS2:
    return MensagemS2.model_validate(_fields(mensagem, now))


def as_achada(mensagem: Mensagem, now: datetime, score: float) -> MensagemAchada:
    return MensagemAchada.model_validate(_fields(mensagem, now) | {"similarity_score": round(score, 4)})


def as_sugestao(mensagem: Mensagem, now: datetime) -> Sugestao:
    return Sugestao.model_validate(_fields(mensagem, now))


def _fields(mensagem: Mensagem, now: datetime) -> dict[str, object]:
    return dict(mensagem) | {"stale": mensagem.is_stale(now)}
