"""One webhook after the other: whose it is, what it says, into the way in; and what the provider hears back."""

from dataclasses import dataclass
from typing import Any

from shared.contas.models import TipoAcesso
from shared.kit.clock import Now
from shared.kit.durable import Flows
from shared.kit.logging import get_logger
from shared.kit.routes import Call
from shared.limites.models import Cota
from shared.recebimentos.entrada import EntradaService
from shared.recebimentos.leitura import botconversa, email, formulario, meta, telegram, twilio, zapi
from shared.recebimentos.na_hora import RespostaNaHora
from shared.recebimentos.porteiro import Assinado, Porteiro
from shared.recebimentos.ports import Tentativas
from shared.recebimentos.views import DadosBotconversa, FormularioAceito, RespostaBotconversa

# Who fills in a form more often than this is no person; a whole site may be a little busier.
_POSTS_OF_ONE, _OF_ONE_S = 20, 10 * 60
_POSTS_OF_ALL, _OF_ALL_S = 600, 60 * 60
_log = get_logger(__name__)

Chamada = Call[Any, Any]


@dataclass(frozen=True)
class WebhookService:
    """Each raises `UnprovenWebhook`, and once the proof is good `MalformedRequest` and `TransientError`.

    `now` is of business time.
    """

    porteiro: Porteiro
    entrada: EntradaService
    na_hora: RespostaNaHora
    tentativas: Tentativas
    now: Now

    async def meta(self, call: Chamada, conta: str | None) -> None:
        assinado = Assinado(call.raw, call.headers.get("x-hub-signature-256", ""))
        entrega = await self.porteiro.meta(conta, assinado)
        said = meta.read(call.raw, remetentes=entrega.remetentes)
        await self.entrada.take(entrega.conta, said, call.traceparent)

    async def twilio(self, call: Chamada, conta: str | None) -> None:
        assinado = Assinado(call.raw, call.headers.get("x-twilio-signature", ""), call.url)
        entrega, pares = await self.porteiro.twilio(conta, assinado)
        await self.entrada.take(entrega.conta, twilio.read(pares), call.traceparent)

    async def zapi(self, call: Chamada, segredo: str) -> None:
        entrega = await self.porteiro.secret(TipoAcesso.WEBHOOK, segredo)
        await self.entrada.take(entrega.conta, zapi.read(call.raw), call.traceparent)

    async def telegram(self, call: Chamada) -> str:
        """The id of the callback query that Telegram is to be told was seen, "" for none."""
        segredo = call.headers.get("x-telegram-bot-api-secret-token", "")
        entrega = await self.porteiro.secret(TipoAcesso.WEBHOOK, segredo)
        await self.entrada.take(entrega.conta, telegram.read(call.raw), call.traceparent)
        return telegram.callback_to_answer(call.raw)

    async def botconversa(self, call: Chamada, flows: Flows) -> RespostaBotconversa:
        """S3's success body, with what became of the answer."""
        entrega = await self.porteiro.secret(TipoAcesso.WEBHOOK, call.headers.get("x-webhook-secret", ""))
        execucao = call.headers.get("x-execution-id", "")
        said = botconversa.read(call.raw, execucao=execucao, agora=self.now())
        if not said:
            return RespostaBotconversa(data=DadosBotconversa(status="IGNORADO"))
        [one] = said
        became = await self.na_hora.take(entrega.conta, one, call.traceparent, flows)
        data = DadosBotconversa(
            atendimento_id=became.atendimento_id,
            status=became.status,
            telefone=botconversa.phone_as_written(call.raw),
            subscriber_id=one.campos.get("subscriber_id"),
            resposta=one.texto,
        )
        return RespostaBotconversa(data=data)

    async def email(self, call: Chamada, segredo: str) -> None:
        entrega = await self.porteiro.secret(TipoAcesso.WEBHOOK, segredo)
        own = await self.porteiro.mailboxes(entrega.conta)
        said = email.read(call.raw, call.headers.get("content-type", ""), proprios=own)
        await self.entrada.take(entrega.conta, said, call.traceparent)

    async def formulario(self, call: Chamada, chave: str) -> FormularioAceito:
        """A robot is answered like a person. Raises `InvalidInput` and `TooManyRequests` besides."""
        entrega = await self.porteiro.secret(TipoAcesso.FORMULARIO, chave)
        await self._spend(entrega.conta, call.address)
        envelope = formulario.Envelope(
            call.headers.get("content-type", "application/json"), call.idempotency_key, self.now()
        )
        said = formulario.read(call.raw, envelope)
        if said.is_robot:
            _log.info("formulario.robot", extra={"conta": entrega.conta})
        else:
            await self.entrada.take(entrega.conta, [said.entrada], call.traceparent)
        return FormularioAceito(protocolo=self.entrada.protocol(said.entrada))

    async def _spend(self, conta: str, address: str) -> None:
        """By conta and address, so that nobody's flood shuts another's form."""
        one = Cota(f"formulario:{address}", _POSTS_OF_ONE, _OF_ONE_S, conta)
        every = Cota("formulario", _POSTS_OF_ALL, _OF_ALL_S, conta)
        await self.tentativas.count(one, every)
