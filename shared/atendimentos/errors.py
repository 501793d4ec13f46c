"""What may go wrong with an atendimento, as people are told."""

from shared.kit.errors import Conflict, InvalidInput, NotFound


class AtendimentoNotFound(NotFound):
    slug, title = "atendimento-nao-encontrado", "Atendimento não encontrado"
    default_detail = "Não há um atendimento com este id."


class MudancaRecusada(Conflict):
    slug, title = "mudanca-recusada", "Mudança recusada"


class AgendaOcupada(Conflict):
    """A new atendimento may not take the number that another has; the hospital's system changes it by PUT."""

    slug, title = "agenda-ocupada", "Número de agenda já usado"
    default_detail = (
        "Já existe um atendimento com este número de agenda. "
        "Para mudá-lo, use PUT /atendimentos/agenda/{número}."
    )


class KeyReused(InvalidInput):
    """The same `Idempotency-Key` came with another body."""

    slug, title = "chave-reutilizada", "Chave de idempotência reutilizada"
    default_detail = (
        "Esta Idempotency-Key já foi usada com outro conteúdo. Gere uma chave nova para um envio novo."
    )


class PessoaEliminada(Conflict):
    """What comes by itself, again and again, brings nobody back who was erased."""

    slug, title = "pessoa-eliminada", "Pessoa eliminada"
    default_detail = (
        "Os dados desta pessoa foram eliminados a pedido dela. "
        "Se ela voltou a ser atendida, cadastre-a de novo antes."
    )


class HorarioTomado(Conflict):
    slug, title = "horario-tomado", "Horário já tomado"
    default_detail = "Este horário acabou de ser preenchido. Escolha outro."


class HorarioIndisponivel(Conflict):
    slug, title = "horario-indisponivel", "Horário indisponível"
    default_detail = "Este horário não está entre os que o profissional atende."


class ReservaNotFound(NotFound):
    slug, title = "reserva-nao-encontrada", "Reserva não encontrada"
    default_detail = "Não há uma reserva com este id, ou ela expirou."


class ProfissionalNotFound(NotFound):
    slug, title = "profissional-nao-encontrado", "Profissional não encontrado"
    default_detail = "A conta não tem um profissional com este nome."
