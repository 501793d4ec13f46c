"""The morning brief: what each feature knows, made into matters, put in order, told with totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from shared.chamados.models import Chamado
from shared.contas.models import Conta
from shared.kit.clock import Now
from shared.kit.money import format_brl
from shared.pauta.horarios import appointments, free_hours
from shared.pauta.leitura import Fontes, Leitor
from shared.pauta.models import Acao, FiltroPauta, Grupo, ResumoDoDia, TipoAcao, Urgencia
from shared.pauta.orcamentos import quotes
from shared.pauta.ordem import Ponto, pontos, ranked
from shared.pauta.outras import others
from shared.pauta.palavras import Hoje, count, greeting, today_of
from shared.pauta.ports import Contas, Usuarios
from shared.pauta.prazos import deadlines
from shared.pauta.quedas import falls
from shared.tarefas.models import TipoTarefa

_NOMES = {
    TipoAcao.ORCAMENTO: "Orçamentos em aberto",
    TipoAcao.ATENDIMENTO: "Horários a confirmar",
    TipoAcao.CHAMADO: "Chamados no prazo final",
    TipoAcao.CLIENTE: "Clientes em queda",
    TipoAcao.TAREFA: "Outras tarefas",
}
_FREE = "Nada vence hoje e ninguém espera por um retorno seu. Bom trabalho!"


@dataclass(frozen=True)
class PautaService:
    contas: Contas
    leitor: Leitor
    usuarios: Usuarios
    now: Now

    async def today(self, conta_id: str, filtro: FiltroPauta) -> ResumoDoDia:
        return await self.of(await self.contas.load(conta_id), filtro.limite)

    async def of(self, conta: Conta, limite: int) -> ResumoDoDia:
        hoje = day_of(conta, self.now)
        fontes = await self.leitor.read(conta.id, hoje)
        nomes = await self._attendants(conta.id, fontes.chamados.values())
        named = replace(fontes, nomes={**fontes.nomes, **nomes})
        return told(hoje, ranked(matters(named, hoje)), _hidden(fontes), limite)

    async def _attendants(self, conta_id: str, chamados: Iterable[Chamado]) -> dict[str, str]:
        return await self.usuarios.names(
            conta_id, sorted({one.atendente for one in chamados if one.atendente})
        )


def day_of(conta: Conta, now: Now) -> Hoje:
    """The day in the conta's zone, by the hours in which its people work."""
    return today_of(now(), conta.expediente(conta.chamados.expediente))


def matters(fontes: Fontes, hoje: Hoje) -> Iterable[Ponto]:
    for source in (quotes, appointments, free_hours, deadlines, falls, others):
        yield from source(fontes, hoje)


def told(hoje: Hoje, order: Sequence[Ponto], hidden: dict[TipoAcao, int], limite: int) -> ResumoDoDia:
    """`order` as people read it; `hidden` is how many of each type were not even read."""
    shown = order[:limite]
    grupos = tuple(_grupo(tipo, order, shown, hidden.get(tipo, 0)) for tipo in TipoAcao)
    quantos = len(order) + sum(hidden.values())
    atrasados = sum(one.urgencia is Urgencia.ATRASADO for one in order)
    valor = _sum(order)
    return ResumoDoDia(
        dia=hoje.dia,
        fuso=hoje.fuso,
        saudacao=f"{greeting(hoje)} {_summary(quantos, atrasados, valor)}",
        quantos=quantos,
        atrasados=atrasados,
        valor_em_risco=valor,
        grupos=tuple(grupo for grupo in grupos if grupo.quantos),
        acoes=tuple(_acao(place, ponto) for place, ponto in enumerate(shown, start=1)),
        de_fora=quantos - len(shown),
    )


def _summary(quantos: int, atrasados: int, valor: Decimal) -> str:
    if not quantos:
        return _FREE
    verb = "espera" if quantos == 1 else "esperam"
    money = f", com {format_brl(valor)} em jogo" if valor else ""
    late = f"; {count(atrasados, 'já passou', 'já passaram')} da hora" if atrasados else ""
    return f"{count(quantos, 'assunto', 'assuntos')} {verb} por você hoje{money}{late}."


def _grupo(tipo: TipoAcao, order: Iterable[Ponto], shown: Iterable[Ponto], hidden: int) -> Grupo:
    mine = [one for one in order if one.tipo is tipo]
    return Grupo(
        tipo=tipo,
        nome=_NOMES[tipo],
        quantos=len(mine) + hidden,
        mostrados=sum(one.tipo is tipo for one in shown),
        valor_em_risco=_sum(mine),
        parcial=hidden > 0,
    )


def _sum(order: Iterable[Ponto]) -> Decimal:
    return sum((one.valor for one in order if one.valor is not None), Decimal(0))


def _acao(place: int, ponto: Ponto) -> Acao:
    own = {name: getattr(ponto, name) for name in Acao.model_fields if hasattr(ponto, name)}
    return Acao(**own, posicao=place, pontos=pontos(ponto), valor_em_risco=ponto.valor)


def _hidden(fontes: Fontes) -> dict[TipoAcao, int]:
    """At least so many: what was not read may tell of what was."""
    a_mais = {tipo: lidos.a_mais for tipo, lidos in fontes.tarefas.items()}
    return {
        TipoAcao.ORCAMENTO: max(a_mais[TipoTarefa.CONTATO], fontes.relatos_a_mais),
        TipoAcao.ATENDIMENTO: max(a_mais[TipoTarefa.ATENDIMENTO], fontes.atendimentos_a_mais)
        + a_mais[TipoTarefa.VAGA],
        TipoAcao.CHAMADO: max(a_mais[TipoTarefa.PRAZO], fontes.chamados_a_mais),
        TipoAcao.CLIENTE: a_mais[TipoTarefa.SAUDE],
        TipoAcao.TAREFA: a_mais[TipoTarefa.RESPONDER] + a_mais[TipoTarefa.NUMERO_ERRADO],
    }
