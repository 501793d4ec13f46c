"""The words that may leave outside the 24-hour window: chosen, filled, checked before a provider sees them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shared.clientes.models import SEM_NOME, Cliente
from shared.contas.mensageria import VARIAVEL, ModeloMensagem, variables_of
from shared.contas.models import Conta
from shared.kit.errors import FieldError, InvalidInput

# What WhatsApp takes: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
_MAX_TEXT = 1_024
_BREAKS = re.compile(r"[\n\r\t]| {5}")


@dataclass(frozen=True, slots=True)
class Preenchido:
    """A template with its values: how it reads, and the values in the provider's order."""

    texto: str
    valores: tuple[str, ...]


def variaveis_for(
    modelo: ModeloMensagem, given: Mapping[str, str], *, cliente: Cliente, conta: Conta
) -> dict[str, str]:
    """What was given; beside it, of what the template asks, what is known of everybody: first name, conta's name."""
    nome = "" if cliente.nome == SEM_NOME else cliente.nome.partition(" ")[0]
    known = {"nome": nome, "conta": conta.nome}
    return {name: known[name] for name in modelo.variaveis if known.get(name)} | dict(given)


def fill(modelo: ModeloMensagem, valores: Mapping[str, str]) -> Preenchido:
    """Raises `InvalidInput` by variable: missing, empty, on several lines; or when all together are too long."""
    named = variables_of(modelo.texto)
    every = dict.fromkeys((*modelo.variaveis, *named))
    if wrong := [error for name in every if (error := _wrong(name, valores.get(name, "")))]:
        raise InvalidInput(errors=wrong)
    texto = VARIAVEL.sub(lambda place: valores[place[1]], modelo.texto)
    if len(texto) > _MAX_TEXT:
        sentence = "deixa a mensagem com mais de 1.024 caracteres; encurte os valores"
        raise InvalidInput(errors=[FieldError("#/variaveis", sentence)])
    return Preenchido(texto, tuple(valores[name] for name in modelo.variaveis or named))


def _wrong(name: str, value: str) -> FieldError | None:
    pointer = f"#/variaveis/{name}"
    if not value.strip():
        return FieldError(pointer, "é pedida pelo modelo e não pode ficar vazia")
    if _BREAKS.search(value):
        return FieldError(pointer, "deve caber em uma linha, sem espaços repetidos")
    return None
