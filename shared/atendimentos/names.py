"""The names that triggers, services and the flow agree on; apart because they cost nothing to import."""

FLOW = "confirmacao"
PROXIMO_AVISO = "proximo_aviso"
FAZER_AVISO = "fazer_aviso"
# The one event of the flow: the document has changed, look at it now.
MUDOU = "mudou"


def instance_id(conta: str, atendimento_id: str) -> str:
    """Deterministic, at most 100 characters: one flow for one atendimento, however often it is started."""
    return f"{FLOW}-{conta}-{atendimento_id}"


def aviso_prefix(atendimento_id: str, versao: int) -> str:
    """How the `chave` of every notice about this hour of it begins."""
    return f"atendimento-{atendimento_id}-{versao}-"


def plain_prefix(atendimento_id: str, versao: int) -> str:
    """How the `chave` of a notice begins that asks nothing, because this hour of it is confirmed."""
    return f"{aviso_prefix(atendimento_id, versao)}confirmado"
