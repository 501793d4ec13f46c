"""Every query about tarefas of one conta."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.kit.clock import instant, local_instant
from shared.kit.errors import Conflict, NotFound, PreconditionFailed
from shared.kit.ids import digest_id
from shared.kit.store import AnyOf, Condition, DocumentStore, Query, Stored, Where
from shared.kit.texto import fold
from shared.kit.titulares import erase_matching, matching, one_of
from shared.relatos.models import Contato, Relato
from shared.tarefas.errors import TarefaNotFound
from shared.tarefas.models import FiltroTarefas, Tarefa, TarefaPage, TarefaStatus, TipoTarefa

_PAGE = 100
_SAUDE = Where("tipo", "=", TipoTarefa.SAUDE)
# The retention table of `lgpd-and-etiquette`.
_CONVERSA_S = 731 * 24 * 3600


@dataclass(frozen=True)
class TarefaStore:
    documents: DocumentStore

    async def open_for_contato(
        self, relato: Relato, contato: Contato, now: datetime, *, explicacao: str | None = None
    ) -> Tarefa:
        """The tarefa of this contato; made once, and found again on every repetition."""
        return await self.open(_tarefa(relato, contato, now).model_copy(update={"explicacao": explicacao}))

    async def open(self, tarefa: Tarefa) -> Tarefa:
        """The tarefa of this id; made once, and found again on every repetition."""
        try:
            await self.documents.create(tarefa.id, _body(tarefa), ttl_s=_ttl(tarefa))
        except Conflict:
            return (await self.get(tarefa.id))[0]
        return tarefa

    async def get(self, tarefa_id: str) -> tuple[Tarefa, str]:
        """The tarefa and its etag. Raises `TarefaNotFound`."""
        try:
            stored = await self.documents.get(tarefa_id)
        except NotFound:
            raise TarefaNotFound from None
        return _read(stored), stored.etag

    async def save(self, tarefa: Tarefa, etag: str) -> None:
        """Raises `PreconditionFailed` when somebody else saved it since."""
        await self.documents.replace(tarefa.id, _body(tarefa), etag=etag, ttl_s=_ttl(tarefa))

    async def search(self, filtro: FiltroTarefas, fuso: str) -> TarefaPage:
        page = await self.documents.query(
            Query(
                where=_conditions(filtro, fuso),
                order_by="vence_em",
                limit=filtro.limite,
                cursor=filtro.cursor,
            )
        )
        return TarefaPage(itens=tuple(map(_read, page.items)), cursor=page.cursor)

    async def dismiss_for_relato(self, relato_id: str, now: datetime) -> int:
        """Let go the contatos still open for this relato; how many it was. One concluded meanwhile stays so.

        What the cliente wrote is still to be answered.
        """
        mine = (Where("relato_id", "=", relato_id), Where("status", "=", TarefaStatus.ABERTA))
        dismissed = 0
        for stored in (await self.documents.query(Query(where=mine, limit=_PAGE))).items:
            read = _read(stored)
            if read.tipo is not TipoTarefa.CONTATO:
                continue
            let_go = read.model_copy(update={"status": TarefaStatus.DISPENSADA, "concluida_em": now})
            try:
                await self.save(let_go, stored.etag)
                dismissed += 1
            except PreconditionFailed:
                continue
        return dismissed

    async def dismiss(self, tarefa_id: str, now: datetime) -> None:
        """Let it go where it is still open; one that is not there, or was done meanwhile, stays as it is."""
        try:
            tarefa, etag = await self.get(tarefa_id)
            if tarefa.status is TarefaStatus.ABERTA:
                changes = {"status": TarefaStatus.DISPENSADA, "concluida_em": now}
                await self.save(tarefa.model_copy(update=changes), etag)
        except (TarefaNotFound, PreconditionFailed):  # whoever else saved it concluded it
            return

    async def dismiss_saude(
        self, cliente_ids: Collection[str], now: datetime, *, keep: Collection[str] = ()
    ) -> int:
        """Let go the open tarefas of a fall of these clientes, but those whose id is in `keep`; how many it was."""
        open_falls = (Where("status", "=", TarefaStatus.ABERTA), _SAUDE)
        dismissed = 0
        for theirs in one_of("cliente_id", sorted(cliente_ids)):
            async for stored in matching(self.documents, theirs, *open_falls):
                if stored.id not in keep:
                    await self.dismiss(stored.id, now)
                    dismissed += 1
        return dismissed

    async def saude_opened(self, since: datetime) -> int:
        """How many tarefas of saúde were opened since then, whatever became of them."""
        return await self.documents.count(_SAUDE, Where("criada_em", ">=", instant(since)))

    async def saude_open(self) -> int:
        """How many of saúde are open."""
        return await self.documents.count(_SAUDE, Where("status", "=", TarefaStatus.ABERTA))

    async def dismiss_saude_resumo(self, now: datetime, *, keep: str = "") -> None:
        """Let go what is open of saúde and speaks of no one cliente, but `keep`."""
        of_nobody = (Where("status", "=", TarefaStatus.ABERTA), _SAUDE, Where("cliente_id", "=", None))
        async for stored in matching(self.documents, *of_nobody):
            if stored.id != keep:
                await self.dismiss(stored.id, now)

    async def dismiss_vaga(self, horario_id: str, now: datetime) -> None:
        """This hour is somebody's again."""
        told = (Where("horario_id", "=", horario_id), Where("status", "=", TarefaStatus.ABERTA))
        for stored in (await self.documents.query(Query(where=told, limit=_PAGE))).items:
            await self.dismiss(stored.id, now)

    async def dismiss_past(self, now: datetime) -> None:
        """Let go what nothing can be done about any more; of very much, the rest is found the next time."""
        past = (Where("status", "=", TarefaStatus.ABERTA), Where("vale_ate", "<=", instant(now)))
        for stored in (await self.documents.query(Query(where=past, limit=_PAGE))).items:
            await self.dismiss(stored.id, now)

    async def forget_relato(self, relato_id: str) -> None:
        """Delete all that hangs on this relato."""
        await erase_matching(self.documents, Where("relato_id", "=", relato_id))

    async def relink(self, old: str, new: str) -> int:
        """Give what names the cliente `old` to `new`; how many it was. One that is saved meanwhile is asked again."""
        mine, moved = Where("cliente_id", "=", old), 0
        while found := (await self.documents.query(Query(where=(mine,), limit=_PAGE))).items:
            for stored in found:
                try:
                    await self.save(_read(stored).model_copy(update={"cliente_id": new}), stored.etag)
                    moved += 1
                except PreconditionFailed:
                    continue
        return moved


