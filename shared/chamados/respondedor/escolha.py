"""Which of the approved answers that search found may be given, or why none: pure rules, told by table.

The thresholds are measured (`tests/evals`): fewer than 3 % of what is given by itself may be wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.chamados.classe import Classificacao, Intencao, Prioridade, Setor
from shared.chamados.models import Fonte, TipoFonte
from shared.chamados.respondedor.diferencas import Conhecida, differs, is_own_matter, leaves_nothing
from shared.chamados.respondedor.texto import asks_twice, essence, fill, is_reusable
from shared.contas.models import Conta
from shared.kit.texto import key_of
from shared.respostas.models import POR_INTENCAO

# What people alone answer, whatever was approved; the first two even where they are only among what is asked.
_NEVER = frozenset({Intencao.CANCELAMENTO, Intencao.RECLAMACAO})
_DE_PESSOAS = _NEVER | {Intencao.OUTRO}
# What may stand beside a request that its intention alone answers.
_BESIDE = frozenset({*POR_INTENCAO, Intencao.INFORMACAO, Intencao.OUTRO})
# Whoever sells the plan and whoever keeps it answer for one another.
_AKIN = frozenset({Setor.VENDAS, Setor.ADMIN})
_FAQ = (*POR_INTENCAO, Intencao.INFORMACAO)
# 0.7 is "surely the same matter"; where the embedder is down, words alone must be nearer.
_LEAST, _LEAST_BY_WORDS = 0.70, 0.82
_UNSURE = 0.08  # more is asked where the classification does not say that it is a question for everybody
_MARGIN = 0.10
# Below this, what was found is about something else.
NEAR = 0.45


class Motivo(StrEnum):
    """Why a person must answer."""

    DESLIGADA = "desligada"
    CLINICA = "clinica"
    CONTINUA = "continua"
    DE_PESSOA = "de_pessoa"
    URGENTE = "urgente"
    VARIOS = "varios"
    INDIVIDUAL = "individual"
    SEM_APROVADA = "sem_aprovada"
    DISTANTE = "distante"
    OUTRO_ASSUNTO = "outro_assunto"
    DUVIDA = "duvida"
    VENCIDA = "vencida"
    SETOR = "setor"
    SEM_VALOR = "sem_valor"
    DE_UM_SO = "de_um_so"


# Nothing that was found says it.
ABOUT_ANOTHER = (Motivo.DISTANTE, Motivo.OUTRO_ASSUNTO)


@dataclass(frozen=True, slots=True)
class Candidata:
    """An approved answer, as it stands in the store, and how alike its question is. `semantica` False: by words.

    A mensagem is of no `intencao`.
    """

    tipo: TipoFonte
    id: str
    rotulo: str
    conhecida: Conhecida
    setor: Setor
    vencida: bool
    pontuacao: float
    semantica: bool = True
    intencao: Intencao | None = None

    @property
    def fonte(self) -> Fonte:
        return Fonte(tipo=self.tipo, id=self.id, pontuacao=round(self.pontuacao, 4), rotulo=self.rotulo)


@dataclass(frozen=True, slots=True)
class Escolha:
    """The answer with its variables filled in and what it cites, or why there is none."""

    texto: str = ""
    fonte: Fonte | None = None
    motivo: Motivo | None = None


def refusal(conta: Conta, texto: str, classificacao: Classificacao) -> Motivo | None:
    """Why nothing may be given by itself, whatever was approved."""
    intencao = classificacao.intencao
    if not conta.chamados.resposta_automatica:
        return Motivo.DESLIGADA
    if classificacao.clinica:
        return Motivo.CLINICA
    if classificacao.continua:
        return Motivo.CONTINUA
    if intencao in _DE_PESSOAS or not _NEVER.isdisjoint(classificacao.intencoes):
        return Motivo.DE_PESSOA
    if asks_twice(texto):
        return Motivo.VARIOS
    return _urgent_or_own(classificacao)


def _urgent_or_own(classificacao: Classificacao) -> Motivo | None:
    """Urgency beats everything but a boleto that needs no person."""
    is_faq = classificacao.resposta_automatica
    is_boleto = is_faq and classificacao.intencao is Intencao.SEGUNDA_VIA_BOLETO
    if classificacao.prioridade is Prioridade.CRITICA:
        return Motivo.URGENTE
    if classificacao.prioridade is Prioridade.ALTA and not is_boleto:
        return Motivo.URGENTE
    return Motivo.INDIVIDUAL if classificacao.intencao in POR_INTENCAO and not is_faq else None


def choose(
    candidatas: Sequence[Candidata], texto: str, classificacao: Classificacao, *, conta: Conta, nome: str
) -> Escolha:
    """The one that surely fits. An answer of the conta's goes before what one person once wrote to another."""
    question = essence(texto)
    ranked = sorted(candidatas, key=lambda one: -one.pontuacao - _MARGIN * _is_of_conta(one))
    judged = [(one, _obstacle(one, question, classificacao, conta=conta)) for one in ranked]
    fitting = [one for one, obstacle in judged if obstacle is None]
    if not fitting:
        return Escolha(motivo=_telling([obstacle for _, obstacle in judged if obstacle]))
    best = fitting[0]
    if any(_rivals(best, other) for other in fitting[1:]):
        return Escolha(motivo=Motivo.DUVIDA)
    return as_escolha(best, conta, nome)


