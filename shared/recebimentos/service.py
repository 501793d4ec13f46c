"""What becomes of an inbound message: heard, recognised, given its way, carried out; each step saved, none done twice.

The way is saved before anything follows from it, so that a redelivery goes on and does not choose anew.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from shared.clientes.models import Finalidade
from shared.contas.models import Conta
from shared.envios.models import NovoEnvio
from shared.kit.canais import Provedor, TipoConteudo
from shared.kit.clock import Now
from shared.kit.durable import Flows
from shared.kit.errors import DomainError, NotFound
from shared.kit.logging import get_logger
from shared.recebimentos.conversa import SUJEITO, Conversa, canal_of, fala_of, pessoa_of, words_of
from shared.recebimentos.equipe import Equipe
from shared.recebimentos.models import NAO_COMPROVADO, Destino, Recebimento, RecebimentoStatus
from shared.recebimentos.ports import Acompanhamentos, Chamados, Contas, Ouvinte, Saida
from shared.recebimentos.remetente import Reconhecimento
from shared.recebimentos.respostas import Respostas
from shared.recebimentos.rota import Rota, choose
from shared.recebimentos.silencio import Efeito, Silencio
from shared.recebimentos.situacao import Observacao
from shared.recebimentos.store import RecebimentoStore
from shared.recebimentos.textos import NAO_TRATADA
from shared.recebimentos.volta import botoes_of
from shared.relatos.models import Resposta

_MOST_HEARD, _MOST_SAID, _LINE = 10_000, 4_000, 200
_log = get_logger(__name__)


@dataclass(frozen=True)
class RoutingService:
    open_recebimentos: Callable[[str], RecebimentoStore]
    contas: Contas
    ouvinte: Ouvinte
    reconhecimento: Reconhecimento
    observacao: Observacao
    silencio: Silencio
    respostas: Respostas
    acompanhamentos: Acompanhamentos
    chamados: Chamados
    equipe: Equipe
    saida: Saida
    now: Now

    async def process(self, conta_id: str, recebimento_id: str, flows: Flows) -> Recebimento:
        """Bring the message to where it belongs. Safe to run twice and at once.

        Raises `RecebimentoNotFound`; `TransientError`, and then the queue goes on from the step that failed.
        """
        store = self.open_recebimentos(conta_id)
        recebimento = (await store.get(recebimento_id)).recebimento
        if recebimento.status is not RecebimentoStatus.RECEBIDO:
            return recebimento
        conta = await self.contas.load(conta_id)
        recebimento = await self._hear(store, conta, recebimento)
        if recebimento.provedor is Provedor.FORMULARIO or NAO_COMPROVADO in recebimento.campos:
            return await self._take_unproven(store, conta_id, recebimento)
        conversa = await self.reconhecimento.recognise(conta, recebimento)
        conversa = await self._decide(store, conversa)
        if conversa.recebimento.status is not RecebimentoStatus.RECEBIDO:
            return conversa.recebimento  # another run of it was quicker
        efeito = await self._carry_out(conversa, flows)
        return await self._conclude(store, conversa, efeito)

    async def _hear(self, store: RecebimentoStore, conta: Conta, recebimento: Recebimento) -> Recebimento:
        """An audio in words, where the conta lets others listen; where its sound lies is forgotten either way."""
        if recebimento.tipo is not TipoConteudo.AUDIO or recebimento.midia is None:
            return recebimento
        try:
            heard = await self.ouvinte.hear(conta, recebimento) if conta.llm_externo else None
        except DomainError as error:  # settings that somebody must mend keep no message waiting
            heard = None
            extra = {"recebimento_id": recebimento.id, "conta": conta.id, "slug": error.slug}
            _log.error("recebimento.not_heard", extra=extra)
        words = heard.strip()[:_MOST_HEARD] if heard else None
        return await self._save(store, recebimento, transcricao=words or None, midia=None)

    async def _take_unproven(
        self, store: RecebimentoStore, conta: str, recebimento: Recebimento
    ) -> Recebimento:
        """A form proves nobody, nor does a mail that may be forged: no word of it acts, a person reads it."""
        found = await self.reconhecimento.clientes.identify(
            conta, pessoa_of(recebimento), chave=recebimento.id
        )
        alvo = await self._to_chamado(conta, recebimento, found, comprovada=False)
        return await self._save(
            store,
            recebimento,
            status=RecebimentoStatus.ENCAMINHADO,
            cliente_id=found,
            destino=Destino.CHAMADO,
            destino_id=alvo,
        )

    async def _to_chamado(
        self, conta: str, recebimento: Recebimento, cliente_id: str | None, *, comprovada: bool = True
    ) -> str:
        """The id of the chamado that it went to; of a tarefa where there is nobody whose chamado it could be."""
        if cliente_id is not None:
            try:
                fala = fala_of(recebimento, cliente_id, comprovada=comprovada)
                return (await self.chamados.hear(conta, fala, recebimento.traceparent)).id
            except NotFound:  # erased since they wrote
                pass
        return (await self.equipe.answer(conta, recebimento, None)).id

    async def _decide(self, store: RecebimentoStore, conversa: Conversa) -> Conversa:
        """Who it is from and which way it goes are saved in one: the first run to choose has chosen both."""
        if conversa.recebimento.destino is not None:
            return conversa
        situacao = await self.observacao.observe(store, conversa)
        rota = choose(situacao)
        alvo = conversa.quem.id if rota.destino is Destino.NUMERO_ERRADO else rota.alvo

        lida = situacao.leitura.lida if situacao.leitura else None

        def change(newest: Recebimento) -> Recebimento:
            if newest.destino is not None or newest.status is not RecebimentoStatus.RECEBIDO:
                return newest
            chosen: dict[str, object] = {"cliente_id": conversa.quem.id, "destino": rota.destino}
            chosen |= {"destino_id": alvo, "lida": lida, "perguntas": rota.perguntas}
            return newest.model_copy(update=chosen | {"atualizado_em": self.now()})

        saved = await store.update(conversa.recebimento.id, change)
        chosen = [one for one in conversa.todos if one.id == saved.cliente_id]
        return replace(conversa, recebimento=saved, quem=chosen[0] if chosen else conversa.quem)

    async def _carry_out(self, conversa: Conversa, flows: Flows) -> Efeito:
        """Do what the way asks for."""
        rota = Rota(conversa.recebimento.destino or Destino.CHAMADO, conversa.recebimento.destino_id)
        match rota:
            case Rota(Destino.OPT_OUT, alvo):
                if alvo:
                    await self.respostas.settle(conversa, alvo, flows)
                return await self.silencio.leave(conversa, flows)
            case Rota(Destino.VOLTAR, _):
                return await self.silencio.come_back(conversa)
            case Rota(Destino.NUMERO_ERRADO, _):
                return await self.silencio.unlink(conversa, flows)
            case Rota(Destino.PERGUNTA, alvo):
                return await self._about_question(conversa, alvo, flows)
            case Rota(Destino.ATENDIMENTO, str() as alvo):
                return await self.respostas.tell_atendimento(conversa, alvo, flows)
            case Rota(Destino.ACOMPANHAMENTO, str() as alvo):
                return await self._end_acompanhamento(conversa, alvo, flows)
        return Efeito(await self._to_chamado(conversa.conta.id, conversa.recebimento, conversa.quem.id))

    async def _about_question(self, conversa: Conversa, pergunta_id: str | None, flows: Flows) -> Efeito:
        if pergunta_id is not None:
            return await self.respostas.answer(conversa, pergunta_id, flows)
        return await self.respostas.ask_back(conversa)

    async def _end_acompanhamento(self, conversa: Conversa, relato_id: str, flows: Flows) -> Efeito:
        conta, recebimento = conversa.conta.id, conversa.recebimento
        resposta = Resposta(
            canal=canal_of(recebimento.provedor),
            texto=words_of(recebimento)[:_MOST_SAID] or None,
            recebida_em=recebimento.recebido_em,
            registrada_por=SUJEITO,
        )
        try:
            relato = await self.acompanhamentos.hear(conta, relato_id, resposta, flows=flows)
        except NotFound:  # erased since the way was chosen
            await self.equipe.answer(conta, recebimento, conversa.quem)
            return Efeito()
        await self.equipe.answer_about(conta, recebimento, conversa.quem, relato=relato)
        return Efeito(relato_id)

    async def _conclude(self, store: RecebimentoStore, conversa: Conversa, efeito: Efeito) -> Recebimento:
        """Whose it is now is saved before the reply is asked for: the reply goes where they wrote from."""
        recebimento, chave = conversa.recebimento, None
        deles = {"cliente_id": efeito.cliente_id or conversa.quem.id}
        if efeito.texto:
            if recebimento.cliente_id != deles["cliente_id"]:
                recebimento = await self._save(store, recebimento, **deles)
            chave = await self._say(conversa, recebimento, efeito)
        alvo = recebimento.destino_id if recebimento.destino is Destino.NUMERO_ERRADO else efeito.alvo
        ended = {"status": RecebimentoStatus.ENCAMINHADO, "destino_id": alvo, "resposta_chave": chave}
        done = await self._save(store, recebimento, **deles, **ended)
        extra = {"recebimento_id": done.id, "conta": conversa.conta.id, "destino": done.destino}
        _log.info("recebimento.routed", extra=extra)
        return done

    async def _say(self, conversa: Conversa, recebimento: Recebimento, efeito: Efeito) -> str | None:
        """The one reply to this message, by the channel it came by. What the gate does not take, nobody is told."""
        canal, pergunta = _channel(conversa), efeito.pergunta
        is_mail = recebimento.provedor is Provedor.EMAIL and recebimento.assunto
        novo = NovoEnvio(
            chave=f"resposta-{recebimento.id}",
            cliente_id=recebimento.cliente_id or "",
            finalidade=Finalidade.ATENDIMENTO,
            texto=efeito.texto,
            botoes=botoes_of(pergunta) if pergunta else (),
            assunto=f"Re: {recebimento.assunto}"[:_LINE] if is_mail else None,
            canal=canal,
            resposta=True,
            acuse=efeito.acuse,
            resposta_a=recebimento.provedor_id[:_LINE] or None if canal else None,
            pergunta_id=pergunta.id if pergunta else None,
        )
        try:
            await self.saida.request(
                conversa.conta.id, novo, sujeito=SUJEITO, traceparent=recebimento.traceparent
            )
        except DomainError as error:
            extra = {"recebimento_id": recebimento.id, "conta": conversa.conta.id, "slug": error.slug}
            _log.warning("recebimento.not_answered", extra=extra)
            return None
        return novo.chave

    async def fail(self, conta_id: str, recebimento_id: str) -> None:
        """Hand what the queue gave up on to a person, and raise the alarm. Raises `RecebimentoNotFound`."""
        store = self.open_recebimentos(conta_id)
        recebimento = (await store.get(recebimento_id)).recebimento
        if recebimento.status is not RecebimentoStatus.RECEBIDO:
            return
        await self.equipe.answer(conta_id, recebimento, None, explicacao=NAO_TRATADA)
        await self._save(store, recebimento, status=RecebimentoStatus.FALHOU, midia=None)
        extra = {"recebimento_id": recebimento_id, "conta": conta_id, "destino": recebimento.destino}
        _log.error("recebimento.failed", extra=extra)

    async def _save(self, store: RecebimentoStore, read: Recebimento, **changes: object) -> Recebimento:
        """Over what another run of the same message saved, which does the same; unless it came to the end."""

        def change(newest: Recebimento) -> Recebimento:
            if newest.status is not RecebimentoStatus.RECEBIDO:
                return newest
            changed = newest.model_copy(update=changes)
            return newest if changed == newest else changed.model_copy(update={"atualizado_em": self.now()})

        return await store.update(read.id, change)


def _channel(conversa: Conversa) -> Provedor | None:
    """The channel that it came by, where the conta answers by it too; else the gate knows the way."""
    provedor = conversa.recebimento.provedor
    own = [canal.provedor for canal in conversa.conta.mensageria.canais if canal.ativo]
    return provedor if provedor in own else None
