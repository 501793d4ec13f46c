"""When somebody last wrote to us, by channel, and from where; read from `recebimentos`, which is another's to write."""

from dataclasses import dataclass

from shared.envios.ports import UltimaEntrada
from shared.kit.canais import Provedor
from shared.kit.clock import parse_instant
from shared.kit.store import Documents, Query, Where
from shared.recebimentos.models import Recebimento


@dataclass(frozen=True)
class EntradaStore:
    documents: Documents

    async def last(self, conta: str, cliente_id: str, provedor: Provedor) -> UltimaEntrada | None:
        """The newest message of this person by this channel."""
        store = self.documents.open(Recebimento.CONTAINER, conta)
        theirs = (Where("cliente_id", "=", cliente_id), Where("provedor", "=", provedor))
        page = await store.query(Query(theirs, "recebido_em", descending=True, limit=1))
        if not page.items:
            return None
        body = page.items[0].body
        # The provider's own hour of it opens the window: what came late through a queue does not prolong it.
        em = parse_instant(body.get("enviado_em") or body["recebido_em"])
        return UltimaEntrada(em=em, endereco=body["endereco"], telefone=body.get("telefone"))
