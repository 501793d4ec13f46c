"""The first admin of a conta: by the settings at the first log-in, or by a command; never by signing up."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from shared.contas.admissao import Admissao, Candidato
from shared.contas.errors import NameTaken, UsuarioNotFound
from shared.contas.nomes import Nomes
from shared.contas.ports import Senhas
from shared.contas.usuario_store import UsuarioStore
from shared.contas.usuarios import Login, Usuario, login_key
from shared.kit.auditing import Auditor, Nota
from shared.kit.auth import Papel
from shared.kit.clock import Now


@dataclass(frozen=True)
class PrimeiroAdmin:
    """`username` and `senha` of the settings open `conta_padrao` only while it has no admin."""

    open_usuarios: Callable[[str], UsuarioStore]
    admissao: Admissao
    conta_padrao: str
    username: str
    senha: str | None

    async def claim(self, login: Login) -> Usuario | None:
        """The admin made of exactly these, or None: then nothing was made."""
        if not self._is_named(login) or await self.open_usuarios(self.conta_padrao).has_admin():
            return None
        candidato = Candidato(
            conta=self.conta_padrao,
            papel=Papel.ADMIN,
            origem="configuracao",
            username=self.username,
            senha=login.password,
        )
        try:
            return await self.admissao.admit(candidato)
        except NameTaken:
            return None  # another log-in was quicker: whoever comes again finds the usuario

    def _is_named(self, login: Login) -> bool:
        given = f"{login_key(login.username)}\n{login.password}".encode()
        asked = f"{login_key(self.username)}\n{self.senha or ''}".encode()
        return hmac.compare_digest(given, asked) and bool(self.username and self.senha)


@dataclass(frozen=True)
class Nomeacao:
    """What `make admin` does: whoever runs it has the settings, so it may also help out who lost a password."""

    open_usuarios: Callable[[str], UsuarioStore]
    nomes: Nomes
    admissao: Admissao
    senhas: Senhas
    auditor: Auditor
    now: Now

    async def appoint(self, candidato: Candidato) -> Usuario:
        """Make the usuario an active admin with this password; one who exists in the conta loses every session.

        Raises `NameTaken` when the name belongs to another conta.
        """
        acesso = await self.nomes.find(candidato.username)
        if acesso is None:
            return await self.admissao.admit(candidato)
        if acesso.conta != candidato.conta:
            raise NameTaken
        try:
            return await self._reinstate(candidato, acesso.sujeito)
        except UsuarioNotFound:
            return await self.admissao.admit(candidato)

    async def _reinstate(self, candidato: Candidato, usuario_id: str) -> Usuario:
        usuarios = self.open_usuarios(candidato.conta)
        await usuarios.get(usuario_id)
        senha_hash = await self.senhas.hash(candidato.senha)
        recurso = f"/usuarios/{usuario_id}"
        await self.auditor.note(Nota(candidato.conta, candidato.origem, "usuario.reabilitar", recurso))

        def change(read: Usuario) -> Usuario:
            update = {
                "senha_hash": senha_hash,
                "senha_provisoria": candidato.senha_provisoria,
                "papel": candidato.papel,
                "ativo": True,
                "versao_token": read.versao_token + 1,
            }
            return read.model_copy(update=update)

        return (await usuarios.update(usuario_id, change, now=self.now())).usuario
