"""Whose an atividade is, by the name that its source has for the cliente."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from shared.atividades.entradas import NovaAtividade
from shared.atividades.ports import Clientes


class Quem(NamedTuple):
    campo: Literal["tenant_id", "client_id", "cliente_id"]
    valor: str

    @classmethod
    def of(cls, nova: NovaAtividade) -> "Quem":
        if nova.tenant_id is not None:
            return cls("tenant_id", nova.tenant_id)
        if nova.client_id is not None:
            return cls("client_id", nova.client_id)
        return cls("cliente_id", nova.cliente_id or "")


async def locate(clientes: Clientes, conta: str, todos: Sequence[Quem]) -> list[str | None]:
    """The id of each one's cliente, None where there is none; a few queries for all of them."""
    tenants, client_ids, ids = (
        {quem.valor for quem in todos if quem.campo == campo}
        for campo in ("tenant_id", "client_id", "cliente_id")
    )
    found = {
        "tenant_id": await clientes.of_tenants(conta, tenants) if tenants else {},
        "client_id": await clientes.of_client_ids(conta, client_ids) if client_ids else {},
        "cliente_id": await clientes.current(conta, ids) if ids else {},
    }
    return [found[quem.campo].get(quem.valor) for quem in todos]
