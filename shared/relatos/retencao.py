"""Relatos that have outlived their purpose: which they are, and what is left of one without its words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared.kit.clock import instant
from shared.kit.store import AnyOf, Condition, DocumentStore, Query, Stored, Where
from shared.relatos.errors import RelatoNotFound
from shared.relatos.models import Cliente, Estrategia, Extracao, Relato, RelatoStatus, Resultado
from shared.relatos.store import RelatoStore

_LOST = tuple(one for one in Resultado if one is not Resultado.CONVERTIDO)
_NOT_CONVERTED = AnyOf((Where("resultado", "=", None), Where("resultado", "in", _LOST)))
_FIGURES = {
    "data_conversa",
    "valor_orcamento",
    "formas_pagamento",
    "parcelas",
    "proximo_contato",
    "nao_contatar",
}
_ORIGIN = {"origem", "prompt"}


@dataclass(frozen=True)
class RelatoRetencao:
    open_relatos: Callable[[str], DocumentStore]

    async def expired(self, conta: str, before: datetime, *, limit: int) -> list[tuple[str, str | None]]:
        """The ids of relatos that did not convert and that nobody touched since `before`, with their clientes."""
        found = await self._untouched(conta, before, _NOT_CONVERTED, limit=limit)
        return [(stored.id, stored.body.get("cliente_id")) for stored in found]

    async def talkative(self, conta: str, before: datetime, *, limit: int) -> list[str]:
        """The ids of ended relatos, untouched since `before`, that still hold the conversation."""
        ended = Where("status", "=", RelatoStatus.ENCERRADO)
        found = await self._untouched(conta, before, ended, Where("texto", ">", ""), limit=limit)
        return [stored.id for stored in found]

    async def _untouched(self, conta: str, before: datetime, *where: Condition, limit: int) -> list[Stored]:
        untouched = Where("atualizado_em", "<", instant(before))
        query = Query((untouched, *where), order_by="atualizado_em", limit=limit)
        return (await self.open_relatos(conta).query(query)).items

    async def has_any(self, conta: str, cliente_id: str) -> bool:
        mine = Where("cliente_id", "=", cliente_id)
        return bool((await self.open_relatos(conta).query(Query((mine,), limit=1))).items)

    async def pseudonymise(self, conta: str, relato_id: str) -> None:
        """Take out who it was and what was said. Nothing happened with the cliente, so its last touch stays."""
        try:
            await RelatoStore(self.open_relatos(conta)).update(relato_id, without_words)
        except RelatoNotFound:
            return


def without_words(relato: Relato) -> Relato:
    """The relato without name, phone, e-mail and any text; days, figures and the outcome stay, for the statistics."""
    return relato.model_copy(
        update={
            "texto": "",
            "cliente": Cliente(),
            "conteudo": "",
            "extracao": relato.extracao and _figures(relato.extracao),
            "estrategia": relato.estrategia and _wordless(relato.estrategia),
            "contatos": tuple(contato.model_copy(update={"texto": ""}) for contato in relato.contatos),
            "resposta": relato.resposta and relato.resposta.model_copy(update={"texto": None}),
            "desfecho": relato.desfecho and relato.desfecho.model_copy(update={"motivo": None}),
        }
    )


def _figures(extracao: Extracao) -> Extracao:
    return Extracao.model_validate(extracao.model_dump(include=_FIGURES | _ORIGIN))


def _wordless(estrategia: Estrategia) -> Estrategia:
    return estrategia.model_copy(update={"resumo": "", "personalizacao": "", "texto": ""})
