"""What people of the conta do with a chamado: answer, note, take, correct, move; each is a line of its history."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.chamados.atendimento import to_leave
from shared.chamados.entrada import Entrada
from shared.chamados.errors import KeyReused
from shared.chamados.estados import Desejo, MudancaRecusada, answered, assigned, corrected, moved
from shared.chamados.licoes import Ensino
from shared.chamados.models import (
    ENDED,
    MOST_FALAS,
    Atribuicao,
    Autor,
    CanalChamado,
    Chamado,
    ChamadoStatus,
    Fala,
    Nota,
    NovaCorrecao,
    NovaNota,
    NovaRespostaChamado,
)
from shared.chamados.pedidos import StatusPedido
from shared.chamados.ports import Usuarios
from shared.chamados.store import ATTEMPTS, ChamadoStore, Versao
from shared.chamados.views import ChamadoDetalhe, as_detalhe, people_of
from shared.contas.models import Conta
from shared.kit.auth import Papel, Principal
from shared.kit.errors import FieldError, InvalidInput, PreconditionFailed, TransientError
from shared.kit.etags import Precondition
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger

# A document has its end: beyond these a new chamado says more.
MOST_NOTAS, MOST_MUDANCAS, MOST_ANSWERED = 100, 400, MOST_FALAS + 20
# Somebody talks to them there: what is answered is said, not sent.
_SPOKEN = (CanalChamado.TELEFONE, CanalChamado.CHAT_IA)
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Pedido:
    """Who does it to which chamado; `lido` is the version that they read, where they say so."""

    principal: Principal
    chamado_id: str
    lido: Precondition
    chave: str | None = None


@dataclass(frozen=True, slots=True)
class Mostrado:
    """A chamado as whoever asked may see it, and the etag of that version."""

    detalhe: ChamadoDetalhe
    etag: str


@dataclass(frozen=True)
class GestaoService:
    """Each raises `ChamadoNotFound`, `PreconditionFailed` when the chamado is not as `lido` any more, and what the
    life cycle forbids: `ChamadoFechado`, `MudancaRecusada`."""

    entrada: Entrada
    usuarios: Usuarios
    ensino: Ensino

    async def get(self, principal: Principal, chamado_id: str) -> Mostrado:
        return await self._shown(principal, await self._open(principal).get(chamado_id))

    async def answer(self, pedido: Pedido, nova: NovaRespostaChamado) -> Mostrado:
        """Write down what a person answers, then let it leave; a crash between the two is healed by the sweep.

        The same person's same answer to the same words counts once, with an `Idempotency-Key` once for the key. Who
        answers what nobody has, has it. With `validar` the memory learns it as approved. Raises `KeyReused`.
        """
        conta = await self._conta(pedido)
        takes = await self._is_usuario(pedido.principal)

        def change(read: Versao) -> Chamado:
            chamado, fala = read.chamado, self._fala(pedido, nova, read.chamado)
            if known := next((said for said in chamado.falas if said.id == fala.id), None):
                if known.texto != fala.texto:
                    raise KeyReused
                return chamado
            pedido.lido.check(read.etag)
            if takes and chamado.atendente is None:
                chamado = assigned(chamado, fala.por, conta=conta, now=fala.em, por=fala.por)
            return _with_answer(chamado, fala, nova, conta=conta)

        read = await self._save(pedido, change)
        if nova.validar:
            await self.ensino.teach(conta.id, read.chamado, validada=True)
        await self.entrada.enqueue(conta.id, read.chamado)
        self._told("chamado.answered", pedido, read)
        return await self._shown(pedido.principal, read)

    def _fala(self, pedido: Pedido, nova: NovaRespostaChamado, chamado: Chamado) -> Fala:
        sujeito = pedido.principal.sujeito
        leaves = chamado.provedor is not None or chamado.canal not in _SPOKEN
        named = (pedido.chave,) if pedido.chave else _named(chamado, nova.texto, leaves=leaves)
        return Fala(
            id=f"chamado-{chamado.id}-{digest_id(sujeito, *named)[:16]}",
            autor=Autor.PESSOA,
            texto=nova.texto,
            em=self.entrada.now(),
            por=sujeito,
            enviada=leaves,
        )

    async def annotate(self, pedido: Pedido, nova: NovaNota) -> Mostrado:
        """Add a note; the same one twice in a row by the same person is one."""
        nota = Nota(texto=nova.texto, em=self.entrada.now(), por=pedido.principal.sujeito)

        def change(chamado: Chamado) -> Chamado:
            newest = chamado.notas[-1] if chamado.notas else None
            if newest and (newest.por, newest.texto) == (nota.por, nota.texto):
                return chamado
            if len(chamado.notas) >= MOST_NOTAS:
                raise MudancaRecusada("Este chamado chegou ao limite de anotações.")
            return chamado.updated(nota.em, notas=(*chamado.notas, nota))

        return await self._shown(pedido.principal, await self._change(pedido, change))

    async def assign(self, pedido: Pedido, atribuicao: Atribuicao) -> Mostrado:
        """Raises `InvalidInput` for one who is no active usuario of the conta."""
        conta, wanted = await self._conta(pedido), atribuicao.atendente
        if wanted and not await self.usuarios.names(conta.id, [wanted]):
            wrong = FieldError("#/atendente", "não é o id de um usuário ativo desta conta")
            raise InvalidInput(errors=[wrong])
        sujeito, now = pedido.principal.sujeito, self.entrada.now()
        read = await self._change(
            pedido, lambda chamado: assigned(chamado, wanted, conta=conta, now=now, por=sujeito)
        )
        return await self._shown(pedido.principal, read)

    async def correct(self, pedido: Pedido, nova: NovaCorrecao) -> Mostrado:
        conta = await self._conta(pedido)
        sujeito, now = pedido.principal.sujeito, self.entrada.now()
        read = await self._change(
            pedido, lambda chamado: corrected(chamado, nova, conta=conta, now=now, por=sujeito)
        )
        return await self._shown(pedido.principal, read)

    async def change_status(self, pedido: Pedido, wanted: StatusPedido) -> Mostrado:
        """Who wants one attended that nobody has, takes it."""
        conta, sujeito = await self._conta(pedido), pedido.principal.sujeito
        desejo = Desejo(wanted.status, sujeito, wanted.motivo)
        takes = wanted.status is ChamadoStatus.EM_ATENDIMENTO and await self._is_usuario(pedido.principal)

        def change(chamado: Chamado) -> Chamado:
            now = self.entrada.now()
            if takes and chamado.atendente is None:
                chamado = assigned(chamado, sujeito, conta=conta, now=now, por=sujeito)
            return moved(chamado, desejo, conta=conta, now=now)

        read = await self._change(pedido, change)
        self._told("chamado.moved", pedido, read)
        return await self._shown(pedido.principal, read)

    async def _change(self, pedido: Pedido, change: Callable[[Chamado], Chamado]) -> Versao:
        def checked(read: Versao) -> Chamado:
            pedido.lido.check(read.etag)
            changed = change(read.chamado)
            is_full = len(read.chamado.historico) >= MOST_MUDANCAS and changed.status not in ENDED
            if is_full and changed is not read.chamado:
                raise MudancaRecusada("Este chamado mudou vezes demais. Continue em um chamado novo.")
            return changed

        return await self._save(pedido, checked)

    async def _save(self, pedido: Pedido, change: Callable[[Versao], Chamado]) -> Versao:
        """Save `change` of the newest version; one that changes nothing saves nothing."""
        store = self._open(pedido.principal)
        for _ in range(ATTEMPTS):
            read = await store.get(pedido.chamado_id)
            changed = change(read)
            if changed is read.chamado:
                return read
            try:
                return await store.save(changed, read.etag)
            except PreconditionFailed:
                continue
        raise TransientError

    def _open(self, principal: Principal) -> ChamadoStore:
        return self.entrada.open_chamados(principal.conta)

    async def _shown(self, principal: Principal, read: Versao) -> Mostrado:
        """All that `principal` may see: what people note down for each other is no machine's to hand on."""
        chamado = read.chamado
        nomes = await self.usuarios.names(principal.conta, people_of(chamado))
        clientes = await self.entrada.clientes.names(principal.conta, [chamado.cliente_id])
        notas = principal.papel is not Papel.INTEGRACAO
        return Mostrado(as_detalhe(chamado, clientes=clientes, nomes=nomes, notas=notas), read.etag)

    async def _conta(self, pedido: Pedido) -> Conta:
        return await self.entrada.contas.load(pedido.principal.conta)

    async def _is_usuario(self, principal: Principal) -> bool:
        """Tokens do things too, and attend to nobody."""
        return bool(await self.usuarios.names(principal.conta, [principal.sujeito]))

    def _told(self, event: str, pedido: Pedido, read: Versao) -> None:
        extra = {"chamado_id": pedido.chamado_id, "conta": pedido.principal.conta}
        _log.info(event, extra=extra | {"status": read.chamado.status})


def _named(chamado: Chamado, texto: str, *, leaves: bool) -> tuple[str, ...]:
    """The same answer to the same words, unless the one before never left: then it is tried anew."""
    heard = sum(fala.autor is Autor.CLIENTE for fala in chamado.falas)
    same = [fala for fala in chamado.falas if fala.autor is Autor.PESSOA and fala.texto == texto]
    lost = sum(not fala.enviada for fala in same) if leaves else 0
    return (str(heard), texto, str(lost)) if lost else (str(heard), texto)


def _with_answer(chamado: Chamado, fala: Fala, nova: NovaRespostaChamado, *, conta: Conta) -> Chamado:
    """One that has to leave waits for the worker, which hands it over."""
    if len(chamado.falas) >= MOST_ANSWERED:
        raise MudancaRecusada("Esta conversa chegou ao limite. Continue em um chamado novo.")
    given = answered(chamado, fala, conta=conta, now=fala.em, resolve=nova.resolve)
    return to_leave(given, fala) if fala.enviada else given.updated(fala.em, resposta_chave=None)
