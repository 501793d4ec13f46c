"""Envios: the gate, its ledger, and who carries what leaves."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import documents, queues, settings
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.clientes.models import Canal, Versao
    from shared.envios.despacho import Despacho
    from shared.envios.ritmos import RitmoStore
    from shared.envios.service import EnvioService
    from shared.envios.store import EnvioStore
    from shared.wiring.carteiros import CarteirosDaConta


def open_envios(conta: str) -> "EnvioStore":
    from shared.envios.store import EnvioStore

    return EnvioStore(documents().open("envios", conta))


def open_ritmos(conta: str) -> "RitmoStore":
    from shared.envios.ritmos import RitmoStore

    return RitmoStore(documents().open("ritmos", conta), secret=_hmac_key())


@cache
def carteiros() -> "CarteirosDaConta":
    from shared.wiring.carteiros import CarteirosDaConta

    return CarteirosDaConta(settings(), clock.now)


@cache
def despacho() -> "Despacho":
    from shared.envios.contexto import Leitor
    from shared.envios.despacho import Despacho
    from shared.envios.entradas import EntradaStore
    from shared.wiring.titulares import supressao_service

    return Despacho(
        open_envios=open_envios,
        open_ritmos=open_ritmos,
        contas=conta_store(),
        leitor=Leitor(
            clientes=_Clientes(),
            supressoes=supressao_service(),
            carteiros=carteiros(),
            entradas=EntradaStore(documents()),
            open_ritmos=open_ritmos,
        ),
        now=clock.now,
        real_now=clock.system_now,
    )


@cache
def envio_service() -> "EnvioService":
    from shared.envios.service import EnvioService

    return EnvioService(despacho=despacho(), queues=queues())


class _Clientes:
    """The port `Clientes` of envios on two services of clientes."""

    async def get(self, conta: str, cliente_id: str) -> "Versao":
        from shared.wiring.clientes import cliente_service  # it hands merged clientes over to envios

        return await cliente_service().get(conta, cliente_id)

    async def names(self, conta: str, cliente_ids: Sequence[str]) -> dict[str, str]:
        from shared.wiring.clientes import cliente_service

        return await cliente_service().names(conta, cliente_ids)

    async def opt_out(self, conta: str, cliente_id: str, *, canal: "Canal", evidencia: str) -> None:
        from shared.clientes.entradas import NovoOptOut
        from shared.kit.auth import Papel, Principal
        from shared.wiring.clientes import consentimento_service

        gate = Principal(conta=conta, sujeito="envios", papel=Papel.INTEGRACAO)
        asked = NovoOptOut(canal=canal, evidencia=evidencia)
        await consentimento_service().opt_out(gate, cliente_id, asked)


def _hmac_key() -> bytes:
    return settings().chave_hmac.get_secret_value().encode()
