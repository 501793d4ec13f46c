"""The scores of everybody, cached, page by page: a hundred thousand are never in memory at once."""

import json
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from shared.kit.store import Stored
from shared.resumos.ports import Assunto, Pedido, Resumo, Resumos, chave_de
from shared.saude.entradas import FiltroHealthScores, Formato
from shared.saude.ports import Atividades
from shared.saude.store import SaudeStore
from shared.saude.views import flat, nested

# S4's.
_TTL_S = 600


@dataclass(frozen=True)
class HealthScoreService:
    open_saude: Callable[[str], SaudeStore]
    open_atividades: Callable[[str], Atividades]
    resumos: Resumos

    async def list(self, conta: str, filtro: FiltroHealthScores, *, known: str = "") -> Resumo:
        """What was calculated last of each, as it lies in the store: reading calculates nothing and writes nothing."""
        variant = [Formato.ANINHADO.value] if filtro.formato is Formato.ANINHADO else []
        chave = chave_de("health-scores", filtro.inicio, filtro.fim, *variant)

        def make() -> "Rows":
            pages = self.open_saude(conta).walk(filtro.inicio, filtro.fim)
            return Rows(pages, self.open_atividades(conta) if variant else None)

        return await self.resumos.stream(Pedido(conta, chave, _TTL_S, (Assunto.SAUDE,)), make, known=known)


@dataclass
class Rows:
    """S4's dict as JSON. Two with one tenant_id, or one slug, are both shown: the later one under its own id.

    What grows with the number of rows is only `taken`, the keys.
    """

    pages: AsyncIterator[list[Stored]]
    atividades: Atividades | None
    atualizado_em: str | None = None
    taken: set[str] = field(default_factory=set)

    async def pieces(self) -> AsyncIterator[bytes]:
        lead = "{"
        async for page in self.pages:
            if rows := await self._rows(page):
                yield f"{lead}{json.dumps(rows, ensure_ascii=False, separators=(',', ':'))[1:-1]}".encode()
                lead = ","
                self._age(page)
        yield b"{}" if lead == "{" else b"}"

    async def _rows(self, page: list[Stored]) -> dict[str, dict[str, Any]]:
        if self.atividades is None:
            return {self._key(one, "tenant_id"): flat(one.id, one.body) for one in page}
        counters = await self.atividades.bodies(one.id for one in page)
        return {self._key(one, "slug"): nested(one.id, one.body, counters.get(one.id, {})) for one in page}

    def _key(self, stored: Stored, name: str) -> str:
        wanted = (stored.body.get(name) or stored.id, stored.id, f"cliente:{stored.id}")
        key = next(one for one in wanted if one not in self.taken)
        self.taken.add(key)
        return key

    def _age(self, page: Iterable[Stored]) -> None:
        oldest = min(one.body["calculado_em"] for one in page)
        self.atualizado_em = min(oldest, self.atualizado_em or oldest)
