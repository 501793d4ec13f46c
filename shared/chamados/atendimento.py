"""What the worker makes of words that nobody has read: how they are understood, whether an answer may be given by
itself, and how it leaves; apart from the service, which saves each step."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.chamados import textos
from shared.chamados.classe import Classificacao, Classificador, Intencao, Leitura, Prioridade
from shared.chamados.estados import CLIENTE, RETORNO, answered, read, routed
from shared.chamados.historico import own_words
from shared.chamados.models import Autor, CanalChamado, Chamado, ChamadoStatus, Fala
from shared.chamados.ports import Clientes, Envios, Perguntas, Questao, Respondedor, RespostaPronta, Saida
from shared.clientes.models import Cliente, Finalidade
from shared.contas.models import Conta
from shared.envios.models import BotaoEnvio, Envio, NovoEnvio
from shared.kit.canais import Provedor
from shared.kit.clock import Now
from shared.kit.errors import DomainError, NotFound
from shared.kit.logging import get_logger
from shared.perguntas.models import NovaPergunta, Pergunta, TipoPergunta

# Who nobody of the conta is: the sujeito of what is done by itself.
SUJEITO = "chamados"
# After so many, a person looks, whatever is asked.
MOST_AUTOMATICAS = 3
_MOST_READ, _MOST_SENT, _LINE = 10_000, 4_096, 200
_URGENT = (Prioridade.ALTA, Prioridade.CRITICA)
# Where somebody opened it for the cliente, the answer stands in what they opened it with.
_SENT = (CanalChamado.WHATSAPP, CanalChamado.EMAIL, CanalChamado.TELEGRAM)
_BY_CANAL = {CanalChamado.EMAIL: Provedor.EMAIL, CanalChamado.TELEGRAM: Provedor.TELEGRAM}
_log = get_logger(__name__)


@dataclass(frozen=True)
class Atendimento:
    clientes: Clientes
    respondedor: Respondedor
    perguntas: Perguntas
    saida: Saida
    envios: Envios
    now: Now

    async def consider(
        self, chamado: Chamado, *, conta: Conta, classificador: Classificador, na_hora: bool
    ) -> Chamado:
        """The chamado with its new words read, and answered or handed to a person where nobody has it yet.

        `na_hora`: whoever opened it waits for the answer, so that it need not be sent. Changes nothing anywhere.
        Raises `TransientError` where neither can be told now.
        """
        words = unread(chamado)
        texto = "\n".join(own_words(fala.texto) for fala in words)[-_MOST_READ:].strip()
        classificacao = await classificador.classify(Leitura(texto, llm_externo=conta.llm_externo))
        known = read(chamado, classificacao, conta=conta, now=self.now(), ate=words[-1].id)
        if known.status is not ChamadoStatus.ABERTO:
            return known
        motivo = _why_a_person(known, classificacao, texto=texto, conta=conta)
        if motivo is None:
            resposta, motivo = await self._find(known, classificacao, texto=texto, conta=conta)
            if resposta is not None:
                return self._with_answer(known, resposta, conta, na_hora=na_hora)
        return routed(known, conta=conta, now=self.now(), motivo=motivo or textos.SEM_RESPOSTA)

    async def _find(
        self, chamado: Chamado, classificacao: Classificacao, *, texto: str, conta: Conta
    ) -> tuple[RespostaPronta | None, str | None]:
        """The answer, or why there is none."""
        cliente = await self._cliente(conta.id, chamado)
        if cliente is None:
            return None, textos.SEM_CLIENTE
        resposta = await self.respondedor.answer(conta, Questao(texto, classificacao, cliente))
        if resposta is None:
            return None, textos.SEM_RESPOSTA
        if any(fala.fonte and fala.fonte.id == resposta.fonte.id for fala in chamado.falas):
            return None, textos.REPETIDA
        if len(resposta.texto) > _MOST_SENT:
            return None, textos.LONGA
        return resposta, None

    async def _cliente(self, conta: str, chamado: Chamado) -> Cliente | None:
        try:
            return (await self.clientes.get(conta, chamado.cliente_id)).cliente
        except NotFound:  # erased or blocked meanwhile
            return None

    def _with_answer(
        self, chamado: Chamado, resposta: RespostaPronta, conta: Conta, *, na_hora: bool
    ) -> Chamado:
        """One that has to leave still waits for the worker: to hand it over."""
        now, leaves = self.now(), not na_hora or _leaves(chamado)
        chave = f"chamado-{chamado.id}-{chamado.automaticas + 1}"
        fala = Fala(
            id=chave,
            autor=Autor.AUTOMATICA,
            texto=resposta.texto,
            em=now,
            por=RETORNO,
            fonte=resposta.fonte,
            enviada=leaves,
        )
        given = answered(chamado, fala, conta=conta, now=now)
        return to_leave(given, fala) if leaves else given.updated(now, resposta_chave=None, pendente=False)

    async def hand_over(self, chamado: Chamado, conta: Conta) -> Chamado:
        """Ask that the answers leave that have to, once each for its `chave`; to a person where no gate takes one."""
        for fala in [fala for fala in chamado.falas if fala.id in chamado.por_sair]:
            chamado = await self._handed_over(chamado, fala, conta)
        return chamado.model_copy(update={"por_sair": ()}) if chamado.por_sair else chamado

    async def _handed_over(self, chamado: Chamado, fala: Fala, conta: Conta) -> Chamado:
        envio = await self.envios.find(conta.id, fala.id) or await self._request(chamado, fala, conta)
        if envio is None:
            return undelivered(chamado, [fala.id], conta=conta, now=self.now())
        if chamado.pergunta_id == envio.pergunta_id:
            return chamado
        await self._let_go(conta.id, chamado.pergunta_id)
        return chamado.model_copy(update={"pergunta_id": envio.pergunta_id})

    async def _let_go(self, conta: str, pergunta_id: str | None) -> None:
        """What was asked about an older answer: a number that is typed now is about this one."""
        if pergunta_id is None:
            return
        try:
            await self.perguntas.cancel(conta, pergunta_id)
        except NotFound:  # erased
            return

    async def _request(self, chamado: Chamado, fala: Fala, conta: Conta) -> Envio | None:
        """None where no gate would take it."""
        pergunta = await self._ask(chamado, fala, conta)
        novo = _as_envio(chamado, fala, pergunta, conta)
        sujeito = fala.por if fala.autor is Autor.PESSOA else SUJEITO
        try:
            return await self.saida.request(conta.id, novo, sujeito=sujeito, traceparent=chamado.traceparent)
        except DomainError as error:
            if known := await self.envios.find(conta.id, fala.id):  # another run of this was quicker
                return known
            extra = {"chamado_id": chamado.id, "conta": conta.id, "slug": error.slug}
            _log.warning("chamado.answer_refused", extra=extra)
            await self._let_go(conta.id, pergunta.id if pergunta else None)
            return None

    async def _ask(self, chamado: Chamado, fala: Fala, conta: Conta) -> Pergunta | None:
        """Whether it helped; a kind word is not asked about, nor a person's answer that is to solve nothing."""
        is_partial = fala.autor is Autor.PESSOA and not chamado.aceita_silencio
        if is_partial or chamado.intencao is Intencao.ELOGIO_AGRADECIMENTO:
            return None
        policy = conta.chamados
        answerable = timedelta(hours=policy.silencio_horas, days=policy.reabertura_dias)
        nova = NovaPergunta(
            chave=fala.id,
            tipo=TipoPergunta.RESOLVEU,
            cliente_id=chamado.cliente_id,
            sobre=f"{Chamado.CONTAINER}/{chamado.id}",
            texto=textos.RESOLVEU,
            expira_em=fala.em + answerable,
            opcoes=(textos.OPCAO_SIM, textos.OPCAO_NAO),
        )
        return await self.perguntas.ask(conta.id, nova)

    async def kept_back(self, chamado: Chamado, conta: str) -> list[str]:
        """The answers that have to leave and are not in the hands of the gate."""
        return [chave for chave in chamado.por_sair if await self.envios.find(conta, chave) is None]


