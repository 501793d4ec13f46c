"""What people may change of a conta's policy for chamados: the shapes of its document, strict about what comes in."""

from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from shared.contas.chamados import Prazo
from shared.contas.mensageria import Nome
from shared.kit.links import has_insecure_link

# The cliente's first name, which every approved answer may use.
NOME = "nome"


class NovoPrazo(Prazo):
    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.primeira_resposta > self.resolucao:
            raise ValueError("deve dar à solução ao menos o tempo da primeira resposta")
        return self


def _https(valor: str) -> str:
    if has_insecure_link(valor):
        raise ValueError("só aceita links que começam com https://")
    if "{{" in valor or "}}" in valor:
        raise ValueError("não pode trazer outra variável")
    return valor


Valor = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_https)]


def _own(variaveis: dict[str, str]) -> dict[str, str]:
    if NOME in variaveis:
        raise ValueError("não pode definir nome, que é sempre o primeiro nome do cliente")
    return variaveis


Variaveis = Annotated[dict[Nome, Valor], Field(max_length=50), AfterValidator(_own)]
