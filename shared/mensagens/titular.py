"""What mensagens hold of a person: what they asked and were answered, in the store and in what search knows."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from shared.kit.masking import mask
from shared.kit.nomes import name_words
from shared.kit.store import DocumentStore, Stored, Where
from shared.kit.texto import key_of
from shared.kit.titulares import About, Mencao, Titular, is_about, is_surely_about, matching, one_of
from shared.mensagens.errors import MensagemNotFound
from shared.mensagens.indexacao import Indexador, to_index
from shared.mensagens.indice import CONTAINER as VETORES
from shared.mensagens.models import Mensagem, Validacao

# S2's ids are UUIDs, and no id of a cliente is: these are linked to nobody whom we know.
_OF_S2 = Where("client_id", "contains", "-")
NOBODY = "00000000-0000-0000-0000-000000000000"
_MACHINERY = {"v", "sugestao", "vezes", "usos", "chave", "indexada_em", "atualizado_por", "conteudo"}


@dataclass(frozen=True)
class MensagemGuardiao:
    """An answer that a person approved, learned from a chamado and free of whose it was, outlives them without link.

    All else of theirs goes: exchanges that clients of the API stored are their own words, whoever validated them.
    """

    open_mensagens: Callable[[str], DocumentStore]
    indexador: Indexador
    nome: str = "mensagens"
    containers: tuple[str, ...] = (Mensagem.CONTAINER, VETORES)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        found = [_read(stored) async for stored in self._of(conta, titular, is_surely_about)]
        return [one.model_dump(mode="json", exclude=_MACHINERY, exclude_none=True) for one in found]

    async def erase(self, conta: str, titular: Titular) -> int:
        found = [stored async for stored in self._of(conta, titular, is_about)]
        for stored in found:
            if _is_anybodys(stored, titular):
                await self._unlink(conta, stored.id)
            else:
                await self._forget(conta, stored.id)
        return len(found)

    async def _unlink(self, conta: str, mensagem_id: str) -> None:
        def change(mensagem: Mensagem) -> Mensagem:
            return to_index(mensagem, mensagem.model_copy(update={"client_id": NOBODY, "chave": None}))

        try:
            await self.indexador.open_mensagens(conta).update(mensagem_id, change)
        except MensagemNotFound:
            return
        await self.indexador.index(conta, mensagem_id)

    async def _forget(self, conta: str, mensagem_id: str) -> None:
        try:
            await self.indexador.forget(conta, mensagem_id)
        except MensagemNotFound:
            return

    async def _of(self, conta: str, titular: Titular, about: About) -> AsyncIterator[Stored]:
        """Those of the titular's clientes, and of S2's clients those that are `about` the titular."""
        store = self.open_mensagens(conta)
        for condition in one_of("client_id", titular.cliente_ids):
            async for stored in matching(store, condition):
                yield stored
        async for stored in matching(store, _OF_S2):
            if about(titular, Mencao(texto=_words(stored))):
                yield stored


def _read(stored: Stored) -> Mensagem:
    return Mensagem.model_validate({"id": stored.id} | stored.body)


def _words(stored: Stored) -> str:
    """Raw fields: a document that nobody can read must not keep a person from being erased."""
    return "\n".join(stored.body.get(name) or "" for name in ("message", "answer"))


def _is_anybodys(stored: Stored, titular: Titular) -> bool:
    """Whether it is knowledge of the conta: approved, learned, and naming neither them nor any contact."""
    body, words = stored.body, _words(stored)
    if body.get("validated_by") != Validacao.HUMAN or not body.get("chave"):
        return False
    said = set(re.findall(r"\w+", key_of(words)))
    return not mask(words).originals and said.isdisjoint(name_words(titular.nome))
