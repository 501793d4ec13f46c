"""What may go wrong with an atendimento, as people are told."""

from shared.kit.errors import Conflict, NotFound


class AtendimentoNotFound(NotFound):
    slug, title = "atendimento-nao-encontrado", "Atendimento não encontrado"
    default_detail = "Não há um atendimento com este id."


class MudancaRecusada(Conflict):
    slug, title = "mudanca-recusada", "Mudança recusada"
