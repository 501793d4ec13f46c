"""Making a usuario: the names first, then what lets them in, the audit, the usuario; nothing half made stays."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from shared.contas.nomes import Nomes
from shared.contas.ports import Senhas
from shared.contas.usuario_store import UsuarioStore
from shared.contas.usuarios import Usuario
from shared.kit.auditing import Auditor, Nota
from shared.kit.auth import Papel
from shared.kit.clock import Now
from shared.kit.errors import RetornoError
from shared.kit.logging import get_logger

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Candidato:
    """Who is to become a usuario, where and as what; `origem` is what the audit says of how."""

    conta: str
    papel: Papel
    origem: str
    username: str
    senha: str = field(repr=False)
    email: str | None = None
    nome: str | None = None
    senha_provisoria: bool = False


async def _nothing() -> None:
    """Nobody needs to let in whom a command or the settings name."""


@dataclass(frozen=True)
class Admissao:
    """`now` and `new_id` are of the real clock."""

    open_usuarios: Callable[[str], UsuarioStore]
    nomes: Nomes
    senhas: Senhas
    auditor: Auditor
    now: Now
    new_id: Callable[[], str]

    async def admit(
        self, candidato: Candidato, *, let_in: Callable[[], Awaitable[object]] = _nothing
    ) -> Usuario:
        """`let_in` is called once the names are theirs, and may raise: then the names are let go.

        Of two who want one name at once, one gets it. Raises `NameTaken`, `EmailTaken`.
        """
        usuario = await self._born(candidato)
        await self.nomes.reserve(candidato.conta, usuario)
        try:
            await let_in()
            self.nomes.require_fresh(usuario)
            await self._note(candidato, usuario)
        except RetornoError:
            await self.nomes.release(usuario)
            raise
        await self.open_usuarios(candidato.conta).add(usuario)
        _log.info("usuario.admitted", extra={"conta": candidato.conta, "usuario_id": usuario.id})
        return usuario

    async def _born(self, candidato: Candidato) -> Usuario:
        senha_hash = await self.senhas.hash(candidato.senha)
        now = self.now()
        return Usuario(
            id=self.new_id(),
            username=candidato.username,
            email=candidato.email,
            nome=candidato.nome,
            senha_hash=senha_hash,
            papel=candidato.papel,
            senha_provisoria=candidato.senha_provisoria,
            criado_em=now,
            atualizado_em=now,
        )

    async def _note(self, candidato: Candidato, usuario: Usuario) -> None:
        """On the audit before it is done: what cannot be recorded is not done."""
        detalhe: dict[str, str | int] = {"origem": candidato.origem, "papel": candidato.papel}
        await self.auditor.note(
            Nota(candidato.conta, usuario.id, "usuario.criar", f"/usuarios/{usuario.id}", detalhe)
        )
