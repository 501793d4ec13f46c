"""What can go wrong with a recebimento and with who brings one."""

from shared.kit.errors import NotFound, Unauthorized


class RecebimentoNotFound(NotFound):
    slug, title = "recebimento-nao-encontrado", "Recebimento não encontrado"
    default_detail = "Não existe recebimento com este identificador nesta conta."


class UnprovenWebhook(Unauthorized):
    """A forged proof, none at all, and a conta that does not exist look the same to who tries."""

    slug, title = "webhook-nao-autenticado", "Webhook não autenticado"
    default_detail = "A assinatura ou o segredo deste webhook não confere."
