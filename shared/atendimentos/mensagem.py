"""What is asked of the gate, of the people and of the team about an appointment; pure, made of what was saved."""

import re
from datetime import datetime, timedelta

from shared.atendimentos import textos
from shared.atendimentos.dizeres import plainly
from shared.atendimentos.lembretes import hours_of, is_last_word
from shared.atendimentos.models import Atendimento, Aviso, StatusConfirmacao, TipoAviso
from shared.atendimentos.names import aviso_prefix, plain_prefix
from shared.atendimentos.textos import Assunto
from shared.clientes.models import Finalidade
from shared.envios.models import FORWARD, Acao, BotaoEnvio, Envio, EnvioStatus, Motivo, NovoEnvio
from shared.kit.clock import instant
from shared.kit.ids import digest_id
from shared.perguntas.models import NovaPergunta, Pergunta, TipoPergunta
from shared.tarefas.models import Tarefa, TipoTarefa

SEM_RESPOSTA, SEM_CONTATO, SEM_ESCOLHA = "sem_confirmacao", "sem_contato", "sem_escolha_de_horario"
SEM_CADASTRO = "O atendimento não está ligado a um cadastro com telefone ou e-mail."
NAO_ACEITO = "O pedido de envio não foi aceito. Confira o cadastro da pessoa."
_NAO_AVISADA = "A pessoa não pôde ser avisada deste horário. {} Fale com ela de outro modo."
_SILENCIO = "A pessoa ainda não confirmou que vem. Fale com ela, se possível por telefone."
_ESCOLHA = "A pessoa pediu outro horário e não escolheu nenhum. Combine um com ela, se possível por telefone."
_FALHOU = "Nenhum canal conseguiu entregar a mensagem."
# Ends of an envio that nobody read. One that was cancelled was let go on purpose, and an uncertain one may have left.
_CAME_BACK = (EnvioStatus.RECUSADO, EnvioStatus.FALHOU)
LEFT = tuple(status for status in FORWARD if status is not EnvioStatus.ENVIANDO)
_OURS = re.compile(rf"(?P<versao>\d{{1,9}})-(?:confirmado-)?(?P<tipo>{'|'.join(TipoAviso)})")
_SECOND = timedelta(seconds=1)
_SUBJECT = 200


def chave_of(at: Atendimento, tipo: TipoAviso) -> str:
    """One message of a kind for each hour; one that asks nothing is known by its beginning."""
    if at.is_asking:
        return f"{aviso_prefix(at.id, at.versao)}{tipo}"
    return f"{plain_prefix(at.id, at.versao)}-{tipo}"


def kept_prefix(at: Atendimento) -> str | None:
    """How the `chave` of what may still leave about it begins, now that it is as it is; None where nothing may."""
    if at.is_asking:
        return aviso_prefix(at.id, at.versao)
    is_confirmed = at.status_confirmacao is StatusConfirmacao.CONFIRMADO
    return plain_prefix(at.id, at.versao) if is_confirmed else None


def words_of(assunto: Assunto, tipo: TipoAviso) -> str:
    """Who got nothing yet, because what was sent before came back, is asked as if for the first time."""
    at = assunto.at
    if not at.is_asking:
        return textos.plain_notice(assunto)
    is_first = all(one.voltou for one in at.avisos if one.versao == at.versao)
    if tipo is TipoAviso.ULTIMO and not is_first:
        return textos.last_notice(assunto)
    if tipo is TipoAviso.LEMBRETE and not is_first:
        return textos.reminder(assunto)
    ends = tipo is TipoAviso.ULTIMO or is_last_word(at, assunto.conta, assunto.now)
    return textos.request(assunto, is_last_word=ends)


def question_of(assunto: Assunto, cliente_id: str, chave: str) -> NovaPergunta:
    at = assunto.at
    return NovaPergunta(
        chave=chave,
        tipo=TipoPergunta.CONFIRMACAO,
        cliente_id=cliente_id,
        sobre=f"{Atendimento.CONTAINER}/{at.id}",
        texto=textos.about_question(assunto),
        expira_em=at.data_consulta,
        opcoes=textos.OPCOES,
    )


