"""What S4 recommends to do with a cliente of each category, and how soon it matters."""

from dataclasses import dataclass

from shared.saude.classe import Categoria


@dataclass(frozen=True, slots=True)
class Acao:
    """`prioridade` in S4's words; `dias_uteis` is how long it may wait."""

    titulo: str
    prioridade: str
    descricao: str
    dias_uteis: int


_ACOES = {
    Categoria.CAMPEAO: Acao(
        "Oferecer mais",
        "Baixa",
        "Vai muito bem: conte as novidades, peça uma indicação e veja o que mais ajudaria (upsell).",
        10,
    ),
    Categoria.SAUDAVEL: Acao(
        "Monitorar",
        "Média",
        "Está bem: acompanhe as próximas semanas e reforce o que já funciona.",
        5,
    ),
    Categoria.NORMAL: Acao(
        "Marcar uma reunião de alinhamento",
        "Alta",
        "Pode render mais: combine uma conversa para entender as dificuldades e acertar os próximos passos.",
        2,
    ),
    Categoria.CRITICO: Acao(
        "Agir imediatamente",
        "Crítica",
        "Há risco de cancelamento: ligue hoje, ouça o que aconteceu e combine um plano com data.",
        0,
    ),
}
_SEM_DADOS = Acao(
    "Ligar os dados",
    "Média",
    "Ainda não recebemos nenhuma atividade deste cliente: confira a integração antes de tirar conclusões.",
    5,
)


def acao_for(categoria: Categoria, *, sem_dados: bool = False) -> Acao:
    return _SEM_DADOS if sem_dados else _ACOES[categoria]
