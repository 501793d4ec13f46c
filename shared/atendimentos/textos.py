"""What people read about an appointment: as little as serves, warm, and right at the moment of leaving; pure.

WhatsApp's bold is one asterisk on each side. Health is nobody's to read over a shoulder: no specialty, no name of
who treats, unless the conta wants so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.atendimentos.dizeres import day_in_words, first_name, hour_in_words, in_words, plainly
from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.clientes.models import SEM_NOME
from shared.contas.atendimentos import Autocancelar
from shared.contas.models import Conta
from shared.kit.nomes import share_first_name
from shared.kit.texto import key_of, squeeze
from shared.perguntas.models import Opcao

CONFIRMAR = Opcao(id="confirmar", titulo="Confirmar", numero=1)
CANCELAR = Opcao(id="cancelar", titulo="Cancelar", numero=0)
REMARCAR = Opcao(id="remarcar", titulo="Remarcar", numero=2)
OPCOES = (CONFIRMAR, CANCELAR, REMARCAR)

RESPONDA = "Responda 1 para confirmar, 0 para cancelar ou 2 para remarcar."
_LIBERADO = "Sem a sua resposta, este horário poderá ser oferecido a outra pessoa."
_OUTRO = "Se quiser marcar outro, é só escrever para nós."
_IMPREVISTO = "Se surgir um imprevisto, é só responder por aqui."
_EQUIPE = "Uma pessoa da equipe vai falar com você"
# To who has nothing to do with the appointment any more: it says nothing of it.
ENCERRADA = (
    "Esta pergunta já foi encerrada, então a sua resposta não mudou nada. "
    "Se precisar de algo, escreva para nós que uma pessoa da equipe responde."
)
HORARIO_TOMADO = "Esse horário acabou de ser preenchido, desculpe!"
_LINE = 200


@dataclass(frozen=True, slots=True)
class Assunto:
    """What is spoken of, to whom (`nome`, as the cadastro has it) and when."""

    at: Atendimento
    conta: Conta
    now: datetime
    nome: str | None = None

    @property
    def outro(self) -> str:
        """The first name of who comes, where that is not who reads this; else empty."""
        if self.nome != SEM_NOME and share_first_name(self.nome, self.at.nome_paciente):
            return ""
        return first_name(self.at.nome_paciente)

    @property
    def horario(self) -> str:
        """`o seu horário`, `o horário de Pedro`."""
        return f"o horário de {self.outro}" if self.outro else "o seu horário"

    @property
    def quando(self) -> str:
        return f"*{in_words(self.at.data_consulta, self.at.fuso, self.now)}*"


def request(assunto: Assunto, *, is_last_word: bool = False) -> str:
    """The first question. With `is_last_word` no other notice follows, so what to prepare for is said now."""
    said = _greeting(assunto, f"{_capital(assunto.horario)} está marcado para {assunto.quando}.")
    return _joined(_about(assunto, said, is_last_word=is_last_word), _question(assunto))


def reminder(assunto: Assunto) -> str:
    """To who was asked and is silent."""
    said = (
        f"Passando para lembrar: {assunto.horario} é {assunto.quando}, e ainda não recebemos a confirmação."
    )
    return _joined(_about(assunto, _greeting(assunto, said)), _question(assunto), _warning(assunto))


def last_notice(assunto: Assunto) -> str:
    """The last one, to who has not confirmed."""
    said = f"{_capital(assunto.horario)} é {assunto.quando}, e ainda não recebemos a confirmação."
    whole = _about(assunto, _greeting(assunto, said), is_last_word=True)
    return _joined(whole, _question(assunto), _warning(assunto))


def plain_notice(assunto: Assunto) -> str:
    """The last one, to who has confirmed: it asks nothing."""
    said = f"Passando para lembrar: {assunto.horario} é {assunto.quando}."
    return _joined(
        _about(assunto, _greeting(assunto, said), is_last_word=True),
        f"Esperamos por {assunto.outro or 'você'}! {_IMPREVISTO}",
    )


def confirmed(assunto: Assunto) -> str:
    said = (
        f"Presença confirmada{_vocative(assunto)}! Esperamos por {assunto.outro or 'você'} {assunto.quando}."
    )
    return _joined(_about(assunto, said, is_last_word=True), _IMPREVISTO)


def cancelled(assunto: Assunto) -> str:
    return f"Tudo bem{_vocative(assunto)}: {assunto.horario} de {assunto.quando} foi cancelado. {_OUTRO}"


def rescheduling(assunto: Assunto) -> str:
    """Another hour is wanted, and a person will see to it."""
    said = f"Certo{_vocative(assunto)}! Vamos remarcar {assunto.horario} de {assunto.quando}."
    return f"{said} {_EQUIPE} para combinar a nova data."


def rescheduled(assunto: Assunto) -> str:
    """The new hour is agreed."""
    said = f"Pronto{_vocative(assunto)}! {_capital(assunto.horario)} agora é {assunto.quando}."
    return _joined(_about(assunto, said, is_last_word=True), _IMPREVISTO)


def doubt(assunto: Assunto) -> str:
    said = f"Recebemos a sua mensagem{_vocative(assunto)}. {_EQUIPE} para responder."
    return f"{said} {_capital(assunto.horario)} continua marcado para {assunto.quando}."


def ask_again(assunto: Assunto) -> str:
    """The one short question where an answer was not understood."""
    when = f"{assunto.horario} de {assunto.quando}"
    return f"Desculpe, não entendi a sua resposta sobre {when}. {RESPONDA}"


def seen_to(assunto: Assunto) -> str:
    """Not understood again: a person answers, and nothing was changed."""
    said = f"{_EQUIPE} sobre {assunto.horario} de {assunto.quando}."
    return f"{said} Até lá, ele continua como está."


def stale(assunto: Assunto) -> str:
    """The button pressed, or the number typed, was of an hour that is not this one's any more."""
    at = assunto.at
    if at.status_confirmacao is StatusConfirmacao.CANCELADO:
        return f"Este horário já foi cancelado, então a sua resposta não mudou nada. {_OUTRO}"
    if at.is_over or assunto.now >= at.data_consulta:
        return f"Este horário já passou, então a sua resposta não mudou nada. {_OUTRO}"
    is_moved = at.versao > 1
    said = f"{assunto.horario} {'agora é' if is_moved else 'continua marcado para'} {assunto.quando}"
    said = f"Este horário mudou: {said}" if is_moved else _capital(said)
    said = f"{said}. A sua resposta não alterou nada."
    return f"{said} {RESPONDA}" if at.is_asking else said


