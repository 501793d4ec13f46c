"""What a conta decided about messages: who carries them, when people may be reached, in which words."""

import re
from datetime import time
from typing import Annotated, Self

from pydantic import Field, PlainSerializer, WithJsonSchema, model_validator

from shared.kit.canais import Provedor
from shared.kit.models import Document

Nome = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_.-]+$")]
Curto = Annotated[str, Field(max_length=200)]
# A local hour: JSON Schema's own format of a time asks for a zone.
Hora = Annotated[
    time,
    PlainSerializer(lambda hora: hora.isoformat(timespec="minutes"), return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:00)?$"}),
]
# A variable of a template, named between double braces.
VARIAVEL = re.compile(r"\{\{\s*([A-Za-z0-9_.-]{1,100})\s*\}\}")


def variables_of(texto: str) -> tuple[str, ...]:
    """The names of a template's variables, each once, in their order."""
    return tuple(dict.fromkeys(VARIAVEL.findall(texto)))


class CanalDaConta(Document):
    """One way to reach people. `remetente` is the phone_number_id, instance, number or e-mail we write from.

    `segredo` names the setting `CANAIS__{segredo}` that holds the credential: secrets are settings, never documents.
    """

    provedor: Provedor
    ativo: bool = True
    remetente: Curto = ""
    segredo: Nome | None = None
    parametros: dict[Nome, Curto] = Field(default_factory=dict)


class Faixa(Document):
    """From `inicio` on and before `fim`, local hours."""

    inicio: Hora
    fim: Hora

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.inicio >= self.fim:
            raise ValueError("deve começar antes de terminar")
        return self


class Horario(Document):
    """When proactive messages may leave; None for a day on which none may. Holidays count as Sundays."""

    semana: Faixa | None
    sabado: Faixa | None = None
    domingo: Faixa | None = None


def _faixa(inicio: int, fim: int) -> Faixa:
    return Faixa(inicio=time(inicio), fim=time(fim))


class Horarios(Document):
    """Defaults: the conservative union of `lgpd-and-etiquette` §4."""

    proativo: Horario = Horario(semana=_faixa(9, 20), sabado=_faixa(10, 14))
    lembretes: Horario = Horario(semana=_faixa(8, 20), sabado=_faixa(8, 20))


class Frequencia(Document):
    """The most proactive messages that one person gets, over all features."""

    por_dia: Annotated[int, Field(ge=1, le=5)] = 1
    por_semana: Annotated[int, Field(ge=1, le=20)] = 3


class ModeloMensagem(Document):
    """Words that may leave outside the 24-hour window. `texto` names its variables: `Olá, {{nome}}!`.

    `meta` and `twilio` are the names (ContentSid) under which the providers approved the same words; without one that
    provider cannot send it. `variaveis` are in the order of the provider's {{1}}, {{2}}, …
    """

    chave: Nome
    texto: Annotated[str, Field(min_length=1, max_length=1_024)]
    variaveis: tuple[Nome, ...] = ()
    idioma: Curto = "pt_BR"
    meta: Curto | None = None
    twilio: Curto | None = None


class Mensageria(Document):
    """`canais` in order of preference; none means the deployment's default. `avisos_apos_sair` lets notices of the
    person's own appointment go on after an opt-out, and then the acknowledgement says so. `carnaval` counts Carnival
    Monday and Tuesday and Corpus Christi as holidays."""

    canais: Annotated[tuple[CanalDaConta, ...], Field(max_length=10)] = ()
    horarios: Horarios = Horarios()
    frequencia: Frequencia = Frequencia()
    modelos: Annotated[tuple[ModeloMensagem, ...], Field(max_length=100)] = ()
    assinatura: Curto = ""
    carnaval: bool = False
    avisos_apos_sair: bool = False
