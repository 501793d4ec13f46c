"""The clientes of a conta in the shape the caller asked for: S1's list, S4's dict, a page."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from shared.clientes.cadastro import OpenCadastro
from shared.clientes.entradas import FiltroClientes, Formato
from shared.clientes.ports import Contas
from shared.clientes.store import ClienteStore
from shared.clientes.views import (
    ClientePagina,
    ClienteS4,
    ListaClientes,
    as_resumo,
    as_s1,
    as_s4,
    s4_key,
)
from shared.resumos.ports import Assunto, Pedido, Resumo, Resumos, chave_de

# S4's.
_TTL_S = 300


@dataclass(frozen=True)
class ListagemService:
    open_cadastro: OpenCadastro
    contas: Contas
    resumos: Resumos

    async def by_id(self, conta: str, filtro: FiltroClientes, *, is_basic: bool, known: str) -> Resumo:
        """S4's dict, which is of everybody and so is kept; `known` is the caller's `If-None-Match`."""
        chave = chave_de("clientes", filtro.inicio, filtro.fim)

        async def make() -> bytes:
            return (await self.list(conta, filtro, is_basic=is_basic)).model_dump_json().encode()

        pedido = Pedido(conta, chave, _TTL_S, (Assunto.CLIENTES,))
        return await self.resumos.get(pedido, make, known=known)

    async def list(self, conta: str, filtro: FiltroClientes, *, is_basic: bool) -> ListaClientes:
        """Those merged into others and those blocked are left out of every shape."""
        store = self.open_cadastro(conta).clientes
        match filtro.shape(is_basic=is_basic):
            case Formato.LISTA:
                found = await store.slice(filtro.skip, filtro.s1_limit)
                return ListaClientes.model_construct([as_s1(cliente) for cliente in found])
            case Formato.PAGINA:
                page = await store.page(ordem=filtro.ordem, limit=filtro.limite, cursor=filtro.cursor)
                itens = tuple(map(as_resumo, page.itens))
                return ListaClientes.model_construct(ClientePagina(itens=itens, cursor=page.cursor))
            case Formato.POR_ID:
                zone = ZoneInfo((await self.contas.load(conta)).fuso)
                return ListaClientes.model_construct(await _by_id(store, filtro, zone))


async def _by_id(store: ClienteStore, filtro: FiltroClientes, zone: ZoneInfo) -> dict[str, ClienteS4]:
    """S4's dict. A cliente that the CRM does not know is under its own id, unless a client_id is the same."""
    known: dict[str, ClienteS4] = {}
    others: dict[str, ClienteS4] = {}
    async for page in store.walk(filtro.inicio, filtro.fim):
        for cliente in page:
            (known if cliente.client_id else others)[s4_key(cliente)] = as_s4(cliente, zone)
    return others | known
