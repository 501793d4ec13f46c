"""What can go wrong with a pergunta."""

from shared.kit.errors import NotFound


class PerguntaNotFound(NotFound):
    slug, title = "pergunta-nao-encontrada", "Pergunta não encontrada"
    default_detail = "Não existe pergunta com este identificador nesta conta."
