"""What recebimentos hold of a person: what they wrote to us, and the raw bodies that it came in."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from shared.kit.store import AnyOf, DocumentStore, Stored, Where
from shared.kit.titulares import (
    About,
    Mencao,
    Titular,
    erase_ids,
    is_about,
    is_surely_about,
    matching,
    one_of,
)
from shared.recebimentos.models import Recebimento
from shared.recebimentos.store import bruto_id

_MACHINERY = {"v", "traceparent", "provedor_id", "midia", "resposta_chave", "perguntas"}
# A raw body has no such instant: it goes with its recebimento.
_IS_ONE = Where("recebido_em", "is_defined", True)
_UNLINKED = AnyOf((Where("cliente_id", "=", None), Where("cliente_id", "is_defined", False)))


@dataclass(frozen=True)
class RecebimentoGuardiao:
    open_recebimentos: Callable[[str], DocumentStore]
    nome: str = "recebimentos"
    containers: tuple[str, ...] = (Recebimento.CONTAINER,)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        found = [stored async for stored in self._of(conta, titular, is_surely_about)]
        read = [Recebimento.model_validate({"id": stored.id} | stored.body) for stored in found]
        return [one.model_dump(mode="json", exclude=_MACHINERY, exclude_none=True) for one in read]

    async def erase(self, conta: str, titular: Titular) -> int:
        """The raw body first: were it left alone, nobody would find it again."""
        ids = [stored.id async for stored in self._of(conta, titular, is_about)]
        store = self.open_recebimentos(conta)
        await erase_ids(store, map(bruto_id, ids))
        return await erase_ids(store, ids)

    async def _of(self, conta: str, titular: Titular, about: About) -> AsyncIterator[Stored]:
        """Those of the titular's clientes, and of nobody's those that are `about` them."""
        store = self.open_recebimentos(conta)
        for condition in one_of("cliente_id", titular.cliente_ids):
            async for stored in matching(store, condition):
                yield stored
        async for stored in matching(store, _IS_ONE, _UNLINKED):
            if about(titular, _mencao(stored)):
                yield stored


def _mencao(stored: Stored) -> Mencao:
    """Raw fields: a document that nobody can read must not keep a person from being erased."""
    body = stored.body
    endereco, campos = body.get("endereco") or "", body.get("campos") or {}
    return Mencao(
        nome=body.get("nome"),
        telefone=body.get("telefone"),
        email=endereco if "@" in endereco else campos.get("email"),
        texto=body.get("texto") or "",
    )
