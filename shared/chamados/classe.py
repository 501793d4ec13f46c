"""What a chamado is about: the labels of the classification and the port of whoever reads a text for them.

The label rules are those of the evaluation set's README.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from shared.kit.models import Document


class Intencao(StrEnum):
    SEGUNDA_VIA_BOLETO = "segunda_via_boleto"
    PAGAMENTO = "pagamento"
    ORCAMENTO = "orcamento"
    AGENDAMENTO = "agendamento"
    PROBLEMA_TECNICO = "problema_tecnico"
    GERENCIAMENTO_PLANO = "gerenciamento_plano"
    CANCELAMENTO = "cancelamento"
    RECLAMACAO = "reclamacao"
    ELOGIO_AGRADECIMENTO = "elogio_agradecimento"
    INFORMACAO = "informacao"
    OUTRO = "outro"


class Setor(StrEnum):
    FINANCEIRO = "financeiro"
    SUPORTE = "suporte"
    VENDAS = "vendas"
    ADMIN = "admin"
    GERAL = "geral"


class Prioridade(StrEnum):
    BAIXA = "baixa"
    MEDIA = "media"
    ALTA = "alta"
    CRITICA = "critica"


# From the least to the most urgent.
PRIORIDADES = tuple(Prioridade)


class Classificacao(Document):
    """How a text was read. `intencoes` are all the requests found, the one that decides first; `evidencias` are
    literal excerpts of the text by field. `resposta_automatica`: a kind of question that an approved answer may close.
    `clinica`: it asks about somebody's health, which nothing but a person answers. `continua`: the text says that
    something is still not solved. `origem` is `regras:1` or the model's name, `prompt` its version.
    """

    intencao: Intencao
    setor: Setor
    prioridade: Prioridade
    resposta_automatica: bool
    intencoes: tuple[Intencao, ...] = ()
    evidencias: dict[str, str] = Field(default_factory=dict)
    clinica: bool = False
    continua: bool = False
    origem: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Leitura:
    """What is to be classified: the cliente's words, oldest first. `llm_externo` False keeps them here."""

    texto: str
    llm_externo: bool = True


class Classificador(Protocol):
    async def classify(self, leitura: Leitura) -> Classificacao:
        """Never fails for a model's sake: the rules read where no model can."""


class Desfecho(StrEnum):
    """What somebody says of an answer that they were given."""

    RESOLVEU = "resolveu"
    NAO_RESOLVEU = "nao_resolveu"
    OUTRO = "outro"
