"""When somebody last wrote to us, by channel, and from where; read from `recebimentos`, which is another's to write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.envios.ports import UltimaEntrada
from shared.kit.canais import Provedor
from shared.kit.clock import parse_instant
from shared.kit.store import Documents, DocumentStore, Query, Where
from shared.recebimentos.models import Recebimento

# Of all channels together; what is older is asked for by channel.
_LATEST = 30


@dataclass(frozen=True)
class EntradaStore:
    documents: Documents

    async def last(
        self, conta: str, cliente_id: str, provedores: Sequence[Provedor]
    ) -> Mapping[Provedor, UltimaEntrada]:
        """The newest message of this person by each of `provedores`, and by any other that they wrote by lately."""
        store = self.documents.open(Recebimento.CONTAINER, conta)
        theirs = Where("cliente_id", "=", cliente_id)
        newest = await _newest(store, theirs, limit=_LATEST)
        if len(newest) == _LATEST:
            seen = {body["provedor"] for body in newest}
            for provedor in provedores:
                if provedor not in seen:
                    newest += await _newest(store, theirs, Where("provedor", "=", provedor), limit=1)
        found: dict[Provedor, UltimaEntrada] = {}
        for body in newest:
            found.setdefault(Provedor(body["provedor"]), _entrada(body))
        return found

    async def last_at(self, conta: str, cliente_id: str) -> datetime | None:
        """When this person last wrote, by whatever channel."""
        store = self.documents.open(Recebimento.CONTAINER, conta)
        newest = await _newest(store, Where("cliente_id", "=", cliente_id), limit=1)
        return _entrada(newest[0]).em if newest else None


async def _newest(store: DocumentStore, *where: Where, limit: int) -> list[dict[str, Any]]:
    page = await store.query(Query(where, "recebido_em", descending=True, limit=limit))
    return [one.body for one in page.items]


def _entrada(body: dict[str, Any]) -> UltimaEntrada:
    em = parse_instant(body["recebido_em"])
    return UltimaEntrada(em=em, endereco=body["endereco"], telefone=body.get("telefone"))
