"""Who entered the product of a cliente in 30 days: S4's `/logins`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from shared.atividades.errors import TenantNotFound
from shared.atividades.ports import Clientes, Contas
from shared.atividades.store import AtividadeStore
from shared.atividades.views import LoginS4, LoginsS4
from shared.kit.clock import Now, local_day, local_instant

_DIAS = 30
# Nobody reads more lines than these; what is counted counts all.
MOST_SHOWN = 5_000


@dataclass(frozen=True)
class LoginService:
    open_atividades: Callable[[str], AtividadeStore]
    clientes: Clientes
    contas: Contas
    now: Now

    async def list(self, conta_id: str, tenant_id: str) -> LoginsS4:
        """Of the last 30 local days, today included, the newest first. Raises `TenantNotFound`."""
        cliente_id = (await self.clientes.of_tenants(conta_id, [tenant_id])).get(tenant_id)
        if cliente_id is None:
            raise TenantNotFound
        conta = await self.contas.load(conta_id)
        zone = ZoneInfo(conta.fuso)
        first = local_day(self.now(), conta.fuso) - timedelta(days=_DIAS - 1)
        total = 0
        shown: list[LoginS4] = []
        usuarios: set[str | None] = set()
        dias: set[date] = set()
        pages = self.open_atividades(conta_id).logins(cliente_id, local_instant(first, 0, conta.fuso))
        async for page in pages:
            total += sum(login.quantidade for login in page)
            usuarios |= {login.usuario_email or login.usuario_nome for login in page} - {None}
            dias |= {login.em.astimezone(zone).date() for login in page}
            shown += [LoginS4.of(login, zone) for login in page[: MOST_SHOWN - len(shown)]]
        return LoginsS4(
            tenant_id=tenant_id,
            total_logins=total,
            logins=tuple(shown),
            usuarios_unicos=len(usuarios),
            dias_com_acesso=len(dias),
        )
