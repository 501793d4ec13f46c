"""The optional signals: open chamados, and appointments that nobody came to. Counted of a page's clientes at once, and
only where the conta's profile takes anything off for them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.chamados.models import ENDED, Chamado, ChamadoStatus
from shared.kit.clock import instant, local_instant
from shared.kit.store import Condition, Documents, Query, Where
from shared.saude.perfil_models import Perfil, SinalOpcional

_DIAS = 30  # today included
_PAGE = 1000
_OPEN = tuple(status.value for status in ChamadoStatus if status not in ENDED)


@dataclass(frozen=True, slots=True)
class Contados:
    """None where nobody asked; who is not in a mapping has none."""

    chamados_abertos: Counter[str] | None = None
    faltas: Counter[str] | None = None

    def of(self, cliente_id: str) -> dict[str, int | None]:
        return {
            "chamados_abertos": None if self.chamados_abertos is None else self.chamados_abertos[cliente_id],
            "faltas": None if self.faltas is None else self.faltas[cliente_id],
        }


@dataclass(frozen=True)
class Sinais:
    documents: Documents = field(repr=False)

    async def count(
        self, conta: str, ids: Sequence[str], *, perfil: Perfil, dia: date, fuso: str
    ) -> Contados:
        wanted = {desconto.sinal for desconto in perfil.descontos}
        if not wanted or not ids:
            return Contados()
        theirs = Where("cliente_id", "in", tuple(ids))
        chamados = faltas = None
        if SinalOpcional.CHAMADOS_ABERTOS in wanted:
            chamados = await self._by_cliente(conta, Chamado.CONTAINER, theirs, Where("status", "in", _OPEN))
        if SinalOpcional.FALTAS in wanted:
            faltas = await self._by_cliente(
                conta,
                Atendimento.CONTAINER,
                theirs,
                Where("status_confirmacao", "=", StatusConfirmacao.FALTOU.value),
                Where(
                    "data_consulta", ">=", instant(local_instant(dia - timedelta(days=_DIAS - 1), 0, fuso))
                ),
                Where("data_consulta", "<", instant(local_instant(dia + timedelta(days=1), 0, fuso))),
            )
        return Contados(chamados, faltas)

    async def _by_cliente(self, conta: str, container: str, *where: Condition) -> Counter[str]:
        store, found, cursor = self.documents.open(container, conta), Counter[str](), None
        while True:
            page = await store.query(Query(where, limit=_PAGE, cursor=cursor))
            found.update(stored.body["cliente_id"] for stored in page.items)
            if (cursor := page.cursor) is None:
                return found
