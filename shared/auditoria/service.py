"""Recording acts: before they are done, so that none goes unseen, and what came of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.auditoria.models import AuditoriaPage, FiltroAuditoria, Registro
from shared.auditoria.store import AuditoriaStore
from shared.kit.auditing import Nota
from shared.kit.clock import Now
from shared.kit.errors import RetornoError
from shared.kit.logging import get_logger
from shared.kit.routes import Answer, Ato, Finish

_log = get_logger(__name__)
_DONE = 200


@dataclass(frozen=True)
class AuditoriaService:
    open_auditoria: Callable[[str], AuditoriaStore]
    now: Now
    new_id: Callable[[], str]

    async def begin(self, ato: Ato) -> Finish:
        """Record that the act begins. Raises `TransientError`, and then it must not be done."""
        store = self.open_auditoria(ato.principal.conta)
        registro = Registro(
            id=self.new_id(),
            em=self.now(),
            sujeito=ato.principal.sujeito,
            papel=ato.principal.papel,
            acao=ato.rota,
            metodo=ato.metodo,
            recurso=ato.recurso,
            invocacao=ato.invocacao,
        )
        etag = await store.add(registro)

        async def finish(status: int, answer: Answer | None) -> None:
            """A failure here loses the outcome, not the act: it is done, and its record without a status stays."""
            outcome = {"status": status} | (_told(answer) if answer else {})
            try:
                await store.save(registro.model_copy(update=outcome), etag)
            except RetornoError:
                _log.warning("auditoria.unfinished", extra={"invocation_id": ato.invocacao})

        return finish

    async def note(self, nota: Nota) -> None:
        registro = Registro(
            id=self.new_id(),
            em=self.now(),
            sujeito=nota.sujeito,
            acao=nota.acao,
            recurso=nota.recurso,
            status=_DONE,
            detalhe=dict(nota.detalhe),
        )
        await self.open_auditoria(nota.conta).add(registro)

    async def search(self, conta: str, filtro: FiltroAuditoria, fuso: str) -> AuditoriaPage:
        """Newest first; the filter's days are days of `fuso`. Raises `MalformedRequest` on a wrong cursor."""
        return await self.open_auditoria(conta).search(filtro, fuso)


def _told(answer: Answer) -> dict[str, Any]:
    return {"alvo": answer.alvo or answer.headers.get("Location", ""), "detalhe": dict(answer.detalhe)}
