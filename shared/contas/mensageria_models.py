"""What people may change of a conta's mensageria: the shapes of its document, strict about what comes in."""

from datetime import time
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from shared.contas.mensageria import (
    VARIAVEL,
    CanalDaConta,
    Curto,
    Faixa,
    Frequencia,
    Hora,
    Horario,
    Horarios,
    ModeloMensagem,
    Nome,
    variables_of,
)
from shared.kit.canais import Provedor

_STRICT = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)


def _local(hora: time) -> time:
    if hora.tzinfo is not None or hora.second or hora.microsecond:
        raise ValueError("deve ser uma hora local, como 09:00")
    return hora


HoraLocal = Annotated[Hora, AfterValidator(_local)]


class NovoCanal(CanalDaConta):
    model_config = _STRICT

    parametros: Annotated[dict[Nome, Curto], Field(max_length=20)] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _carries(self) -> Self:
        if self.provedor is Provedor.FORMULARIO:
            raise ValueError("deve ser um canal que envia mensagens; o formulário só as recebe")
        return self


class NovaFaixa(Faixa):
    model_config = _STRICT

    inicio: HoraLocal
    fim: HoraLocal


class NovoHorario(Horario):
    model_config = _STRICT

    semana: NovaFaixa | None
    sabado: NovaFaixa | None = None
    domingo: NovaFaixa | None = None


class NovosHorarios(Horarios):
    model_config = _STRICT

    proativo: NovoHorario
    lembretes: NovoHorario


class NovaFrequencia(Frequencia):
    model_config = _STRICT


class NovoModelo(ModeloMensagem):
    """Refuses at once what WhatsApp refuses when it is asked to approve it."""

    model_config = _STRICT

    variaveis: Annotated[tuple[Nome, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _approvable(self) -> Self:
        if self.texto.startswith("{{") or self.texto.endswith("}}"):
            raise ValueError("não pode começar nem terminar com uma variável")
        rest = VARIAVEL.sub("", self.texto)
        if "{{" in rest or "}}" in rest:
            raise ValueError("deve trazer cada variável entre chaves duplas, como {{nome}}")
        if sorted(variables_of(self.texto)) != sorted(self.variaveis):
            raise ValueError("deve nomear em variaveis, uma vez cada, as variáveis do texto")
        return self


def _distinct(modelos: tuple[NovoModelo, ...]) -> tuple[NovoModelo, ...]:
    if len({modelo.chave for modelo in modelos}) < len(modelos):
        raise ValueError("não pode repetir a chave de um modelo")
    return modelos


Canais = Annotated[tuple[NovoCanal, ...], Field(max_length=10)]
Modelos = Annotated[tuple[NovoModelo, ...], Field(max_length=100), AfterValidator(_distinct)]
