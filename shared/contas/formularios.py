"""The page of a form as a stranger may see it: whose it is by its public name, and who may show it in a frame."""

from dataclasses import dataclass
from typing import Protocol

from shared.contas.models import Acesso, Conta, TipoAcesso
from shared.kit.errors import NotFound, Unauthorized


class Chaves(Protocol):
    async def resolve(self, tipo: TipoAcesso, segredo: str) -> Acesso:
        """Raises `Unauthorized`."""


class Contas(Protocol):
    async def find(self, conta: str) -> Conta | None: ...


@dataclass(frozen=True, slots=True)
class Pagina:
    """`nome` is "" for a conta that nobody named: its id is nobody's business."""

    nome: str
    origens: tuple[str, ...]


@dataclass(frozen=True)
class FormularioService:
    chaves: Chaves
    contas: Contas

    async def open(self, chave: str) -> Pagina:
        """Raises `NotFound`, the same for a key that never was, is revoked or has ended."""
        try:
            acesso = await self.chaves.resolve(TipoAcesso.FORMULARIO, chave)
        except Unauthorized:
            raise NotFound from None
        conta = await self.contas.find(acesso.conta)
        named = conta is not None and conta.nome != conta.id
        return Pagina(conta.nome if conta and named else "", acesso.origens)
