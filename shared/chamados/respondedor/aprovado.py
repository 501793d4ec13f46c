"""The answer that may be given by itself: found among what the conta approved, judged, filled in, cited.

Implements the port `Respondedor`. What search finds is only a hint: each candidate is read from its store and judged as
it stands there now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.chamados.classe import Classificacao, Intencao
from shared.chamados.models import Fonte, TipoFonte
from shared.chamados.ports import Questao, RespostaPronta
from shared.chamados.respondedor.diferencas import Conhecida, differs, is_own_matter
from shared.chamados.respondedor.escolha import (
    ABOUT_ANOTHER,
    NEAR,
    Candidata,
    Escolha,
    Motivo,
    as_escolha,
    choose,
    contradicts,
    is_only_that,
    refusal,
)
from shared.chamados.respondedor.ports import Aprovadas, Lembradas, Pauta, Redator, Trecho
from shared.chamados.respondedor.texto import essence, fill, first_name, is_reusable
from shared.contas.models import Conta
from shared.kit.clock import Now
from shared.kit.logging import get_logger
from shared.mensagens.indice_models import Achado, Consulta, Indice, TipoItem
from shared.mensagens.models import Mensagem, Validacao
from shared.respostas.models import POR_INTENCAO, Resposta

_MOST = 10
_LONGEST = 1_000
_MOST_TRECHOS = 5
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Parecer:
    """What was decided, and what was found on the way, the likest first."""

    escolha: Escolha
    candidatas: tuple[Candidata, ...] = ()


@dataclass(frozen=True)
class RespondedorAprovado:
    respostas: Aprovadas
    mensagens: Lembradas
    indice: Indice
    redator: Redator
    now: Now

    async def answer(self, conta: Conta, questao: Questao) -> RespostaPronta | None:
        nome = first_name(questao.cliente)
        escolha = (await self.judge(conta, questao.texto, questao.classificacao, nome=nome)).escolha
        fonte = escolha.fonte
        _log.info(
            "chamado.judged", extra={"conta": conta.id, "motivo": escolha.motivo, "fonte": fonte and fonte.id}
        )
        if fonte is None:
            return None
        await self._count(conta.id, fonte)
        return RespostaPronta(escolha.texto, fonte)

    async def judge(self, conta: Conta, texto: str, classificacao: Classificacao, *, nome: str) -> Parecer:
        """What would be answered, and why not otherwise; counts nothing."""
        if motivo := refusal(conta, texto, classificacao):
            return Parecer(Escolha(motivo=motivo))
        candidatas = await self._found(conta.id, texto, classificacao)
        escolha = choose(candidatas, texto, classificacao, conta=conta, nome=nome)
        if escolha.fonte is None and classificacao.intencao in POR_INTENCAO:
            escolha = await self._by_intention(conta, classificacao, nome=nome, otherwise=escolha)
        # From what is near a model may try; never against a rule or a doubt.
        if escolha.motivo in ABOUT_ANOTHER and _may_write(conta, texto, classificacao):
            escolha = await self._written(conta, texto, candidatas, nome=nome) or escolha
        return Parecer(escolha, tuple(candidatas))

    async def _found(self, conta: str, texto: str, classificacao: Classificacao) -> list[Candidata]:
        """A thank-you asks nothing; a boleto is nobody else's, so that no mensagem of another's tells of it."""
        if classificacao.intencao is Intencao.ELOGIO_AGRADECIMENTO:
            return []
        is_boleto = classificacao.intencao is Intencao.SEGUNDA_VIA_BOLETO
        consulta = Consulta(
            texto=essence(texto)[:_LONGEST],
            limite=_MOST,
            limiar=NEAR,
            tipos=(TipoItem.RESPOSTA,) if is_boleto else (TipoItem.RESPOSTA, TipoItem.MENSAGEM),
            validacoes=(Validacao.HUMAN,),
            so_perguntas=True,
        )
        found = await self._read(conta, await self.indice.search(conta, consulta))
        return [one for one in found if not is_boleto or one.intencao is classificacao.intencao]

    async def _read(self, conta: str, achados: Sequence[Achado]) -> list[Candidata]:
        now = self.now()
        respostas = await self.respostas.many(conta, _ids(achados, TipoItem.RESPOSTA))
        mensagens = await self.mensagens.many(conta, _ids(achados, TipoItem.MENSAGEM))
        found: list[Candidata | None] = []
        for achado in achados:
            if achado.tipo is TipoItem.RESPOSTA:
                found.append(_of_resposta(respostas.get(achado.id), achado, now))
            else:
                found.append(_of_mensagem(mensagens.get(achado.id), achado, now))
        return [one for one in found if one is not None]

    async def _by_intention(
        self, conta: Conta, classificacao: Classificacao, *, nome: str, otherwise: Escolha
    ) -> Escolha:
        """The one that is for this intention as a whole; two of them are a doubt."""
        intencao, now = classificacao.intencao, self.now()
        if not is_only_that(classificacao):
            return Escolha(motivo=Motivo.VARIOS)
        whole = [one for one in await self.respostas.active_of(conta.id, intencao) if not one.perguntas]
        fitting = [one for one in whole if not contradicts(one.setor, classificacao.setor)]
        fresh = [one for one in fitting if not one.is_stale(now)]
        if not fresh:
            return Escolha(motivo=Motivo.VENCIDA) if fitting else otherwise
        if len(fresh) > 1:
            return Escolha(motivo=Motivo.DUVIDA)
        return as_escolha(_candidata(fresh[0], now), conta, nome)

    async def _written(
        self, conta: Conta, texto: str, candidatas: Sequence[Candidata], *, nome: str
    ) -> Escolha | None:
        """A model's own words, from nothing but what was found."""
        question = essence(texto)
        trechos = tuple(_trechos(candidatas, question, conta))
        if not trechos:
            return None
        redigida = await self.redator.write(Pauta(question, nome, conta.nome, trechos))
        if redigida is None:
            return None
        likest = {one.id: one.pontuacao for one in candidatas}
        cited = max(redigida.fontes, key=lambda one: likest[one])
        fonte = Fonte(
            tipo=TipoFonte.MODELO, id=cited, pontuacao=round(likest[cited], 4), rotulo=redigida.origem
        )
        return Escolha(redigida.texto, fonte)

    async def _count(self, conta: str, fonte: Fonte) -> None:
        if fonte.tipo is TipoFonte.RESPOSTA:
            await self.respostas.used(conta, fonte.id)
        elif fonte.tipo is TipoFonte.MENSAGEM:
            await self.mensagens.used(conta, fonte.id)


