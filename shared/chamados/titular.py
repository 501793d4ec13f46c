"""What chamados hold of a person: what they asked for, what they were answered, what people noted about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.chamados.models import Chamado
from shared.kit.store import DocumentStore
from shared.kit.titulares import Titular, erase_matching, matching, one_of

_MACHINERY = {
    *("v", "conteudo", "traceparent", "falhas", "pendente", "lida_ate", "proximo_em"),
    *("resposta_chave", "por_sair", "pergunta_id", "aceita_silencio"),
}


@dataclass(frozen=True)
class ChamadoGuardiao:
    open_chamados: Callable[[str], DocumentStore]
    nome: str = "chamados"
    containers: tuple[str, ...] = (Chamado.CONTAINER,)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        store = self.open_chamados(conta)
        found = [
            Chamado.model_validate({"id": stored.id} | stored.body)
            for condition in one_of("cliente_id", titular.cliente_ids)
            async for stored in matching(store, condition)
        ]
        return [one.model_dump(mode="json", exclude=_MACHINERY, exclude_none=True) for one in found]

    async def erase(self, conta: str, titular: Titular) -> int:
        store = self.open_chamados(conta)
        return sum(
            [
                await erase_matching(store, condition)
                for condition in one_of("cliente_id", titular.cliente_ids)
            ]
        )