def unread(chamado: Chamado) -> list[Fala]:
    """What the cliente said since the worker last read."""
    words = [fala for fala in chamado.falas if fala.autor is Autor.CLIENTE]
    last = next((at for at, fala in enumerate(words) if fala.id == chamado.lida_ate), -1)
    return words[last + 1 :]


def to_leave(chamado: Chamado, fala: Fala) -> Chamado:
    """With this answer, its newest, waiting for the worker to hand it over."""
    waiting = {"resposta_chave": fala.id, "por_sair": (*chamado.por_sair, fala.id), "pendente": True}
    return chamado.model_copy(update=waiting)


def undelivered(chamado: Chamado, chaves: Collection[str], *, conta: Conta, now: datetime) -> Chamado:
    """To a person: these answers never leave. One that is over for good, or by the cliente's word, stays so."""
    falas = tuple(
        fala.model_copy(update={"enviada": False}) if fala.id in chaves else fala for fala in chamado.falas
    )
    newest = None if chamado.resposta_chave in chaves else chamado.resposta_chave
    kept = chamado.updated(now, falas=falas, resposta_chave=newest)
    if chamado.resolvido_por == CLIENTE:
        return kept
    return routed(kept, conta=conta, now=now, motivo=textos.NAO_SAIU)


def _why_a_person(chamado: Chamado, classificacao: Classificacao, *, texto: str, conta: Conta) -> str | None:
    """Why nothing may answer this by itself; None where something may. Urgency does not keep a FAQ from it."""
    reasons = (
        (not conta.chamados.resposta_automatica, textos.DESLIGADA),
        (not texto, textos.SEM_PALAVRAS),
        (classificacao.clinica, textos.SAUDE),
        (classificacao.continua, textos.CONTINUA),
        (chamado.automaticas >= MOST_AUTOMATICAS, textos.MUITAS),
        (chamado.prioridade in _URGENT and not classificacao.resposta_automatica, textos.URGENTE),
    )
    return next((motivo for holds, motivo in reasons if holds), None)