def _may_write(conta: Conta, texto: str, classificacao: Classificacao) -> bool:
    """Only what the conta allows, to a question that is not the asker's alone; health was refused before."""
    allowed = conta.chamados.resposta_livre and conta.llm_externo
    is_open = classificacao.intencao is not Intencao.INFORMACAO or classificacao.resposta_automatica
    return allowed and is_open and not is_own_matter(texto)


def _trechos(candidatas: Sequence[Candidata], question: str, conta: Conta) -> list[Trecho]:
    """What still holds, is for everybody and is not about something else."""
    variaveis = conta.chamados.variaveis
    found: list[Trecho] = []
    for one in candidatas:
        said = one.conhecida.resposta
        is_own = one.tipo is TipoFonte.RESPOSTA or is_reusable(said, variaveis)
        if one.vencida or not is_own or differs(question, one.conhecida):
            continue
        if filled := fill(said, conta, ""):
            found.append(Trecho(one.id, one.conhecida.perguntas[0], filled))
    return found[:_MOST_TRECHOS]


def _ids(achados: Sequence[Achado], tipo: TipoItem) -> list[str]:
    return [achado.id for achado in achados if achado.tipo is tipo]


def _candidata(
    resposta: Resposta, now: datetime, *, pontuacao: float = 1.0, semantica: bool = True
) -> Candidata:
    return Candidata(
        tipo=TipoFonte.RESPOSTA,
        id=resposta.id,
        rotulo=resposta.titulo,
        conhecida=Conhecida(resposta.perguntas, resposta.texto),
        setor=resposta.setor,
        intencao=resposta.intencao,
        vencida=resposta.is_stale(now),
        pontuacao=pontuacao,
        semantica=semantica,
    )


def _of_resposta(resposta: Resposta | None, achado: Achado, now: datetime) -> Candidata | None:
    """None for one that is gone, off, or was changed since search heard of it."""
    if not (resposta and resposta.ativa and resposta.perguntas and resposta.indexada_em):
        return None
    return _candidata(resposta, now, pontuacao=achado.pontuacao, semantica=achado.semantico)


def _of_mensagem(mensagem: Mensagem | None, achado: Achado, now: datetime) -> Candidata | None:
    """None for one that is gone, that no person vouches for, or that was changed since search heard of it.

    It is named by its tag: its question may tell of who asked it.
    """
    if not (mensagem and mensagem.answer and mensagem.indexada_em):
        return None
    if mensagem.validated_by is not Validacao.HUMAN:
        return None
    return Candidata(
        tipo=TipoFonte.MENSAGEM,
        id=mensagem.id,
        rotulo=mensagem.tag,
        conhecida=Conhecida((mensagem.message,), mensagem.answer),
        setor=mensagem.sector,
        vencida=mensagem.is_stale(now),
        pontuacao=achado.pontuacao,
        semantica=achado.semantico,
    )