def _telling(obstacles: Sequence[Motivo]) -> Motivo:
    """What stopped one that is about this matter, else what stopped the likest."""
    of_matter = (one for one in obstacles if one not in ABOUT_ANOTHER)
    return next(of_matter, obstacles[0] if obstacles else Motivo.SEM_APROVADA)


def is_only_that(classificacao: Classificacao) -> bool:
    """Whether nothing is asked beside what the intention alone answers."""
    return _BESIDE.issuperset(classificacao.intencoes)


def as_escolha(candidata: Candidata, conta: Conta, nome: str) -> Escolha:
    filled = fill(candidata.conhecida.resposta, conta, nome)
    if filled is None:
        return Escolha(motivo=Motivo.SEM_VALOR)
    return Escolha(filled, candidata.fonte)


def _is_of_conta(candidata: Candidata) -> bool:
    return candidata.tipo is TipoFonte.RESPOSTA


def _rivals(best: Candidata, other: Candidata) -> bool:
    """Whether it says something else and is as near: among answers of one kind, since the conta's own go first."""
    same = key_of(best.conhecida.resposta) == key_of(other.conhecida.resposta)
    near = best.pontuacao - other.pontuacao < _MARGIN
    return near and not same and best.tipo is other.tipo


def _obstacle(
    candidata: Candidata, question: str, classificacao: Classificacao, *, conta: Conta
) -> Motivo | None:
    if differs(question, candidata.conhecida):
        return Motivo.OUTRO_ASSUNTO
    is_near = candidata.pontuacao >= _least(candidata, classificacao)
    if not is_near or not leaves_nothing(question, candidata.conhecida):
        return Motivo.DISTANTE
    if motivo := _of_one_alone(candidata, question, conta):
        return motivo
    if candidata.vencida:
        return Motivo.VENCIDA
    return Motivo.SETOR if contradicts(candidata.setor, classificacao.setor) else None


def _least(candidata: Candidata, classificacao: Classificacao) -> float:
    least = _LEAST if candidata.semantica else _LEAST_BY_WORDS
    is_unsure = classificacao.intencao in _FAQ and not classificacao.resposta_automatica
    return least + _UNSURE if is_unsure else least


def _of_one_alone(candidata: Candidata, question: str, conta: Conta) -> Motivo | None:
    """Either the question is about the asker alone, or what a person wrote was meant for one reader."""
    asked = candidata.conhecida.perguntas
    if is_own_matter(question) and (not _is_of_conta(candidata) or not any(map(is_own_matter, asked))):
        return Motivo.INDIVIDUAL
    reusable = _is_of_conta(candidata) or is_reusable(candidata.conhecida.resposta, conta.chamados.variaveis)
    return None if reusable else Motivo.DE_UM_SO


def contradicts(um: Setor, outro: Setor) -> bool:
    """Two setores that are not one; `geral` is anybody's."""
    return um is not outro and Setor.GERAL not in (um, outro) and {um, outro} != _AKIN
