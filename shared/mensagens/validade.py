"""What a person's word for an answer does; apart because S2's `PUT`, approvals and lessons all give it."""

from datetime import datetime, timedelta

from shared.contas.models import Conta
from shared.mensagens.models import Validacao


def approval(conta: Conta, now: datetime) -> dict[str, object]:
    """The changes that make a mensagem an approved one, from now on for as long as the conta's answers hold."""
    return {
        "validated_by": Validacao.HUMAN,
        "vale_ate": now + timedelta(days=conta.chamados.validade_dias),
        "sugestao": False,
    }
