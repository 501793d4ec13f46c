"""What a change of category asks of people: a fall opens one tarefa, a recovery dismisses it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from shared.contas.models import Conta
from shared.kit.clock import local_instant
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.kit.money import format_brl
from shared.saude.acoes import acao_for
from shared.saude.calculo import Mudanca
from shared.saude.medidas import NUNCA, Medidas, Sinal
from shared.saude.ports import Tarefas
from shared.tarefas.models import Tarefa, TipoTarefa

MOTIVO = "queda_de_saude"
_UNREADABLE = (ValueError, TypeError, ArithmeticError)
_log = get_logger(__name__)
_FECHA_AS = 18
_MOST_DAYS = 60  # a conta that works on no day is not waited for
# From how many days of silence on it is told as a reason.
_QUIETO = 7
_SINAIS = (
    ("acessos", "não acessa o sistema", "nenhum acesso registrado até hoje"),
    ("entradas", "não registra entrada de estoque", "nenhuma entrada de estoque registrada até hoje"),
    ("saidas", "não registra saída de estoque", "nenhuma saída de estoque registrada até hoje"),
    ("leads", "não recebe leads", "nenhum lead registrado até hoje"),
)


@dataclass(frozen=True)
class QuedaService:
    open_tarefas: Callable[[str], Tarefas]

    async def tell(self, conta: Conta, mudancas: Sequence[Mudanca], now: datetime) -> int:
        """Open the tarefas of falls, let go those of before; how many falls. Repeatable: each has its id."""
        if not mudancas:
            return 0
        store = self.open_tarefas(conta.id)
        falls = [one for one in mudancas if one.is_fall]
        for one in falls:
            try:
                await store.open(tarefa_of(one, conta, now))
            except _UNREADABLE as error:  # of one cliente, which is not the others'
                extra = {"conta": conta.id, "cliente_id": one.cliente_id, "erro": type(error).__name__}
                _log.error("saude.untold", extra=extra)
        # Those of another category are over: it recovered, or what is worse has its own. A profile ends none.
        standing = {_tarefa_id(one) for one in mudancas}
        told = [one.cliente_id for one in mudancas if not one.is_first and not one.is_by_profile]
        await store.dismiss_saude(told, now, keep=standing)
        return len(falls)

    async def let_go(self, conta_id: str, cliente_ids: Sequence[str], now: datetime) -> None:
        """They have no score any more."""
        if cliente_ids:
            await self.open_tarefas(conta_id).dismiss_saude(cliente_ids, now)


def tarefa_of(mudanca: Mudanca, conta: Conta, now: datetime) -> Tarefa:
    corpo, acao = mudanca.cliente, acao_for(mudanca.para)
    valor = corpo.get("valor")
    return Tarefa(
        id=_tarefa_id(mudanca),
        tipo=TipoTarefa.SAUDE,
        cliente_id=mudanca.cliente_id,
        motivo=MOTIVO,
        cliente=corpo.get("nome"),
        telefone=next(iter(corpo.get("telefones") or ()), None),
        email=next(iter(corpo.get("emails") or ()), None),
        atendente=corpo.get("cs"),
        assunto=_assunto(mudanca),
        explicacao=_explained(mudanca, corpo),
        texto_sugerido=acao.descricao,
        valor=Decimal(str(valor)) if valor is not None else None,
        vence_em=_due(conta, mudanca.desde, acao.dias_uteis, now),
        criada_em=now,
    )


def _tarefa_id(mudanca: Mudanca) -> str:
    return digest_id("saude", mudanca.cliente_id, mudanca.para.value, mudanca.desde.isoformat())


def _assunto(mudanca: Mudanca) -> str:
    points = f"{mudanca.score:.2f}".replace(".", ",")
    if mudanca.de is None:
        return f"Saúde em {mudanca.para} ({points}) na primeira medição"
    if mudanca.outro_perfil:
        return f"Saúde em {mudanca.para} ({points}) pelo novo perfil; antes, {mudanca.de}"
    return f"Saúde caiu de {mudanca.de} para {mudanca.para} ({points})"


def _explained(mudanca: Mudanca, corpo: Mapping[str, Any]) -> str:
    reasons = _reasons(mudanca.medidas)
    why = f"O que pesa: {'; '.join(reasons)}." if reasons else "A atividade dos últimos 30 dias diminuiu."
    money = corpo.get("valor")
    at_risk = f" Em jogo: {format_brl(Decimal(str(money)))} por mês." if money else ""
    return why + at_risk


def _reasons(medidas: Medidas) -> list[str]:
    found = []
    for name, since, never in _SINAIS:
        sinal: Sinal = getattr(medidas, name)
        if sinal.sem_dados or sinal.dias >= NUNCA:
            found.append(never)
        elif sinal.dias > _QUIETO:
            found.append(f"há {sinal.dias} dias {since}")
    if medidas.econversa is False:
        found.append("o eConversa está desligado")
    if medidas.chamados_abertos:
        found.append(_plural(medidas.chamados_abertos, "chamado aberto", "chamados abertos"))
    if medidas.faltas:
        found.append(_plural(medidas.faltas, "falta em 30 dias", "faltas em 30 dias"))
    return found


def _plural(quantity: int, one: str, many: str) -> str:
    return f"{quantity} {one if quantity == 1 else many}"


def _due(conta: Conta, dia: date, dias_uteis: int, now: datetime) -> datetime:
    """The end of the working day so many working days after."""
    expediente = conta.expediente(conta.chamados.expediente)
    day, left = dia, dias_uteis
    for _ in range(_MOST_DAYS):
        if expediente.slot(day) is not None:
            if left == 0:
                break
            left -= 1
        day += timedelta(days=1)
    return max(local_instant(day, _FECHA_AS, conta.fuso), now)
