"""What is kept of a cliente's activity: one document of counters for 31 local days, what is on or off, its logins."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from shared.kit.models import Document, Instant

# Today and the thirty days before it.
DIAS = 31


class TipoAtividade(StrEnum):
    """The six signals of S4. `econversa` and `integrador` are also switched on and off."""

    LOGIN = "login"
    ENTRADA_ESTOQUE = "entrada_estoque"
    SAIDA_ESTOQUE = "saida_estoque"
    LEAD = "lead"
    ECONVERSA = "econversa"
    INTEGRADOR = "integrador"


class Ligado(Document):
    """Whether something is on, and since when that is known: news that are older change nothing."""

    ativo: bool
    em: Instant


class Contadores(Document):
    """The activity of one cliente; its id is the cliente's.

    `dias` counts by local day of the conta (`AAAA-MM-DD`) and type, for `DIAS` days; `ultimas` is the latest instant
    of each type, however long ago. `econversa` None: nobody ever said. `integradores` are by the name or number that
    the source gives them.
    """

    CONTAINER: ClassVar[str] = "atividades"

    id: str
    v: int = 1
    dias: dict[str, dict[TipoAtividade, int]] = Field(default_factory=dict)
    ultimas: dict[TipoAtividade, Instant] = Field(default_factory=dict)
    econversa: Ligado | None = None
    integradores: dict[str, Ligado] = Field(default_factory=dict)
    atualizado_em: Instant


class Login(Document):
    """One login event, as `GET /logins` tells it; kept for 35 days. `numero` is the id that its source gives it.

    `usuario_email` is in lower case. `quantidade` is more than 1 where the source tells only how many there were.
    """

    id: str
    v: int = 1
    cliente_id: str
    em: Instant
    quantidade: int = 1
    numero: str | None = None
    usuario_nome: str | None = None
    usuario_email: str | None = None


class Motivo(StrEnum):
    """Why an atividade of a lote was not counted."""

    CLIENTE_DESCONHECIDO = "cliente_desconhecido"
    NO_FUTURO = "no_futuro"


class Lote(Document):
    """What a lote was when it came first, so that a repetition finishes just that.

    `conteudo` is the digest of its body; `clientes` names the cliente of each atividade, None for those in `recusas`.
    """

    id: str
    v: int = 1
    conteudo: str
    clientes: tuple[str | None, ...]
    recusas: dict[int, Motivo] = Field(default_factory=dict)
    recebido_em: Instant
