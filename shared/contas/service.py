"""What an admin does with the usuarios of the conta."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from shared.contas.ports import Senhas
from shared.contas.usuario_store import UsuarioPage, UsuarioStore, UsuarioVersao
from shared.contas.usuarios import FiltroUsuarios, MudancaUsuario, SenhaProvisoria, Usuario
from shared.kit.clock import Now
from shared.kit.etags import Precondition

# Without what is mistaken for something else when read aloud or copied by hand.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class UsuarioService:
    """`now` is the real clock."""

    open_usuarios: Callable[[str], UsuarioStore]
    senhas: Senhas
    now: Now

    async def list(self, conta: str, filtro: FiltroUsuarios) -> UsuarioPage:
        return await self.open_usuarios(conta).list(filtro)

    async def get(self, conta: str, usuario_id: str) -> UsuarioVersao:
        """Raises `UsuarioNotFound`."""
        return await self.open_usuarios(conta).get(usuario_id)

    async def change(
        self, conta: str, usuario_id: str, mudanca: MudancaUsuario, precondition: Precondition
    ) -> UsuarioVersao:
        """A new papel, or being deactivated, ends every session at once.

        Raises `UsuarioNotFound`, `PreconditionFailed`, `LastAdmin`.
        """

        def change(read: Usuario) -> Usuario:
            changed = read.model_copy(update=mudanca.model_dump(exclude_none=True))
            if (changed.papel, changed.ativo) == (read.papel, read.ativo):
                return changed
            return changed.model_copy(update={"versao_token": read.versao_token + 1})

        store = self.open_usuarios(conta)
        return await store.update(usuario_id, change, now=self.now(), precondition=precondition)

    async def reset_password(self, conta: str, usuario_id: str) -> SenhaProvisoria:
        """A password that is shown this once; every session ends. Raises `UsuarioNotFound`."""
        store = self.open_usuarios(conta)
        await store.get(usuario_id)
        senha = provisional_password()
        senha_hash = await self.senhas.hash(senha)

        def change(read: Usuario) -> Usuario:
            update = {"senha_hash": senha_hash, "senha_provisoria": True}
            return read.model_copy(update=update | {"versao_token": read.versao_token + 1})

        usuario = (await store.update(usuario_id, change, now=self.now())).usuario
        return SenhaProvisoria(usuario_id=usuario.id, username=usuario.username, senha=senha)


def provisional_password() -> str:
    """Fifteen characters in three groups: 74 bits, easy to read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(3))
