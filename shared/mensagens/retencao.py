"""Mensagens that have outlived their purpose: exchanges that nobody validated and nobody touched for long."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared.mensagens.errors import MensagemNotFound
from shared.mensagens.indexacao import Indexador
from shared.mensagens.store import MensagemStore


@dataclass(frozen=True)
class MensagemRetencao:
    open_mensagens: Callable[[str], MensagemStore]
    indexador: Indexador
    nome: str = "mensagens"

    async def erase_expired(self, conta: str, before: datetime, *, held: frozenset[str], limit: int) -> int:
        """Erase those untouched since `before`, but for what is of one of `held`; how many it was."""
        found = await self.open_mensagens(conta).expired(before, limit=limit)
        erased = 0
        for mensagem in found:
            if mensagem.client_id in held:
                continue
            try:
                await self.indexador.forget(conta, mensagem.id)
            except MensagemNotFound:
                continue
            erased += 1
        return erased
