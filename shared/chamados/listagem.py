"""The chamados of a conta in the shape the caller asked for: S1's list, or a page."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from shared.chamados.errors import ClienteNotFound
from shared.chamados.models import Chamado, FiltroChamados, Formato
from shared.chamados.pedidos import FiltroDoCliente
from shared.chamados.ports import Clientes, Usuarios
from shared.chamados.service import ChamadoService
from shared.chamados.views import ChamadoPagina, ChamadoResumo, ListaChamados, ListaS1, as_resumo, as_s1
from shared.kit.errors import FieldError, InvalidInput, NotFound


@dataclass(frozen=True)
class ListagemService:
    chamados: ChamadoService
    clientes: Clientes
    usuarios: Usuarios

    async def list(self, conta: str, filtro: FiltroChamados) -> ListaChamados:
        """Raises `InvalidInput` where the two names of the status contradict each other."""
        if filtro.status and filtro.status_filtro and filtro.status is not filtro.status_filtro:
            raise InvalidInput(errors=[FieldError("#/status_filtro", "contradiz o status pedido")])
        if filtro.shape is Formato.LISTA:
            found = await self.chamados.search(conta, filtro.model_copy(update={"cursor": None}))
            return ListaChamados.model_construct([as_s1(chamado) for chamado in found.itens])
        asked = filtro.limite if "limit" not in filtro.model_fields_set else filtro.limit
        paged = filtro.model_copy(update={"skip": None, "limit": asked})
        found = await self.chamados.search(conta, paged)
        itens = await self._named(conta, found.itens)
        return ListaChamados.model_construct(ChamadoPagina(itens=itens, cursor=found.cursor))

    async def _named(self, conta: str, found: Sequence[Chamado]) -> tuple[ChamadoResumo, ...]:
        clientes, nomes = await asyncio.gather(
            self.clientes.names(conta, list({one.cliente_id for one in found})),
            self.usuarios.names(conta, list({one.atendente for one in found if one.atendente})),
        )
        return tuple(as_resumo(one, clientes=clientes, nomes=nomes) for one in found)

    async def of_cliente(self, conta: str, cliente_id: str, filtro: FiltroDoCliente) -> ListaS1:
        """S1's list of one cliente's. Raises `ClienteNotFound`."""
        try:
            known = (await self.clientes.get(conta, cliente_id)).cliente
        except NotFound:
            raise ClienteNotFound from None
        asked = FiltroChamados(cliente_id=known.id, skip=filtro.skip, limit=filtro.limit)
        found = await self.chamados.search(conta, asked)
        return ListaS1.model_construct([as_s1(chamado) for chamado in found.itens])
