"""What the API shows of an approved answer: to edit it, and in the list how often it was given."""

import json
from typing import Self

from shared.chamados.classe import Intencao, Setor
from shared.kit.ids import digest_id
from shared.kit.models import Document, Instant
from shared.respostas.models import Resposta, Situacao


class RespostaDetalhe(Document):
    id: str
    intencao: Intencao
    setor: Setor
    titulo: str
    perguntas: tuple[str, ...]
    texto: str
    ativa: bool
    situacao: Situacao
    vale_ate: Instant | None
    criada_em: Instant
    criada_por: str
    atualizada_em: Instant
    atualizada_por: str

    @classmethod
    def of(cls, resposta: Resposta, situacao: Situacao) -> Self:
        return cls.model_validate(resposta.model_dump() | {"situacao": situacao})

    @property
    def etag(self) -> str:
        """Of what is shown: the store's own would change whenever it is given to somebody, in the midst of an edit."""
        return digest_id(json.dumps(self.model_dump(mode="json", include=set(RespostaDetalhe.model_fields))))


class RespostaItem(RespostaDetalhe):
    usos: int
    usada_em: Instant | None


class RespostaLista(Document):
    itens: tuple[RespostaItem, ...]
    cursor: str | None = None
