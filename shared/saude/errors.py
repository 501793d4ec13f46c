"""What can go wrong with a score or a daily run."""

from shared.kit.errors import NotFound


class RodadaNotFound(NotFound):
    slug, title = "rodada-nao-encontrada", "Rodada não encontrada"
    default_detail = "Não houve cálculo de saúde neste dia."
