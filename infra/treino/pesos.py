"""From labelled texts to the file of weights that `shared.chamados.modelo` loads."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np

from infra.treino.ajuste import Ajuste, Matrix, fit, one_hot
from infra.treino.dados import Exemplo
from shared.chamados.classe import Intencao, Prioridade, Setor
from shared.chamados.indicios import read_pedido
from shared.chamados.modelo import Medidas, pair_features, size_of, word_features
from shared.chamados.rotulos import AUTOMATICAS, PRIORIDADES_DE, SETORES
from shared.chamados.sinais import known_names, sinais_de

CABECAS: dict[str, tuple[str, ...]] = {
    "intencao": tuple(Intencao),
    "setor": tuple(Setor),
    "prioridade": tuple(Prioridade),
    "resposta_automatica": ("false", "true"),
}
_FIRST, _OTHERS = ("intencao",), ("setor", "prioridade", "resposta_automatica")
_BOUNDS: dict[str, Mapping[Intencao, Sequence[str]]] = {
    "setor": SETORES,
    "prioridade": PRIORIDADES_DE,
    "resposta_automatica": AUTOMATICAS,
}
# By five-fold cross-validation over the texts; how many rows, and the weight of signs, by labelled texts beside them.
MEDIDAS = Medidas(casas=16_384, palavra=1.0, par=0.3, pedaco=1.5, sinal=0.55)
RIDGE = 1e-4
_LARGEST = 127


def train(exemplos: Sequence[Exemplo], *, medidas: Medidas = MEDIDAS, ridge: float = RIDGE) -> bytes:
    """The file's bytes: the same texts give the same ones."""
    sinais = (*known_names(), *(f"={intencao}" for intencao in Intencao))
    features = _features([exemplo.texto for exemplo in exemplos], medidas, sinais)
    products = features @ features.T  # still without the intentions, which the first head is to find
    alone = _fit(products, exemplos, _FIRST, ridge)
    told = (
        one_hot([[exemplo.rotulos["intencao"]] for exemplo in exemplos], CABECAS["intencao"]) * medidas.sinal
    )
    knowing = _fit(products + told @ told.T, exemplos, _OTHERS, ridge)
    finding = features.T @ alone.duais
    features[:, -told.shape[1] :] = told
    weights = np.hstack([finding, features.T @ knowing.duais])
    return _packed(weights, np.concatenate([alone.vieses, knowing.vieses]), medidas, sinais)


def _fit(products: Matrix, exemplos: Sequence[Exemplo], cabecas: Sequence[str], ridge: float) -> Ajuste:
    targets = [one_hot([[exemplo.rotulos[name]] for exemplo in exemplos], CABECAS[name]) for name in cabecas]
    allowed = [one_hot([_open(exemplo, name) for exemplo in exemplos], CABECAS[name]) for name in cabecas]
    return fit(products, targets, allowed, ridge=ridge)


def _open(exemplo: Exemplo, cabeca: str) -> Sequence[str]:
    """The labels that the rules leave open for a text of this intention; its own is always among them."""
    bounds = _BOUNDS.get(cabeca)
    among = bounds.get(Intencao(exemplo.rotulos["intencao"]), ()) if bounds else CABECAS[cabeca]
    return (*among, exemplo.rotulos[cabeca])


def _features(textos: Sequence[str], medidas: Medidas, sinais: Sequence[str]) -> Matrix:
    rows = np.zeros((len(textos), medidas.casas + len(sinais)))
    places = {sinal: medidas.casas + at for at, sinal in enumerate(sinais)}
    for row, texto in zip(rows, textos, strict=True):
        lido = read_pedido(texto)
        words = lido.norma.split()
        size = size_of(words)
        for word in sorted(set(words)):
            for at, value in word_features(word, medidas):
                row[at] += value / size
        for at, value in pair_features(words, medidas):
            row[at] += value / size
        for sinal in sorted(sinais_de(lido)):
            row[places[sinal]] += medidas.sinal
    return rows


def _packed(weights: Matrix, biases: Matrix, medidas: Medidas, sinais: Sequence[str]) -> bytes:
    """Rounded to signed bytes, each label by its own scale."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-9) / _LARGEST
    told = {
        "v": 1,
        "medidas": asdict(medidas),
        "cabecas": CABECAS,
        "sinais": list(sinais),
        "escalas": [float(f"{scale:.6g}") for scale in scales],
        "vieses": [round(float(bias), 5) for bias in biases],
    }
    head = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    body: bytes = np.rint(weights / scales).astype(np.int8).tobytes()
    return head.encode() + b"\n" + body
