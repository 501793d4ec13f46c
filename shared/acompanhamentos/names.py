"""The names that triggers, services and the flow agree on; apart because they cost nothing to import."""

FLOW = "acompanhamento"
FAZER_CONTATO = "fazer_contato"
ENCERRAR_ACOMPANHAMENTO = "encerrar_acompanhamento"
# The one event of the flow: the document has changed, look at it now.
ENCERRAR = "encerrar"


def instance_id(conta: str, relato_id: str) -> str:
    """Deterministic, at most 100 characters: one flow for one relato, however often it is started."""
    return f"{FLOW}-{conta}-{relato_id}"
