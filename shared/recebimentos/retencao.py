"""Recebimentos that have outlived their purpose: what is left of one without its words."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from shared.kit.clock import instant
from shared.kit.store import DocumentStore, Where
from shared.kit.titulares import matching
from shared.recebimentos.errors import RecebimentoNotFound
from shared.recebimentos.models import Recebimento, RecebimentoStatus
from shared.recebimentos.store import RecebimentoStore

_DONE = (RecebimentoStatus.ENCAMINHADO, RecebimentoStatus.IGNORADO, RecebimentoStatus.FALHOU)
# A provider's id of a message may hold the phone, as Meta's does.
_WORDS: dict[str, object] = {
    **dict.fromkeys(("endereco", "provedor_id", "texto", "traceparent"), ""),
    **dict.fromkeys(("telefone", "nome", "botao", "assunto", "em_resposta_a", "midia", "transcricao"), None),
    "campos": {},
}


@dataclass(frozen=True)
class RecebimentoRetencao:
    """What came, when, where it went and whose it was stays: a message may be the proof of an opt-out."""

    open_recebimentos: Callable[[str], DocumentStore]
    nome: str = "recebimentos"

    async def erase_expired(self, conta: str, before: datetime, *, held: frozenset[str], limit: int) -> int:
        """Take out who wrote and what, of messages that came before `before`, but of the clientes in `held`."""
        store = RecebimentoStore(self.open_recebimentos(conta))
        ids = await self._spoken(conta, before, held=held, limit=limit)
        for recebimento_id in ids:
            with suppress(RecebimentoNotFound):  # erased meanwhile
                await store.update(recebimento_id, without_words)
        return len(ids)

    async def _spoken(self, conta: str, before: datetime, *, held: frozenset[str], limit: int) -> list[str]:
        """All are found before any is changed: a page may not lose its end."""
        spoken = (
            Where("recebido_em", "<", instant(before)),
            Where("provedor_id", ">", ""),  # each has one, until that is taken out
            Where("status", "in", _DONE),
        )
        found: list[str] = []
        async for stored in matching(self.open_recebimentos(conta), *spoken):
            if stored.body.get("cliente_id") not in held:
                found.append(stored.id)
            if len(found) == limit:
                break
        return found


def without_words(recebimento: Recebimento) -> Recebimento:
    return recebimento.model_copy(update=_WORDS)
