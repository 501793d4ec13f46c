"""What comes in: atividades, one or a lote of them, and whose logins are asked for."""

import json
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, ConfigDict, Field, RootModel, model_validator

from shared.atividades.models import TipoAtividade
from shared.clientes.models import ClienteId, Codigo
from shared.kit.models import NewInput, QueryInput, SourceInput

MOST = 1_000
_YEARS = range(2000, 2200)
_OF_LOGIN = ("id", "usuario_nome", "usuario_email")
_SWITCHED = frozenset({TipoAtividade.ECONVERSA, TipoAtividade.INTEGRADOR})


def _possible(moment: datetime) -> datetime:
    if moment.year not in _YEARS:
        raise ValueError("não é uma data possível")
    return moment


# Without a zone it is local to the conta.
Momento = Annotated[datetime, AfterValidator(_possible)]
Texto = Annotated[str, Field(max_length=200)]
LoteId = Annotated[str, Field(min_length=1, max_length=200)]


class NovaAtividade(NewInput):
    """Something that happened at a cliente, who is named in one of three ways.

    With `ativo` it tells that econversa or an integrador was switched on or off, and counts only where `quantidade`
    is told too; else it counts once, or `quantidade` times. `id` is what the source calls a login.
    """

    tipo: TipoAtividade
    tenant_id: Codigo | None = None
    client_id: Codigo | None = None
    cliente_id: ClienteId | None = None
    em: Momento
    quantidade: Annotated[int, Field(ge=1, le=100_000)] | None = None
    id: Codigo | None = None
    usuario_nome: Texto | None = None
    usuario_email: Annotated[str, Field(max_length=254)] | None = None
    ativo: bool | None = None
    integrador: Codigo | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if sum(one is not None for one in (self.tenant_id, self.client_id, self.cliente_id)) != 1:
            raise ValueError("informe tenant_id, client_id ou cliente_id, e só um deles")
        if self.tipo is not TipoAtividade.LOGIN and any(
            getattr(self, name) is not None for name in _OF_LOGIN
        ):
            raise ValueError("só um login tem id, usuario_nome e usuario_email")
        if self.tipo not in _SWITCHED and self.ativo is not None:
            raise ValueError("só econversa e integrador têm ativo")
        if (self.tipo is TipoAtividade.INTEGRADOR) != (self.integrador is not None):
            raise ValueError("integrador é o nome ou número de um integrador, e só dele")
        return self

    @property
    def vezes(self) -> int:
        """How often it counts."""
        return self.quantidade or int(self.ativo is None)


class AtividadeUnica(NovaAtividade):
    """One alone; with a `lote_id` or an `Idempotency-Key` it may be repeated."""

    lote_id: LoteId | None = None


class NovoLote(NewInput):
    lote_id: LoteId
    # A list: of a tuple with a wrong item, pydantic says too that it is too short.
    atividades: Annotated[list[NovaAtividade], Field(min_length=1, max_length=MOST)]


class NovasAtividades(RootModel[NovoLote | AtividadeUnica]):
    """The body of `POST /atividades`: a lote has `atividades`, anything else is one of them."""

    model_config = ConfigDict(defer_build=True, frozen=True, hide_input_in_errors=True)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """By the form that it has: a union would tell what is wrong with it in either."""
        form = NovoLote if _is_lote(json_data) else AtividadeUnica
        found: NovoLote | AtividadeUnica = form.model_validate_json(json_data, **options)
        return cls(found)


def _is_lote(raw: str | bytes | bytearray) -> bool:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):  # pydantic words what is wrong with it
        return False
    return isinstance(found, dict) and "atividades" in found


class FiltroLogins(QueryInput):
    """`tenant_id` may also come in the body, as S4 documents it: see `PedidoLogins`."""

    tenant_id: Codigo | None = None


class PedidoLogins(SourceInput):
    """S4's body of a GET, which many a proxy drops."""

    tenant_id: Codigo