def freed(assunto: Assunto) -> str:
    """Nobody answered, and the conta gives such hours to somebody else."""
    said = f"Como não recebemos a confirmação, {assunto.horario} de {assunto.quando} foi cancelado."
    return f"{_greeting(assunto, said)} {_OUTRO}"


def hours_to_choose(assunto: Assunto, hours: Sequence[datetime], *, lead: str = "") -> str:
    """Free hours, numbered from 1, and last that none of them will do."""
    fuso = assunto.at.fuso
    lines = [f"{numero} - {plainly(inicio, fuso)}" for numero, inicio in enumerate(hours, start=1)]
    said = lead or f"Certo{_vocative(assunto)}! Vamos remarcar {assunto.horario}."
    asked = "Qual destes horários fica melhor? Responda com o número."
    return "\n".join((f"{said} {asked}", *lines, f"{len(hours) + 1} - Nenhum serve, quero ver outros"))


def freed_hour(at: Atendimento) -> str:
    """What the team reads of an hour that is nobody's any more."""
    who = f" com {at.nome_medico}" if at.nome_medico else ""
    return f"Horário livre{who}: {plainly(at.data_consulta, at.fuso)}"[:_LINE]


def which_of(assuntos: Sequence[Assunto]) -> str:
    """Which of several appointments an answer is about, numbered from 1."""
    lines = [f"{numero} - {_listed(one)}" for numero, one in enumerate(assuntos, start=1)]
    return "\n".join(("A sua resposta é sobre qual destes horários?", *lines))


def about_question(assunto: Assunto) -> str:
    """How the question is called where several are open, which may be days later."""
    return f"Horário de {_listed(assunto)}"


def variables(assunto: Assunto) -> dict[str, str]:
    """What a template may name, each on one line; none is empty."""
    at = assunto.at
    known = {
        "nome": first_name(assunto.nome) or first_name(at.nome_paciente),
        "paciente": first_name(at.nome_paciente),
        "dia": day_in_words(at.data_consulta, at.fuso, assunto.now),
        "hora": hour_in_words(at.data_consulta, at.fuso),
        "local": _place(assunto) or assunto.conta.nome,
        "profissional": _who(assunto),
        "preparo": preparation(assunto),
    }
    lines = {name: squeeze(value)[:_LINE].strip() for name, value in known.items()}
    return {name: line for name, line in lines.items() if line}


def preparation(assunto: Assunto) -> str:
    """What the conta asks of who comes for this procedure; empty where it asks nothing."""
    wanted = key_of(assunto.at.procedimento)
    preparos = assunto.conta.atendimentos.preparos
    return next((texto for nome, texto in preparos.items() if wanted and key_of(nome) == wanted), "")


def _about(assunto: Assunto, said: str, *, is_last_word: bool = False) -> str:
    """With the name of the conta over it, and where, with whom and after what under it."""
    place, who = _place(assunto), _who(assunto)
    preparo = preparation(assunto) if is_last_word else ""
    lines = (
        f"*{assunto.conta.nome}*" if assunto.conta.nome else "",
        said,
        f"Local: {place}" if place else "",
        f"Com: {who}" if who else "",
        f"Preparo: {preparo}" if preparo else "",
    )
    return "\n".join(line for line in lines if line)


def _greeting(assunto: Assunto, said: str) -> str:
    nome = first_name(assunto.nome)
    return f"Olá, {nome}! {said}" if nome else f"Olá! {said}"


def _vocative(assunto: Assunto) -> str:
    nome = first_name(assunto.nome)
    return f", {nome}" if nome else ""


def _question(assunto: Assunto) -> str:
    whose = f"a presença de {assunto.outro}" if assunto.outro else "a sua presença"
    return f"Você confirma {whose}? {RESPONDA}"


def _warning(assunto: Assunto) -> str:
    return _LIBERADO if assunto.conta.atendimentos.autocancelar is Autocancelar.CANCELAR else ""


def _place(assunto: Assunto) -> str:
    return squeeze(assunto.at.local or assunto.conta.atendimentos.local)


def _who(assunto: Assunto) -> str:
    if not assunto.conta.atendimentos.mostrar_profissional:
        return ""
    named = (squeeze(assunto.at.nome_medico), squeeze(assunto.at.especialidade))
    return ", ".join(one for one in named if one)


def _listed(assunto: Assunto) -> str:
    when = plainly(assunto.at.data_consulta, assunto.at.fuso)
    return f"{assunto.outro}: {when}" if assunto.outro else when


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
