"""A score as it is shown alone: explained, with what changed and what to do; and the query that asks for it."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.clientes.models import Identificador
from shared.kit.models import Instant, Money, QueryInput
from shared.saude.evolucao import Evolucao
from shared.saude.explicada import ScoreExplicado
from shared.saude.models import DiaDeSaude, MedidasGuardadas


class FiltroDetalhe(QueryInput):
    """`meses` of history, this one included."""

    meses: Annotated[int, Field(ge=1, le=25)] = 2


class SaudeDetalhe(ScoreExplicado):
    """`guardado` False: no score is kept, or one by a profile of before, so this one was made for this answer alone.

    `mudancas` are since 7 and 30 days ago; `historico` has the days that were kept, the oldest first.
    """

    cliente_id: Identificador
    tenant_id: Identificador | None = None
    client_id: Identificador | None = None
    slug: str | None = None
    nome: str
    cnpj: str | None = None
    valor: Money | None = None
    cs: str | None = None
    pipeline: str | None = None
    data_adesao: date | None = None
    guardado: bool
    dia: date
    desde: date
    medidas: MedidasGuardadas
    mudancas: tuple[Evolucao, ...]
    historico: dict[str, DiaDeSaude]
    calculado_em: Instant
