"""Beside the carriers of `carteiros`: Botconversa's own tools, and who writes recordings down."""

from functools import cache
from typing import TYPE_CHECKING

from shared.wiring.base import settings
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.adapters.canais_botconversa import Botconversa
    from shared.audio.escuta import Escuta
    from shared.audio.ports import Transcritor
    from shared.audio.service import TranscricaoService
    from shared.envios.fluxos import FluxoService


@cache
def transcricao_service() -> "TranscricaoService":
    from shared.audio.service import TranscricaoService

    return TranscricaoService(contas=conta_store(), transcritor=_transcritor())


@cache
def escuta() -> "Escuta":
    """The port `Ouvinte` of recebimentos."""
    from shared.audio.escuta import Escuta
    from shared.wiring.envios import carteiros
    from shared.wiring.gravacoes import GravacoesDaConta

    return Escuta(gravacoes=GravacoesDaConta(carteiros()), transcritor=_transcritor())


@cache
def _transcritor() -> "Transcritor | None":
    groq = settings().groq
    if groq.api_key is None:
        return None
    from shared.adapters.transcricao import GroqTranscritor

    return GroqTranscritor(
        base_url=groq.base_url, chave=groq.api_key.get_secret_value(), modelo=groq.modelo_audio
    )


@cache
def fluxo_service() -> "FluxoService":
    from shared.envios.fluxos import FluxoService

    return FluxoService(account_of=botconversa_of, desistencias=_Desistencias())


async def botconversa_of(conta_id: str) -> "Botconversa | None":
    from shared.adapters.canais_botconversa import Botconversa
    from shared.kit.canais import Provedor
    from shared.wiring.envios import carteiros

    conta = await conta_store().load(conta_id)
    carteiro = await carteiros().of(conta, Provedor.BOTCONVERSA)
    return carteiro if isinstance(carteiro, Botconversa) else None


class _Desistencias:
    """The port `Desistencias` on the clientes and on the ledger that erasures leave behind."""

    async def refuses(self, conta: str, telefone: str) -> bool:
        from shared.clientes.models import Pessoa, Supressao
        from shared.kit.titulares import Titular
        from shared.wiring.routing import remetente_service
        from shared.wiring.titulares import supressao_service

        if await supressao_service().find(conta, Titular(telefones=(telefone,))) != Supressao():
            return True
        behind = await remetente_service().senders(conta, Pessoa(telefone=telefone))
        return any(cliente.opt_out or cliente.bloqueado_em for cliente in behind)
