"""What relatos hold of a person: found, handed over, erased."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.kit.store import AnyOf, DocumentStore, Stored, Where
from shared.kit.titulares import About, Mencao, Titular, erase_ids, matching, one_of
from shared.relatos.models import Relato

_MACHINERY = {
    "v",
    "conteudo",
    "traceparent",
    "fluxo_iniciado",
    "fluxo_encerrado",
    "fluxo_obsoleto",
    "falhou_em_status",
}
_UNLINKED = AnyOf((Where("cliente_id", "=", None), Where("cliente_id", "is_defined", False)))


@dataclass(frozen=True)
class RelatoGuardiao:
    """It erases the titular's `relato_ids`, so whoever asks locates them first."""

    open_relatos: Callable[[str], DocumentStore]
    nome: str = "relatos"
    containers: tuple[str, ...] = (Relato.CONTAINER,)

    async def locate(self, conta: str, titular: Titular, about: About) -> list[str]:
        """The relatos of the titular's clientes, and those of nobody that are `about` the titular.

        Reads every relato that is linked to nobody: people are found as they were typed, in the text too.
        """
        store = self.open_relatos(conta)
        found = [
            stored.id
            for condition in one_of("cliente_id", titular.cliente_ids)
            async for stored in matching(store, condition)
        ]
        found += [stored.id async for stored in matching(store, _UNLINKED) if about(titular, _mencao(stored))]
        return sorted(found)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        store = self.open_relatos(conta)
        return [
            _read(stored).model_dump(mode="json", exclude=_MACHINERY, exclude_none=True)
            for condition in one_of("id", titular.relato_ids)
            async for stored in matching(store, condition)
        ]

    async def erase(self, conta: str, titular: Titular) -> int:
        return await erase_ids(self.open_relatos(conta), titular.relato_ids)


def _read(stored: Stored) -> Relato:
    return Relato.model_validate({"id": stored.id} | stored.body)


def _mencao(stored: Stored) -> Mencao:
    """Raw fields: a document that nobody can read must not keep a person from being erased."""
    typed = stored.body.get("cliente") or {}
    extracao = stored.body.get("extracao") or {}
    return Mencao(
        nome=typed.get("nome") or extracao.get("identidade_cliente"),
        telefone=typed.get("telefone"),
        email=typed.get("email"),
        texto=stored.body.get("texto") or "",
    )
