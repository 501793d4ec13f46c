"""A score with all that is told of it: the view that every route shows of one."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, PlainSerializer

from shared.kit.models import Document
from shared.saude.classe import Categoria, Pilar
from shared.saude.explicacao import Linha, TipoLinha, explain
from shared.saude.medidas import Medidas
from shared.saude.perfil_models import Medida, Perfil
from shared.saude.recomendacao import Recomendacao, recommend
from shared.saude.score import score

# Exact in code; as a JSON number, a decimal of at most six places.
Pontos = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]


class LinhaExplicada(Document):
    """`pontos` is what the line adds to the score; those of all lines add up to it."""

    tipo: TipoLinha
    pilar: Pilar | None
    medida: Medida | None
    texto: str
    pontos: Pontos
    sem_dados: bool

    @classmethod
    def of(cls, linha: Linha) -> Self:
        return cls(
            tipo=linha.tipo,
            pilar=linha.pilar,
            medida=linha.medida,
            texto=linha.texto,
            pontos=linha.pontos,
            sem_dados=linha.sem_dados,
        )


class ScoreExplicado(Document):
    perfil: str
    score: float
    bruto: float
    categoria: Categoria
    pilares: dict[Pilar, float]
    sem_dados: bool
    explicacao: Annotated[tuple[LinhaExplicada, ...], Field(description="As linhas somam o score.")]
    recomendacao: Recomendacao


def explained(medidas: Medidas, perfil: Perfil) -> ScoreExplicado:
    resultado = score(medidas, perfil)
    return ScoreExplicado(
        perfil=perfil.id,
        score=resultado.score,
        bruto=resultado.bruto,
        categoria=resultado.categoria,
        pilares=dict(resultado.pilares),
        sem_dados=resultado.sem_dados,
        explicacao=tuple(map(LinhaExplicada.of, explain(medidas, resultado, perfil))),
        recomendacao=recommend(medidas, resultado, perfil),
    )
