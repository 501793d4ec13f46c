"""What routes of chamados are asked beside their documents' own bodies: S1's queries, and the public question."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from shared.chamados.models import MOST_LISTED
from shared.kit.models import NewInput, SourceInput


class MudancaStatus(SourceInput):
    """The body of `PUT /chamados/{id}`: S1's `novo_status`, or `status`."""

    novo_status: Annotated[str, Field(max_length=100)] | None = None
    status: Annotated[str, Field(max_length=100)] | None = None
    motivo: Annotated[str, Field(max_length=500)] = ""


class FiltroDoCliente(SourceInput):
    """The query of `GET /chamados/cliente/{cliente_id}`, S1's."""

    skip: Annotated[int, Field(ge=0, le=100_000)] = 0
    limit: Annotated[int, Field(ge=1), AfterValidator(lambda limit: min(limit, MOST_LISTED))] = 10


class NovoStatus(SourceInput):
    """The query of `PUT /chamados/{id}`: S1's way to say what `MudancaStatus` says in a body. Any text, since S1
    answers 400 where it is no status."""

    novo_status: Annotated[str, Field(max_length=100)] | None = None


class ConsultaSituacao(NewInput):
    """The body of the public question after a chamado: who asks knows its protocolo and an address of the cliente's."""

    protocolo: Annotated[str, Field(min_length=1, max_length=100)]
    telefone: Annotated[str, Field(max_length=40)] | None = None
    email: Annotated[str, Field(max_length=254)] | None = None

    @model_validator(mode="after")
    def _names_an_address(self) -> Self:
        if not (self.telefone or self.email):
            raise ValueError("deve trazer o telefone ou o e-mail que você informou")
        return self
