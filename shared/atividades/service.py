"""Taking in atividades: each is counted once, however often its lote comes and wherever the work stopped before."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from shared.atividades.contagem import Evento, added_up, first_day
from shared.atividades.entradas import AtividadeUnica, NovaAtividade, NovoLote
from shared.atividades.errors import LoteReused
from shared.atividades.models import Login, Lote, Motivo, TipoAtividade
from shared.atividades.ports import Clientes, Contas
from shared.atividades.quem import Quem, locate
from shared.atividades.store import BATCH, AtividadeStore, Parte
from shared.atividades.views import DIZERES, Recibo, Recusa
from shared.contas.models import Conta
from shared.kit.clock import Now, local_day
from shared.kit.errors import FieldError, InvalidInput
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.resumos.ports import Assunto, Invalidacao

# Clocks of other systems go ahead of ours a little.
_AHEAD = timedelta(minutes=5)
_LOTE, _CHAVE = "lote", "chave"
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Chegada:
    """What came in, by what it is known when it comes again, and the digest of its body."""

    id: str
    conteudo: str
    atividades: tuple[NovaAtividade, ...]
    unica: bool


@dataclass(frozen=True)
class AtividadeService:
    open_atividades: Callable[[str], AtividadeStore]
    clientes: Clientes
    contas: Contas
    invalidacao: Invalidacao
    now: Now
    new_id: Callable[[], str]

    async def receive(
        self, conta_id: str, novo: NovoLote | AtividadeUnica, *, chave: str | None = None
    ) -> Recibo:
        """Count all that can be. Repeated, it finishes what was left and answers as the first time.

        Raises `LoteReused`; for one alone that cannot be counted `InvalidInput`.
        """
        conta = await self.contas.load(conta_id)
        chegada = self._chegada(conta_id, novo, chave)
        store = self.open_atividades(conta_id)
        lote, is_new = await store.open(await self._born(conta, chegada))
        if lote.conteudo != chegada.conteudo:
            raise LoteReused
        await self._count(store, conta, (chegada, lote), is_new=is_new)
        _log.info("atividades.counted", extra={"conta": conta_id, "lote": lote.id, "novo": is_new})
        return _recibo(novo.lote_id, lote, is_new=is_new)

    def _chegada(self, conta_id: str, novo: NovoLote | AtividadeUnica, chave: str | None) -> Chegada:
        # Defaults are left out: a field that a later version adds must not change the digest of an old body.
        conteudo = hashlib.sha256(novo.model_dump_json(exclude_defaults=True).encode()).hexdigest()
        unica = isinstance(novo, AtividadeUnica)
        if novo.lote_id:
            known = digest_id(conta_id, _LOTE, novo.lote_id)
        else:
            known = digest_id(conta_id, _CHAVE, chave or self.new_id())
        atividades = (novo,) if isinstance(novo, AtividadeUnica) else tuple(novo.atividades)
        return Chegada(f"lote:{known}", conteudo, atividades, unica)

    async def _born(self, conta: Conta, chegada: Chegada) -> Lote:
        now = self.now()
        zone = ZoneInfo(conta.fuso)
        whose = await locate(self.clientes, conta.id, [Quem.of(one) for one in chegada.atividades])
        recusas: dict[int, Motivo] = {}
        for indice, nova in enumerate(chegada.atividades):
            if _instant(nova.em, zone) > now + _AHEAD:
                recusas[indice] = Motivo.NO_FUTURO
            elif whose[indice] is None:
                recusas[indice] = Motivo.CLIENTE_DESCONHECIDO
        if chegada.unica and recusas:
            raise _wrong(chegada.atividades[0], recusas[0])
        clientes = tuple(None if at in recusas else one for at, one in enumerate(whose))
        return Lote(
            id=chegada.id, conteudo=chegada.conteudo, clientes=clientes, recusas=recusas, recebido_em=now
        )

    async def _count(
        self, store: AtividadeStore, conta: Conta, known: tuple[Chegada, Lote], *, is_new: bool
    ) -> None:
        chegada, lote = known
        agora = self.now()
        hoje = local_day(agora, conta.fuso)
        eventos = list(_eventos(chegada, lote, ZoneInfo(conta.fuso)))
        ids = {evento.cliente_id for evento in eventos}
        at = {one: one for one in ids} if is_new else await self.clientes.current(conta.id, ids)
        for numero, alguns in enumerate(_parted(eventos)):
            parte = _parte(f"{lote.id}:{numero}", alguns, at, agora=agora, desde=first_day(hoje).isoformat())
            await store.count(parte, hoje=hoje, agora=agora)
        await self._settle(store, conta, ids)
        await self.invalidacao.changed(conta.id, Assunto.SAUDE)

    async def _settle(self, store: AtividadeStore, conta: Conta, ids: set[str]) -> None:
        """Whoever was merged or erased while it was counted has handed over, or lost, what they had before."""
        at = await self.clientes.current(conta.id, ids)
        for one in sorted(ids):
            if one not in at:
                await store.erase(one)
            elif at[one] != one:
                await self.relink(conta.id, one, at[one])

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        """Add what is counted of a merged cliente to the one that stays; how many documents. Repeatable."""
        conta = await self.contas.load(conta_id)
        agora = self.now()
        return await self.open_atividades(conta_id).relink(
            old, new, hoje=local_day(agora, conta.fuso), agora=agora
        )


def _eventos(chegada: Chegada, lote: Lote, zone: ZoneInfo) -> Iterator[Evento]:
    for indice, (nova, cliente_id) in enumerate(zip(chegada.atividades, lote.clientes, strict=True)):
        if cliente_id is None:
            continue
        em = _instant(nova.em, zone)
        yield Evento(
            indice=indice,
            cliente_id=cliente_id,
            tipo=nova.tipo,
            em=em,
            dia=em.astimezone(zone).date(),
            quantidade=nova.vezes,
            ativo=nova.ativo,
            integrador=nova.integrador,
            login=_login(f"{lote.id}:login:{indice}", nova, cliente_id, em),
        )


def _login(login_id: str, nova: NovaAtividade, cliente_id: str, em: datetime) -> Login | None:
    if nova.tipo is not TipoAtividade.LOGIN:
        return None
    return Login(
        id=login_id,
        cliente_id=cliente_id,
        em=em,
        quantidade=nova.vezes,
        numero=nova.id,
        usuario_nome=nova.usuario_nome or None,
        usuario_email=(nova.usuario_email or "").lower() or None,
    )


def _parted(eventos: list[Evento]) -> Iterator[list[Evento]]:
    """As many as fit into one batch. The same lote is parted alike each time, whatever became of its clientes."""
    part: list[Evento] = []
    writes = 1
    for evento in sorted(eventos, key=lambda one: (one.cliente_id, one.indice)):
        is_next = not part or part[-1].cliente_id != evento.cliente_id
        needs = int(is_next) + int(evento.login is not None)
        if writes + needs > BATCH:
            yield part
            part, writes, needs = [], 1, 1 + int(evento.login is not None)
        part.append(evento)
        writes += needs
    if part:
        yield part


def _parte(marca: str, eventos: list[Evento], at: dict[str, str], *, agora: datetime, desde: str) -> Parte:
    """What is counted of whom now; nothing of who is gone."""
    by_cliente: dict[str, list[Evento]] = {}
    logins: list[Login] = []
    for evento in eventos:
        if (cliente_id := at.get(evento.cliente_id)) is None:
            continue
        by_cliente.setdefault(cliente_id, []).append(evento)
        if evento.login and evento.dia.isoformat() >= desde:
            logins.append(evento.login.model_copy(update={"cliente_id": cliente_id}))
    novas = {one: added_up(one, alguns, agora=agora) for one, alguns in by_cliente.items()}
    return Parte(marca, novas, logins)


def _instant(em: datetime, zone: ZoneInfo) -> datetime:
    return em if em.tzinfo else em.replace(tzinfo=zone)


def _wrong(nova: NovaAtividade, motivo: Motivo) -> InvalidInput:
    campo = "em" if motivo is Motivo.NO_FUTURO else Quem.of(nova).campo
    return InvalidInput(errors=[FieldError(f"#/{campo}", DIZERES[motivo])])


def _recibo(lote_id: str | None, lote: Lote, *, is_new: bool) -> Recibo:
    recusadas = [
        Recusa(indice=indice, motivo=motivo, detalhe=DIZERES[motivo])
        for indice, motivo in sorted(lote.recusas.items())
    ]
    return Recibo(
        lote_id=lote_id,
        recebidas=len(lote.clientes),
        contadas=len(lote.clientes) - len(recusadas),
        repetido=not is_new,
        recusadas=tuple(recusadas),
    )
