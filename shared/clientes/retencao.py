"""Clientes that have outlived their purpose: leads that became nothing, and guardas legais that are over."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.clientes.cadastro import OpenCadastro
from shared.clientes.models import Cliente, Origem
from shared.clientes.titular import is_held
from shared.kit.clock import instant
from shared.kit.store import Condition, Query, Where

_BY_THEMSELVES = (Origem.RELATO, Origem.CANAL)
_CRM = (
    *("client_id", "tenant_id", "slug", "razao_social", "valor", "vendedor", "cs", "status", "pipeline"),
    *("data_adesao", "data_start_onboarding", "data_end_onboarding", "data_cancelamento", "motivos_churn"),
    *("descricao_cancelamento", "crm_atualizado_em"),
)
_PAGE = 500


@dataclass(frozen=True)
class ClienteRetencao:
    open_cadastro: OpenCadastro

    async def expired(self, conta: str, before: datetime, *, limit: int) -> list[Cliente]:
        """Up to `limit` of those that came by a relato or a channel, and nobody touched since `before`.

        None of those with CRM data, a consent, or a guarda legal, or who answer for a child: they are more than a lead.
        """
        untouched = (
            Where("ativo", "=", True),
            Where("origem", "in", _BY_THEMSELVES),
            Where("atualizado_em", "<", instant(before)),
        )
        leads = [one for one in await self._first(conta, untouched) if _is_mere_lead(one)][:limit]
        clientes = self.open_cadastro(conta).clientes
        return [one for one in leads if not await clientes.guarded_by(one.id)]

    async def released(self, conta: str, today: date, *, limit: int) -> list[Cliente]:
        """Up to `limit` of the blocked ones whose guarda legal is over."""
        over = (Where("bloqueado_em", ">", ""), Where("guarda_legal.ate", "<", today.isoformat()))
        return [one for one in await self._first(conta, over) if not is_held(one, today)][:limit]

    async def _first(self, conta: str, where: tuple[Condition, ...]) -> list[Cliente]:
        """All that match: few are no mere leads, and those would otherwise stand before the rest for ever."""
        store = self.open_cadastro(conta).clientes.documents
        found: list[Cliente] = []
        cursor: str | None = None
        while True:
            page = await store.query(Query(where, order_by="atualizado_em", limit=_PAGE, cursor=cursor))
            found += [Cliente.model_validate({"id": one.id} | one.body) for one in page.items]
            if (cursor := page.cursor) is None:
                return found


def _is_mere_lead(cliente: Cliente) -> bool:
    has_crm = any(getattr(cliente, name) is not None for name in _CRM)
    return not (has_crm or cliente.consentimentos or cliente.guarda_legal)
