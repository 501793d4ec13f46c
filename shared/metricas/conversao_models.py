"""What the métricas of conversion show: from what attendants told to what was won, each with how many it is of."""

from shared.kit.models import Document, Money
from shared.metricas.models import PeriodoMedido


class Orcamentos(Document):
    """Of `n` quotes, `com_valor` say how much, which is `valor` together; None where none does."""

    n: int
    com_valor: int
    valor: Money | None


class DiasAteDesfecho(Document):
    """From the relato to its outcome; None where there is none."""

    n: int
    mediana: float | None


class MedidaConversao(Document):
    """`relatos` came in during the period. Of them, `contatados` were got back to (`contatos_feitos` times), others
    answered; each has ended in one of five ways or is `em_aberto`. `taxa_conversao_pct` is the share of `convertidos`
    among the `taxa_conversao_n` that have ended, None of none.

    `ganhos` and `perdidos` are the quotes whose outcome was told during the period, whenever they came in (`perdidos`
    of no interest too), and `dias_ate_desfecho` is theirs. `abertos` are the quotes without an end now.
    """

    relatos: int
    contatados: int
    contatos_feitos: int
    responderam: int
    convertidos: int
    sem_conversao: dict[str, int]
    em_aberto: int
    taxa_conversao_pct: float | None
    taxa_conversao_n: int
    ganhos: Orcamentos
    perdidos: Orcamentos
    dias_ate_desfecho: DiasAteDesfecho
    abertos: Orcamentos


class ConversaoAtendente(MedidaConversao):
    """`atendente` as the relatos name who attended; None where they name nobody."""

    atendente: str | None


class Conversao(Document):
    """`por_origem` is by how the conta came to know the cliente of the relato; `sem_cliente` where there is none."""

    periodo: PeriodoMedido
    geral: MedidaConversao
    por_atendente: tuple[ConversaoAtendente, ...]
    por_origem: dict[str, MedidaConversao]
