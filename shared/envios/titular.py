"""What envios hold of a person: the messages, and by keyed hash when they left; handed over, erased."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.envios.models import Envio
from shared.envios.ritmos import CONTAINER, RitmoStore
from shared.kit.brasil import phone_key
from shared.kit.store import Condition, DocumentStore
from shared.kit.titulares import Titular, erase_ids, erase_matching, matching, one_of

_MACHINERY = {
    *("v", "conteudo", "traceparent", "enviando_desde", "janela_fechada_em", "falhas", "tentativas"),
    *("chave", "provedor_id", "provedores_tentados"),
}


@dataclass(frozen=True)
class EnvioGuardiao:
    """The hashes of a shared phone stay: they count what another person gets, too."""

    open_envios: Callable[[str], DocumentStore]
    open_ritmos: Callable[[str], RitmoStore]
    nome: str = "envios"
    containers: tuple[str, ...] = (Envio.CONTAINER, CONTAINER)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        store = self.open_envios(conta)
        found = {
            stored.id: Envio.model_validate({"id": stored.id} | stored.body)
            for condition in _theirs(titular)
            async for stored in matching(store, condition)
        }
        return [_told(envio) for envio in found.values()]

    async def erase(self, conta: str, titular: Titular) -> int:
        store, ritmos = self.open_envios(conta), self.open_ritmos(conta)
        erased = [await erase_matching(store, condition) for condition in _theirs(titular)]
        addresses = [*titular.telefones, *titular.emails]
        own = [one for one in addresses if _key(one) not in titular.compartilhados]
        ids = [*map(ritmos.id_of_cliente, titular.cliente_ids), *map(ritmos.id_of, own)]
        return sum(erased) + await erase_ids(ritmos.documents, ids)


def _theirs(titular: Titular) -> list[Condition]:
    return [*one_of("cliente_id", titular.cliente_ids), *one_of("relato_id", titular.relato_ids)]


def _told(envio: Envio) -> dict[str, Any]:
    """With whoever was handed the message: the exportação names them as operators."""
    told = envio.model_dump(mode="json", exclude=_MACHINERY, exclude_none=True)
    handed = dict.fromkeys((*envio.provedores_tentados, *([envio.provedor] if envio.provedor else [])))
    return told | {"entregue_a": [{"provedor": provedor.value} for provedor in handed]}


def _key(endereco: str) -> str:
    return endereco if "@" in endereco else phone_key(endereco)
