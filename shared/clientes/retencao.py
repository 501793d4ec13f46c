"""Clientes that have outlived their purpose: leads that became nothing, and guardas legais that are over."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime

from shared.clientes.cadastro import OpenCadastro
from shared.clientes.models import ESPONTANEAS, Cliente
from shared.kit.clock import instant
from shared.kit.store import Condition, Query, Where

_CRM = (
    *("client_id", "tenant_id", "slug", "razao_social", "valor", "vendedor", "cs", "status", "pipeline"),
    *("data_adesao", "data_start_onboarding", "data_end_onboarding", "data_cancelamento", "motivos_churn"),
    *("descricao_cancelamento", "crm_atualizado_em"),
)
_PAGE = 500


@dataclass(frozen=True)
class ClienteRetencao:
    open_cadastro: OpenCadastro

    async def expired(self, conta: str, before: datetime) -> AsyncIterator[Cliente]:
        """Those that came by a relato or a channel, and nobody touched since `before`, page by page.

        None of those with CRM data, a consent, or a guarda legal, or who answer for a child: they are more than a lead.
        """
        untouched = (
            Where("ativo", "=", True),
            Where("origem", "in", ESPONTANEAS),
            Where("atualizado_em", "<", instant(before)),
        )
        clientes = self.open_cadastro(conta).clientes
        async for lead in self._oldest(conta, untouched):
            if _is_mere_lead(lead) and not await clientes.guarded_by(lead.id):
                yield lead

    async def released(self, conta: str, today: date) -> AsyncIterator[Cliente]:
        """The blocked ones whose guarda legal is over, page by page."""
        over = (Where("bloqueado_em", ">", ""), Where("guarda_legal.ate", "<", today.isoformat()))
        async for one in self._oldest(conta, over):
            yield one

    async def _oldest(self, conta: str, where: tuple[Condition, ...]) -> AsyncIterator[Cliente]:
        """All that match, whatever is deleted meanwhile: the next page begins after the last one's end."""
        store = self.open_cadastro(conta).clientes.documents
        cursor: str | None = None
        while True:
            page = await store.query(Query(where, order_by="atualizado_em", limit=_PAGE, cursor=cursor))
            for one in page.items:
                yield Cliente.model_validate({"id": one.id} | one.body)
            if (cursor := page.cursor) is None:
                return


def _is_mere_lead(cliente: Cliente) -> bool:
    has_crm = any(getattr(cliente, name) is not None for name in _CRM)
    return not (has_crm or cliente.consentimentos or cliente.guarda_legal)
