"""What a person does with tarefas: see what is due, and say that it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.kit.auth import Principal
from shared.kit.clock import Now
from shared.kit.errors import PreconditionFailed
from shared.tarefas.errors import TarefaDismissed
from shared.tarefas.models import Conclusao, FiltroTarefas, Tarefa, TarefaPage, TarefaStatus
from shared.tarefas.ports import Contas
from shared.tarefas.store import TarefaStore


@dataclass(frozen=True)
class TarefaService:
    open_tarefas: Callable[[str], TarefaStore]
    contas: Contas
    now: Now

    async def search(self, conta_id: str, filtro: FiltroTarefas) -> TarefaPage:
        conta = await self.contas.load(conta_id)
        return await self.open_tarefas(conta_id).search(filtro, conta.fuso)

    async def get(self, conta_id: str, tarefa_id: str) -> Tarefa:
        """Raises `TarefaNotFound`."""
        return (await self.open_tarefas(conta_id).get(tarefa_id))[0]

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        """Hand the tarefas of a merged cliente to the one that stays; how many it was. Repeatable."""
        return await self.open_tarefas(conta_id).relink(old, new)

    async def conclude(self, who: Principal, tarefa_id: str, conclusao: Conclusao) -> Tarefa:
        """Mark as done. Done again, it stays as it was; raises `TarefaDismissed` when it became pointless."""
        store = self.open_tarefas(who.conta)
        tarefa, etag = await store.get(tarefa_id)
        if tarefa.status is TarefaStatus.CONCLUIDA:
            return tarefa
        if tarefa.status is TarefaStatus.DISPENSADA:
            raise TarefaDismissed
        done = tarefa.model_copy(
            update={
                "status": TarefaStatus.CONCLUIDA,
                "concluida_em": self.now(),
                "concluida_por": who.sujeito,
                "observacao": conclusao.observacao,
            }
        )
        try:
            await store.save(done, etag)
        except PreconditionFailed:
            # Somebody was quicker, and no tarefa is opened again: the next reading decides.
            return await self.conclude(who, tarefa_id, conclusao)
        return done
