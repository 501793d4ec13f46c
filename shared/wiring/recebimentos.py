"""Recebimentos: what comes in by webhooks and forms, whose it is, and how it is handed over."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.kit.auth import Papel, Principal
from shared.wiring.base import documents, queues, settings
from shared.wiring.contas import auditoria_service, conta_store, limite_service
from shared.wiring.credenciais import credencial_service

if TYPE_CHECKING:
    from datetime import datetime

    from shared.clientes.models import Canal, Cliente, Pessoa
    from shared.recebimentos.consulta import ConsultaService
    from shared.recebimentos.entrada import EntradaService
    from shared.recebimentos.na_hora import RespostaNaHora
    from shared.recebimentos.porteiro import Porteiro
    from shared.recebimentos.preferencias import PreferenciaService
    from shared.recebimentos.store import RecebimentoStore
    from shared.recebimentos.webhooks import WebhookService


def open_recebimentos(conta: str) -> "RecebimentoStore":
    from shared.recebimentos.store import RecebimentoStore

    return RecebimentoStore(documents().open("recebimentos", conta))


def segredos_of(conta: str, nome: str) -> Mapping[str, str]:
    """What the setting `CANAIS__{nome}` holds; nothing where there is none or it is another conta's."""
    from shared.wiring.carteiros import segredo_of

    return segredo_of(settings(), conta, nome) or {}


@cache
def webhook_service() -> "WebhookService":
    from shared.recebimentos.webhooks import WebhookService

    return WebhookService(
        porteiro=porteiro(),
        entrada=entrada_service(),
        na_hora=_resposta_na_hora(),
        tentativas=limite_service(),
        now=clock.now,
    )


def _resposta_na_hora() -> "RespostaNaHora":
    from shared.recebimentos.na_hora import RespostaNaHora
    from shared.wiring.atendimentos import resposta_service
    from shared.wiring.routing import pergunta_service, routing_service

    return RespostaNaHora(
        entrada=entrada_service(),
        rotas=routing_service(),
        perguntas=pergunta_service(),
        atendidos=resposta_service(),
    )


@cache
def porteiro() -> "Porteiro":
    from shared.recebimentos.porteiro import Porteiro

    chosen = settings()
    return Porteiro(
        contas=conta_store(),
        credenciais=credencial_service(),
        conta_padrao=chosen.conta_padrao,
        segredos_of=segredos_of,
        public_base_url=chosen.public_base_url,
    )


@cache
def entrada_service() -> "EntradaService":
    from shared.recebimentos.entrada import EntradaService
    from shared.wiring.envios import envio_service

    return EntradaService(
        open_recebimentos=open_recebimentos,
        contas=conta_store(),
        envios=envio_service(),
        preferencias=_preferencia_service(),
        queues=queues(),
        hmac_key=settings().chave_hmac.get_secret_value().encode(),
        now=clock.now,
    )


@cache
def _preferencia_service() -> "PreferenciaService":
    from shared.recebimentos.preferencias import PreferenciaService

    return PreferenciaService(_Silencios(), auditoria_service(), clock.now)


class _Silencios:
    """The port on three services of clientes."""

    async def senders(self, conta: str, pessoa: "Pessoa") -> "list[Cliente]":
        from shared.wiring.routing import remetente_service

        return await remetente_service().senders(conta, pessoa)

    async def identify(self, conta: str, pessoa: "Pessoa", *, chave: str) -> str | None:
        from shared.wiring.clientes import cliente_service

        return await cliente_service().identify(conta, pessoa, chave=chave)

    async def silence(
        self, conta: str, cliente_id: str, *, canal: "Canal", evidencia: str, em: "datetime"
    ) -> None:
        from shared.clientes.entradas import NovoOptOut
        from shared.wiring.clientes import consentimento_service
        from shared.wiring.routing import end_contacts

        asked = NovoOptOut(canal=canal, evidencia=evidencia)
        silenced = await consentimento_service().silence(_webhooks(conta), cliente_id, asked, em=em)
        await end_contacts(conta, silenced.cliente)

    async def end_silence(self, conta: str, cliente_id: str, *, canal: "Canal", evidencia: str) -> None:
        from shared.clientes.entradas import FimDeOptOut
        from shared.wiring.clientes import consentimento_service

        fim = FimDeOptOut(canal=canal, evidencia=evidencia)
        await consentimento_service().end_opt_out(_webhooks(conta), cliente_id, fim)


def _webhooks(conta: str) -> Principal:
    return Principal(conta=conta, sujeito="webhooks", papel=Papel.INTEGRACAO)


@cache
def consulta_service() -> "ConsultaService":
    from shared.recebimentos.consulta import ConsultaService

    return ConsultaService(open_recebimentos=open_recebimentos, now=clock.now)
