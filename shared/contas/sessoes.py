"""Logging in, out, and what a usuario does about the own password."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.contas.entradas import Entrada, password_attempts
from shared.contas.errors import OnlyUsuarios, UsuarioNotFound, WrongLogin, WrongPassword
from shared.contas.nomes import Nomes
from shared.contas.ports import Assinador, Senhas, Sessao, Tentativas
from shared.contas.primeiro_admin import PrimeiroAdmin
from shared.contas.store import ContaStore
from shared.contas.usuario_store import UsuarioStore
from shared.contas.usuarios import Login, QuemSou, SessaoAberta, TrocaSenha, Usuario
from shared.kit.auth import Principal
from shared.kit.clock import Now
from shared.kit.errors import FieldError, InvalidInput
from shared.kit.logging import get_logger

_NOBODY = "ninguem"
_log = get_logger(__name__)


@dataclass(frozen=True)
class SessaoService:
    """`now` is the real clock; `expires_in` is how long a token lives, in seconds."""

    open_usuarios: Callable[[str], UsuarioStore]
    contas: ContaStore
    nomes: Nomes
    senhas: Senhas
    assinador: Assinador
    tentativas: Tentativas
    primeiro_admin: PrimeiroAdmin
    conta_padrao: str
    expires_in: int
    now: Now

    async def log_in(self, login: Login, address: str) -> SessaoAberta:
        """Counted before the password is looked at, so that many guesses at once are few guesses.

        A good log-in forgives the bad ones of the same name from the same place. Raises `WrongLogin`,
        `TooManyRequests`.
        """
        entrada = Entrada.of("login", login.username, address)
        async with self.tentativas.turn(entrada.both):
            _, *wider = await entrada.count(self.tentativas)
            conta, usuario = await self._enter(login)
            await self.tentativas.forgive(entrada.both)
        await self.tentativas.give_back(*wider)
        await entrada.remember(self.tentativas)
        _log.info("login.accepted", extra={"conta": conta, "usuario_id": usuario.id})
        return self._opened(conta, usuario)

    async def change_password(self, principal: Principal, troca: TrocaSenha) -> SessaoAberta:
        """Every other session ends; the answer opens a new one.

        Raises `WrongPassword`, `OnlyUsuarios`, and `InvalidInput` for the same password again: a provisional one stays
        known to who gave it.
        """
        conta, usuario = principal.conta, await self._own(principal)
        attempts = password_attempts(conta, usuario.id)
        await self.tentativas.count(attempts)
        if not await self.senhas.verify(usuario.senha_hash, troca.senha_atual):
            raise WrongPassword
        await self.tentativas.forgive(attempts)
        if await self.senhas.verify(usuario.senha_hash, troca.nova_senha):
            raise InvalidInput(errors=[FieldError("#/nova_senha", "deve ser diferente da senha atual")])
        senha_hash = await self.senhas.hash(troca.nova_senha)

        def change(read: Usuario) -> Usuario:
            if read.senha_hash != usuario.senha_hash:  # an admin reset it in between
                raise WrongPassword
            update = {"senha_hash": senha_hash, "senha_provisoria": False}
            return read.model_copy(update=update | {"versao_token": read.versao_token + 1})

        changed = await self.open_usuarios(conta).update(usuario.id, change, now=self.now())
        return self._opened(conta, changed.usuario)

    async def log_out(self, principal: Principal) -> None:
        """End every session of the usuario, this one too. Raises `OnlyUsuarios`."""
        usuario = await self._own(principal)

        def change(read: Usuario) -> Usuario:
            return read.model_copy(update={"versao_token": read.versao_token + 1})

        await self.open_usuarios(principal.conta).update(usuario.id, change, now=self.now())

    async def who(self, principal: Principal) -> QuemSou:
        try:
            username = (await self._own(principal)).username
        except OnlyUsuarios:
            username = None
        return QuemSou(
            conta=principal.conta,
            fuso=(await self.contas.load(principal.conta)).fuso,
            sujeito=principal.sujeito,
            papel=principal.papel,
            escopos=None if principal.escopos is None else tuple(sorted(principal.escopos)),
            username=username,
        )

    async def _enter(self, login: Login) -> tuple[str, Usuario]:
        """The same reads and the same work whether the name is known or not."""
        acesso = await self.nomes.find(login.username)
        conta = acesso.conta if acesso else self.conta_padrao
        usuario = await self._find(conta, acesso.sujeito if acesso else _NOBODY)
        is_right = await self.senhas.verify(usuario.senha_hash if usuario else None, login.password)
        if usuario is None:
            conta, usuario = self.conta_padrao, await self.primeiro_admin.claim(login)
            is_right = usuario is not None
        if usuario is None or not (is_right and usuario.ativo and usuario.papel):
            raise WrongLogin
        await self._refresh_hash(conta, usuario, login.password)
        return conta, usuario

    async def _find(self, conta: str, usuario_id: str) -> Usuario | None:
        try:
            return (await self.open_usuarios(conta).get(usuario_id)).usuario
        except UsuarioNotFound:
            return None

    async def _refresh_hash(self, conta: str, usuario: Usuario, senha: str) -> None:
        """A password that was hashed with yesterday's parameters is hashed with today's, now that it is at hand."""
        if not self.senhas.is_outdated(usuario.senha_hash):
            return
        senha_hash = await self.senhas.hash(senha)

        def change(read: Usuario) -> Usuario:
            unchanged = read.senha_hash == usuario.senha_hash
            return read.model_copy(update={"senha_hash": senha_hash}) if unchanged else read

        await self.open_usuarios(conta).update(usuario.id, change, now=self.now())

    async def _own(self, principal: Principal) -> Usuario:
        usuario = await self._find(principal.conta, principal.sujeito)
        if usuario is None:
            raise OnlyUsuarios
        return usuario

    def _opened(self, conta: str, usuario: Usuario) -> SessaoAberta:
        if usuario.papel is None:
            raise WrongLogin
        sessao = Sessao(usuario.id, conta, usuario.papel, usuario.versao_token)
        return SessaoAberta(
            access_token=self.assinador.sign(sessao),
            user_name=usuario.username,
            expires_in=self.expires_in,
            senha_provisoria=usuario.senha_provisoria,
        )
