"""The morning brief, and its way to the team."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import business_ulid, documents
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.kit.auth import Principal
    from shared.pauta.entrega import EntregaService
    from shared.pauta.entrega_models import Entregas
    from shared.pauta.service import PautaService


@cache
def pauta_service() -> "PautaService":
    from shared.pauta.leitura import Leitor
    from shared.pauta.service import PautaService
    from shared.wiring.chamados import usuarios

    return PautaService(contas=conta_store(), leitor=Leitor(documents()), usuarios=usuarios(), now=clock.now)


@cache
def entrega_service() -> "EntregaService":
    from shared.pauta.entrega import EntregaService
    from shared.wiring.envios import envio_service

    return EntregaService(
        contas=conta_store(), pauta=pauta_service(), envios=envio_service(), new_id=business_ulid
    )


async def send_now(principal: "Principal", *, chave: str | None, traceparent: str) -> "Entregas":
    """The route's: who asks is a principal."""
    from shared.pauta.entrega import Autor

    autor = Autor(principal.sujeito, traceparent)
    return await entrega_service().send_now(principal.conta, autor, chave=chave)
