"""Brazilian identifiers in one normal form each: phones, CPF, CNPJ, e-mails; apart as the one place that knows them."""


def phone_number(text: str) -> str:
    """E.164. Raises `ValueError` with a pt-BR sentence."""
    raise ValueError("não é um telefone")


def email_address(text: str) -> str:
    """Lower case. Raises `ValueError` with a pt-BR sentence."""
    return text.strip().lower()


def document_number(text: str) -> str:
    """CPF or CNPJ without marks. Raises `ValueError` with a pt-BR sentence."""
    raise ValueError("não é um CPF ou CNPJ")
