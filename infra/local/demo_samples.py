"""The six stories of the demonstration: what an attendant posts, what happens next and how each must end.

Apart from what tells them, because these are words and expectations, and telling is work.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from shared.kit.holidays import is_business_day, next_business_day

DAYS = 31
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """What happens on day `day` after a relato was posted, in the afternoon.

    A POST to `/relatos/{id}/rota`; or, with `rota` "whatsapp", a message of the cliente's as Meta's webhook brings it.
    """

    day: int
    rota: str
    body: Mapping[str, str]
    told: str


@dataclass(frozen=True, slots=True)
class Story:
    """`opening` is how it stands when it is posted, `title` what becomes of it in 31 days.

    `texto` may hold `{conversa}`, the day of the conversation, `conversa_ha` days ago.
    `contatos`, `vencidos` and `resultado` are what the demonstration checks at its end; `promised` says that
    the contatos come from a promise and not from the cadence.
    """

    key: str
    opening: str
    title: str
    texto: str
    contatos: int
    resultado: str
    cliente: Mapping[str, str] = field(default_factory=dict)
    conversa_ha: int = 0
    vencidos: int = 0
    promised: bool = False
    event: Event | None = None

    def body(self, today: date) -> dict[str, Any]:
        """The body of `POST /relatos`, the same on every run that starts from the same day."""
        conversa = today - timedelta(days=self.conversa_ha)
        return {
            "texto": self.texto.format(conversa=f"{conversa:%d/%m/%Y}"),
            "cliente": dict(self.cliente),
            "data_referencia": today.isoformat(),
        }


STORIES = (
    Story(
        key="marina",
        opening="orçamento em aberto",
        title="ninguém responde",
        texto=(
            "Marina Duarte veio hoje avaliar lentes de contato dental, 8 elementos. Passei R$ 9.600,00, à vista "
            "no pix ou em 12x de 800 no cartão. Adorou a simulação, mas quer conversar com o marido antes de "
            "decidir. Ass. Renata"
        ),
        cliente={"nome": "Marina Duarte", "telefone": "(62) 90000-0001"},
        contatos=3,
        resultado="sem_resposta",
    ),
    Story(
        key="paulo",
        opening="comparando com outra clínica",
        title="responde no dia 4",
        texto=(
            "Atendi o Paulo Sérgio Nunes pelo whats. Implante + coroa, orçamento de 5,6k em ate 10x no cartao. "
            "Disse que ta vendo com outra clinica tb. Renata"
        ),
        cliente={"nome": "Paulo Sérgio Nunes", "telefone": "(62) 90000-0002"},
        contatos=1,
        resultado="respondeu",
        event=Event(
            day=4,
            rota="whatsapp",
            body={"texto": "Oi, Renata! Consegue me atender na quinta?"},
            told="respondeu pelo WhatsApp: a mensagem chegou assinada, como as da Meta",
        ),
    ),
    Story(
        key="joao",
        opening="retorno combinado para daqui a 30 dias",
        title="retorno combinado",
        texto=(
            "Recebi um contato do Sr. João, interessado em facetas de porcelana. Apresentei um orçamento inicial "
            "de R$5000, à vista com um desconto de 10%, ou parcelado em até 5 vezes no cartão de crédito. "
            "Combinei de entrar em contato novamente em 30 dias para verificar se ele tomou uma decisão. Dr. Carlos"
        ),
        contatos=1,
        resultado="sem_resposta",
        promised=True,
    ),
    Story(
        key="camila",
        opening="vendo se cabe no orçamento",
        title="fecha no dia 14",
        texto=(
            "Camila Prado, aparelho autoligado. Instalação 400 + 24 mensalidades de 180 no boleto. Ficou animada, "
            "vai ver se cabe no orçamento da família. Bianca"
        ),
        cliente={"nome": "Camila Prado", "email": "camila@exemplo.com.br"},
        contatos=2,
        resultado="convertido",
        event=Event(
            day=14,
            rota="desfecho",
            body={"tipo": "convertido"},
            told="fechou o tratamento (desfecho: convertido)",
        ),
    ),
    Story(
        key="osvaldo",
        opening="relato que chegou atrasado",
        title="relato atrasado",
        texto=(
            "{conversa}. Seu Osvaldo quer trocar a dentadura de baixo, que está frouxa. Passei 3.200 à vista ou "
            "4x no boleto. O relato tinha ficado só na agenda de papel. Regiane"
        ),
        conversa_ha=60,
        contatos=1,
        vencidos=2,
        resultado="sem_resposta",
    ),
    Story(
        key="beatriz",
        opening="não quer contato",
        title="não quer contato",
        texto=(
            "Beatriz Lemos perguntou o preço do clareamento caseiro, passei R$ 890,00. Achou caro e pediu para "
            "não entrarmos mais em contato com ela. Renata"
        ),
        cliente={"nome": "Beatriz Lemos"},
        contatos=0,
        resultado="nao_contatar",
    ),
)


def reference_day(after: date) -> date:
    """The first business day later than `after` that shows all in 31 days: its day 30 is moved, to day 31.

    The other contatos fall at most a day after their nominal days: that of day 3 comes before the reply of day 4,
    that of day 10 before the outcome of day 14.
    """
    day = after + _ONE_DAY
    while not (is_business_day(day) and _late_by(day, 30) == _ONE_DAY and _is_on_time(day)):
        day += _ONE_DAY
    return day


def _is_on_time(day: date) -> bool:
    return all(_late_by(day, days) <= _ONE_DAY for days in (3, 10))


def _late_by(day: date, days: int) -> timedelta:
    nominal = day + timedelta(days=days)
    return next_business_day(nominal) - nominal
