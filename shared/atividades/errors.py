"""What can go wrong with atividades, in the words of who sends them or asks for logins."""

from shared.kit.errors import InvalidInput, NotFound


class LoteReused(InvalidInput):
    """The same `lote_id` or `Idempotency-Key` came with another body."""

    slug, title = "lote-reutilizado", "Lote reutilizado"
    default_detail = (
        "Este lote_id ou Idempotency-Key já veio com outro conteúdo. Gere um novo para um envio novo."
    )


class TenantNotFound(NotFound):
    slug, title = "tenant-nao-encontrado", "Tenant não encontrado"
    default_detail = "Nenhum cliente desta conta tem este tenant_id."
