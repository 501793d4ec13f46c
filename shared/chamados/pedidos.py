"""What routes of chamados are asked beside their documents' own bodies: S1's queries, and the public question."""

from dataclasses import dataclass
from typing import Annotated, Self
from urllib.parse import parse_qsl

from pydantic import AfterValidator, Field, model_validator

from shared.chamados.models import MOST_LISTED, ChamadoStatus
from shared.kit.errors import FieldError, InvalidInput, MalformedRequest
from shared.kit.models import SourceInput
from shared.kit.validation import parse_fields, parse_json

# S1's three before ours, as S1 lists them.
_OF_S1 = (ChamadoStatus.ABERTO, ChamadoStatus.RESOLVIDO, ChamadoStatus.ENCAMINHADO)
_STATUS = (*_OF_S1, *(status for status in ChamadoStatus if status not in _OF_S1))


class NovoStatus(SourceInput):
    """The query of `PUT /chamados/{id}`. Any text, since S1 answers 400 where it is no status."""

    novo_status: Annotated[str, Field(max_length=100)] | None = None


class MudancaStatus(NovoStatus):
    """The body of it, which S1 leaves out: `novo_status`, or `status`, and why."""

    status: Annotated[str, Field(max_length=100)] | None = None
    motivo: Annotated[str, Field(max_length=500)] = ""


@dataclass(frozen=True, slots=True)
class StatusPedido:
    status: ChamadoStatus
    motivo: str = ""


def read_status(query: NovoStatus, raw: bytes, *, is_form: bool) -> StatusPedido:
    """What is asked for, by S1's query or else by the body.

    Raises `InvalidInput` where neither says it, `MalformedRequest`, as S1 does, where it is no status.
    """
    body = _read_body(raw, is_form=is_form)
    wanted = query.novo_status or body.novo_status or body.status
    if not wanted:
        raise InvalidInput(errors=[FieldError("#/novo_status", "é obrigatório")])
    try:
        return StatusPedido(ChamadoStatus(wanted), body.motivo)
    except ValueError:
        raise MalformedRequest(f"Status inválido. Deve ser um de: {[*map(str, _STATUS)]}") from None


def _read_body(raw: bytes, *, is_form: bool) -> MudancaStatus:
    if not raw.strip():
        return MudancaStatus()
    if not is_form:
        return parse_json(MudancaStatus, raw)
    try:
        return parse_fields(MudancaStatus, dict(parse_qsl(raw.decode(), errors="strict", max_num_fields=100)))
    except ValueError:
        raise MalformedRequest("O formulário deve vir em UTF-8 e ter no máximo 100 campos.") from None


class FiltroDoCliente(SourceInput):
    """The query of `GET /chamados/cliente/{cliente_id}`, S1's."""

    skip: Annotated[int, Field(ge=0, le=100_000)] = 0
    limit: Annotated[int, Field(ge=1), AfterValidator(lambda limit: min(limit, MOST_LISTED))] = 10


class ConsultaSituacao(SourceInput):
    """The public question after a chamado: who asks knows its protocolo and an address of the cliente's. A page may
    post what else its form has."""

    protocolo: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(str.upper)]
    telefone: Annotated[str, Field(max_length=40)] | None = None
    email: Annotated[str, Field(max_length=254)] | None = None

    @model_validator(mode="after")
    def _names_an_address(self) -> Self:
        if not (self.telefone or self.email):
            raise ValueError("deve trazer o telefone ou o e-mail que você informou")
        return self
