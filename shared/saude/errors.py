"""What can go wrong with a score or a daily run."""

from shared.kit.errors import Conflict, NotFound


class RodadaNotFound(NotFound):
    slug, title = "rodada-nao-encontrada", "Rodada não encontrada"
    default_detail = "Não houve cálculo de saúde neste dia."


class SemSaude(NotFound):
    slug, title = "sem-saude", "Cliente sem score"
    default_detail = (
        "Este cliente não está em um funil ativo (CS | ONBOARDING, CS | ONGOING ou CS | BRADESCO), "
        "por isso não tem score de saúde."
    )


class DadosIlegiveis(Conflict):
    slug, title = "dados-ilegiveis", "Dados ilegíveis"
    default_detail = "Os dados de atividade deste cliente não puderam ser lidos. Já registramos o problema."