def _leaves(chamado: Chamado) -> bool:
    return chamado.provedor is not None or chamado.canal in _SENT


def _as_envio(chamado: Chamado, fala: Fala, pergunta: Pergunta | None, conta: Conta) -> NovoEnvio:
    """Made of what was saved alone: asked for again, it is the same."""
    texto = fala.texto
    if pergunta and len(texto) + len(pergunta.texto) + 2 <= _MOST_SENT:
        texto = f"{texto}\n\n{pergunta.texto}"
    opcoes = pergunta.opcoes if pergunta else ()
    canal = _channel(chamado, conta)
    is_mail = canal is Provedor.EMAIL and chamado.assunto
    return NovoEnvio(
        chave=fala.id,
        cliente_id=chamado.cliente_id,
        finalidade=Finalidade.ATENDIMENTO,
        texto=texto[:_MOST_SENT],
        botoes=tuple(BotaoEnvio(id=pergunta.payload(one), titulo=one.titulo) for one in opcoes if pergunta),
        assunto=f"Re: {chamado.assunto}"[:_LINE] if is_mail else None,
        canal=canal,
        resposta=True,
        chamado_id=chamado.id,
        pergunta_id=pergunta.id if pergunta else None,
    )


def _channel(chamado: Chamado, conta: Conta) -> Provedor | None:
    """Where they wrote from, if the conta answers there too; else the gate knows the way."""
    wanted = chamado.provedor or _BY_CANAL.get(chamado.canal)
    own = [canal.provedor for canal in conta.mensageria.canais if canal.ativo]
    return wanted if wanted in own else None
