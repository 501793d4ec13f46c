"""What the API shows of the channels that a conta writes by; no secret is among it."""

from shared.kit.canais import Provedor
from shared.kit.models import Document


class SituacaoCanal(Document):
    """`segredo` is the name of the setting `CANAIS__{segredo}`; `pronto`: what the channel needs is there. `simulado`
    writes the ledger and sends nothing to anybody."""

    provedor: Provedor
    ativo: bool
    remetente: str
    segredo: str
    pronto: bool
    simulado: bool


class CanaisDaConta(Document):
    """In order of preference. `da_instalacao`: the conta chose none, so this is the deployment's default. `endereco` is
    how providers see this installation, "" where it does not say."""

    canais: tuple[SituacaoCanal, ...]
    da_instalacao: bool
    endereco: str
