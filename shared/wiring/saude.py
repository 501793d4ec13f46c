"""Saúde: scores, the daily run of them, and what their falls ask of people."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.wiring.base import documents, queues
from shared.wiring.contas import conta_store

if TYPE_CHECKING:
    from shared.saude.carteira import CarteiraService
    from shared.saude.pagina import PaginaService
    from shared.saude.rodada import RodadaService
    from shared.saude.rodada_models import Rodada, RodadaView
    from shared.saude.rodada_store import RodadaStore
    from shared.saude.service import SaudeService
    from shared.saude.store import SaudeStore


def open_saude(conta: str) -> "SaudeStore":
    from shared.saude.models import Saude
    from shared.saude.store import SaudeStore

    return SaudeStore(documents().open(Saude.CONTAINER, conta))


def open_rodadas(conta: str) -> "RodadaStore":
    from shared.saude.models import Saude
    from shared.saude.rodada_store import RodadaStore

    return RodadaStore(documents().open(Saude.CONTAINER, conta))


@cache
def pagina_service() -> "PaginaService":
    from shared.saude.pagina import PaginaService
    from shared.saude.quedas import QuedaService
    from shared.saude.sinais import Sinais
    from shared.wiring.relatos import open_tarefas

    return PaginaService(
        documents=documents(),
        open_saude=open_saude,
        sinais=Sinais(documents()),
        quedas=QuedaService(open_tarefas, open_saude, documents()),
        now=clock.now,
    )


@cache
def rodada_service() -> "RodadaService":
    from shared.saude.rodada import RodadaService
    from shared.wiring.resumos import invalidacao

    return RodadaService(
        open_rodadas=open_rodadas,
        contas=conta_store(),
        pagina=pagina_service(),
        invalidacao=invalidacao(),
        queues=queues(),
        now=clock.now,
    )


@cache
def saude_service() -> "SaudeService":
    from shared.saude.service import SaudeService
    from shared.wiring.clientes import cliente_service
    from shared.wiring.resumos import invalidacao

    return SaudeService(
        open_saude=open_saude,
        contas=conta_store(),
        clientes=cliente_service(),
        pagina=pagina_service(),
        invalidacao=invalidacao(),
    )


@cache
def carteira_service() -> "CarteiraService":
    from shared.saude.carteira import CarteiraService

    return CarteiraService(
        open_saude=open_saude, open_rodadas=open_rodadas, contas=conta_store(), now=clock.now
    )


def progress(rodada: "Rodada") -> "RodadaView":
    from shared.saude.rodada_models import RodadaView

    return RodadaView.of(rodada)