def envio_of(
    assunto: Assunto, cliente_id: str, *, chave: str, texto: str, pergunta: Pergunta | None = None
) -> NovoEnvio:
    opcoes = pergunta.opcoes if pergunta else ()
    return NovoEnvio(
        chave=chave,
        cliente_id=cliente_id,
        finalidade=Finalidade.LEMBRETES,
        texto=texto,
        assunto=textos.about_question(assunto)[:_SUBJECT],
        botoes=tuple(
            BotaoEnvio(id=pergunta.payload(one), titulo=one.titulo, numero=one.numero)
            for one in opcoes
            if pergunta
        ),
        variaveis=textos.variables(assunto),
        nao_depois_de=good_until(assunto),
        atendimento_id=assunto.at.id,
        pergunta_id=pergunta.id if pergunta else None,
        fuso=assunto.at.fuso,
    )


def good_until(assunto: Assunto) -> datetime:
    """Until when its words are true: the hour itself, or the day on which "amanhã" means that day."""
    midnight = hours_of(assunto.at, assunto.conta).next_day(assunto.now)
    return min(assunto.at.data_consulta, midnight - _SECOND)


def aviso_of(envio: Envio) -> Aviso | None:
    """The message about an appointment that an envio was asked for as; None where it is another."""
    prefix = f"atendimento-{envio.atendimento_id}-"
    ours = _OURS.fullmatch(envio.chave.removeprefix(prefix)) if envio.chave.startswith(prefix) else None
    if ours is None:
        return None
    return Aviso(
        tipo=TipoAviso(ours["tipo"]),
        versao=int(ours["versao"]),
        chave=envio.chave,
        em=envio.criado_em,
        texto=envio.texto,
        voltou=envio.status in _CAME_BACK,
    )


def left_at(envio: Envio) -> datetime | None:
    """When a channel took it; None where none has it."""
    if envio.status not in LEFT:
        return None
    return next((one.em for one in envio.historico if one.status in LEFT), envio.criado_em)


def is_late(envio: Envio) -> bool:
    """Whether it came back because the day was over, and the next kind may do better."""
    return envio.decisao is not None and envio.decisao.motivo is Motivo.TARDE_DEMAIS


def why_back(envio: Envio) -> str:
    """Why the gate or the channel gave it back, as the team reads it."""
    decisao = envio.decisao
    if decisao is None or decisao.acao is not Acao.RECUSAR or not decisao.passos:
        return _FALHOU
    return decisao.passos[-1].explicacao


def tarefa_id(at: Atendimento, versao: int | None = None) -> str:
    """One for each hour: that nobody could be asked, or nobody answered, is told once."""
    return digest_id(Atendimento.CONTAINER, at.id, str(versao or at.versao))


def choice_id(at: Atendimento, since: datetime) -> str:
    """One for each time that somebody asked for another hour."""
    return digest_id(Atendimento.CONTAINER, at.id, SEM_ESCOLHA, instant(since))


def tarefa_of(at: Atendimento, now: datetime, *, motivo: str, detalhe: str = "") -> Tarefa:
    return Tarefa(
        id=tarefa_id(at),
        tipo=TipoTarefa.ATENDIMENTO,
        atendimento_id=at.id,
        cliente_id=at.cliente_id,
        motivo=motivo,
        explicacao=_why(motivo, detalhe),
        cliente=at.nome_paciente,
        telefone=at.telefone,
        email=at.email,
        assunto=f"Atendimento de {plainly(at.data_consulta, at.fuso)}",
        vence_em=at.data_consulta,
        # Who wants another hour still wants one when the old one is over.
        vale_ate=None if motivo == SEM_ESCOLHA else at.data_consulta,
        criada_em=now,
    )


def _why(motivo: str, detalhe: str) -> str:
    if motivo == SEM_CONTATO:
        return _NAO_AVISADA.format(detalhe)
    return _ESCOLHA if motivo == SEM_ESCOLHA else _SILENCIO
