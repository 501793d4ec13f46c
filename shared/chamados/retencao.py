"""Chamados that have outlived their purpose: what is left of one without its words, for the figures."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from shared.chamados.classe import Classificacao
from shared.chamados.errors import ChamadoNotFound
from shared.chamados.models import Chamado, ChamadoStatus
from shared.chamados.store import ChamadoStore
from shared.kit.clock import instant
from shared.kit.store import Where
from shared.kit.titulares import matching


@dataclass(frozen=True)
class ChamadoRetencao:
    open_chamados: Callable[[str], ChamadoStore]
    nome: str = "chamados"

    async def erase_expired(self, conta: str, before: datetime, *, held: frozenset[str], limit: int) -> int:
        """Take the words out of closed ones that nobody touched since `before`, but of the clientes in `held`."""
        store = self.open_chamados(conta)
        ids = await self._talkative(store, before, held=held, limit=limit)
        for chamado_id in ids:
            with suppress(ChamadoNotFound):  # erased meanwhile
                await store.update(chamado_id, without_words)
        return len(ids)

    async def _talkative(
        self, store: ChamadoStore, before: datetime, *, held: frozenset[str], limit: int
    ) -> list[str]:
        """All are found before any is changed: a page may not lose its end."""
        over = (
            Where("status", "=", ChamadoStatus.FECHADO),
            Where("atualizado_em", "<", instant(before)),
            Where("com_palavras", "=", True),
        )
        found: list[str] = []
        async for stored in matching(store.documents, *over):
            if stored.body.get("cliente_id") not in held:
                found.append(stored.id)
            if len(found) == limit:
                break
        return found


def without_words(chamado: Chamado) -> Chamado:
    """With who had the word when, and how it was read."""
    correcoes = tuple(
        one.model_copy(update={"lida": _bare(one.lida), "correta": _bare(one.correta)})
        for one in chamado.correcoes
    )
    return chamado.model_copy(
        update={
            "assunto": None,
            "falas": tuple(fala.model_copy(update={"texto": ""}) for fala in chamado.falas),
            "notas": (),
            "historico": tuple(line.model_copy(update={"motivo": ""}) for line in chamado.historico),
            "classificacao": _bare(chamado.classificacao) if chamado.classificacao else None,
            "correcoes": correcoes,
            "conteudo": "",
            "traceparent": "",
        }
    )


def _bare(classificacao: Classificacao) -> Classificacao:
    return classificacao.model_copy(update={"evidencias": {}})
