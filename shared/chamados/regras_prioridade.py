"""How pressing a request is: alarms first, then what the model has learned of its kind."""

from shared.chamados.classe import PRIORIDADES, Intencao, Prioridade
from shared.chamados.indicios import Indicios
from shared.chamados.rotulos import PRIORIDADES_DE
from shared.chamados.sinais import SAUDE, Sinal

_SEM_DOR = tuple(nome for nome in SAUDE if nome != "dor_aguda")
_JURIDICO = ("juridico", "notificacao")
_PARADO = ("parado", "todos_sem")
_SURELY_CRITICAL = 0.6
_MUDA_HORARIO = ("desmarcar", "cancelar_compromisso")
_COMPROMISSO = (*_MUDA_HORARIO, "remarcar", "minha_consulta", "compromisso_hoje", "visita_tecnica")
# A thank-you or the question for a price that names an alarm tells of one; it has none.
_SEM_ALARME = (Intencao.ELOGIO_AGRADECIMENTO, Intencao.ORCAMENTO)


def health_alarm(indicios: Indicios) -> Sinal | None:
    """Somebody's health at risk now; not the reason for which an appointment is called off."""
    if indicios.has(*_MUDA_HORARIO):
        return None
    return indicios.first(*(_SEM_DOR if indicios.has("sem_dor") else SAUDE))


def alarm_of(indicios: Indicios) -> Sinal | None:
    """What makes a text critical whoever reads it: health, people locked in, a legal threat."""
    if alarm := health_alarm(indicios) or indicios.first("preso"):
        return alarm
    return None if indicios.has("juridico_neutro") else indicios.first(*_JURIDICO)


def read_prioridade(indicios: Indicios, intencao: Intencao) -> Prioridade:
    if indicios.is_empty:
        return Prioridade.BAIXA
    if intencao not in _SEM_ALARME and (alarm_of(indicios) or _keeps_alive(indicios, intencao)):
        return Prioridade.CRITICA
    found = _likeliest(indicios, intencao)
    pressing = _is_down(indicios, intencao) or _is_near(indicios, intencao)
    return higher(found, Prioridade.ALTA) if pressing else found


def _likeliest(indicios: Indicios, intencao: Intencao) -> Prioridade:
    """What the model makes of it; critical without an alarm only where it is sure."""
    among = PRIORIDADES_DE[intencao]
    chances = indicios.pontos.given(intencao, "prioridade", among)
    if chances.get(Prioridade.CRITICA, 0.0) < _SURELY_CRITICAL:
        chances.pop(Prioridade.CRITICA, None)
    return Prioridade(max(chances, key=lambda label: chances[label]))


def _is_down(indicios: Indicios, intencao: Intencao) -> bool:
    """A service that nobody can use, or that is cut off until somebody pays."""
    if intencao is Intencao.PROBLEMA_TECNICO:
        return indicios.has(*_PARADO)
    return intencao is Intencao.SEGUNDA_VIA_BOLETO and indicios.has("bloqueado")


def _keeps_alive(indicios: Indicios, intencao: Intencao) -> bool:
    """What somebody's life hangs on has failed."""
    return intencao is Intencao.PROBLEMA_TECNICO and indicios.has("vital")


def _is_near(indicios: Indicios, intencao: Intencao) -> bool:
    """An appointment that one has is today or tomorrow; who looks for one may wait."""
    kept = intencao is Intencao.AGENDAMENTO and indicios.has(*_COMPROMISSO)
    return kept and indicios.has("hoje", "amanha") and not indicios.has("marcar")


def higher(one: Prioridade, other: Prioridade) -> Prioridade:
    return max(one, other, key=PRIORIDADES.index)