def _tarefa(relato: Relato, contato: Contato, now: datetime) -> Tarefa:
    return Tarefa(
        id=digest_id("contato", relato.id, str(contato.numero)),
        relato_id=relato.id,
        cliente_id=relato.cliente_id,
        numero=contato.numero,
        motivo=contato.motivo,
        cliente=relato.nome_cliente,
        telefone=relato.cliente.telefone,
        email=relato.cliente.email,
        atendente=relato.nome_atendente,
        assunto=relato.resumo,
        texto_sugerido=contato.texto,
        vence_em=contato.devido_em,
        criada_em=now,
    )


def _ttl(tarefa: Tarefa) -> int | None:
    """A contato goes with its relato; what somebody wrote goes after as long as conversations at most."""
    return None if tarefa.tipo is TipoTarefa.CONTATO else _CONVERSA_S


def _read(stored: Stored) -> Tarefa:
    return Tarefa.model_validate({"id": stored.id} | stored.body)


def _body(tarefa: Tarefa) -> dict[str, object]:
    body = tarefa.model_dump(mode="json", exclude={"id"})
    return body | {"busca": fold(tarefa.atendente or "")}


def _conditions(filtro: FiltroTarefas, fuso: str) -> tuple[Condition, ...]:
    found: list[Condition] = []
    if filtro.status:
        found.append(Where("status", "=", filtro.status))
    if filtro.tipo is TipoTarefa.CONTATO:  # those of before there were others say nothing
        found.append(AnyOf((Where("tipo", "=", filtro.tipo), Where("tipo", "is_defined", False))))
    elif filtro.tipo:
        found.append(Where("tipo", "=", filtro.tipo))
    if filtro.atendente:
        found.append(Where("busca", "=", fold(filtro.atendente)))
    if filtro.relato_id:
        found.append(Where("relato_id", "=", filtro.relato_id))
    if filtro.cliente_id:
        found.append(Where("cliente_id", "=", filtro.cliente_id))
    if filtro.vence_ate:
        end = local_instant(filtro.vence_ate + timedelta(days=1), 0, fuso)
        found.append(Where("vence_em", "<", instant(end)))
    return tuple(found)
