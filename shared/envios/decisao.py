"""The gate's rule, pure: may this message leave now, by which provider, as what, and if not, why and until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.envios.models import Decisao, Envio
from shared.kit.canais import Provedor


@dataclass(frozen=True, slots=True)
class Contexto:
    """What the gate knows at `agora`. `enderecos` is where each usable provider of the conta reaches the person, in the
    conta's order, without those that were tried and certainly failed. `ultima_entrada` is the last inbound message of
    the person by provider. `enviados_em` are the instants of the proactive messages of the last seven days.
    `outros` are the keys of envios to this person that say the same and are on their way (duplicates).
    """

    conta: Conta
    cliente: Cliente
    suprimido: bool
    enderecos: Mapping[Provedor, str]
    agora: datetime
    ultima_entrada: Mapping[Provedor, datetime] = field(default_factory=dict)
    enviados_em: Sequence[datetime] = ()
    outros: Sequence[str] = ()


def decide(envio: Envio, contexto: Contexto) -> Decisao:
    """In this order (design §8): opt-out → consent for the purpose → duplicate → quiet hours and holidays in the
    cliente's zone → frequency → 24-hour window → channel and address."""
    raise NotImplementedError
