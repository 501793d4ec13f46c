"""The score of classified chamados, by the definitions of the labelled set's README; RESUMO is the mean of four.

Apart from the runner because tests assert on it too.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.chamados.classe import PRIORIDADES, Leitura, Prioridade
from shared.chamados.regras import RegrasClassificador

Item = Mapping[str, Any]
FIELDS = ("intencao", "setor", "prioridade", "resposta_automatica")
LABELS = frozenset((*FIELDS, "texto"))


@dataclass
class Report:
    """`wrong` lists what was missed as (field, id, label, prediction)."""

    items: int
    macro_f1: dict[str, float]
    kappa: float
    automatic_f1: float
    wrongly_automatic: list[str] = field(default_factory=list)
    missed_critical: list[str] = field(default_factory=list)
    understated_critical: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str, Any, Any]] = field(default_factory=list)

    @property
    def resumo(self) -> float:
        """The mean of both macro-F1, the weighted kappa of the priority, and F1 of the automatic answer."""
        return (self.macro_f1["intencao"] + self.macro_f1["setor"] + self.kappa + self.automatic_f1) / 4


async def read_chamado(item: Item) -> dict[str, Any]:
    """The prediction for one chamado, made from its text alone."""
    found = await RegrasClassificador().classify(Leitura(item["texto"]))
    return {"id": item["id"]} | found.model_dump(mode="json", include=set(FIELDS))


def score(labelled: Sequence[Item], predicted: Mapping[str, Item]) -> Report:
    """An item without a prediction is wrong in every field."""
    pairs = [(gold, predicted.get(gold["id"], {})) for gold in labelled]
    of = {name: [(gold[name], found.get(name)) for gold, found in pairs] for name in FIELDS}
    report = Report(
        items=len(pairs),
        macro_f1={name: macro_f1(of[name]) for name in ("intencao", "setor", "prioridade")},
        kappa=weighted_kappa(of["prioridade"]),
        automatic_f1=f1_of(True, of["resposta_automatica"]),
    )
    for gold, found in pairs:
        _note(report, gold, found)
    return report


def _note(report: Report, gold: Item, found: Item) -> None:
    said = found.get("prioridade")
    if found.get("resposta_automatica") and not gold["resposta_automatica"]:
        report.wrongly_automatic.append(gold["id"])
    if gold["prioridade"] == Prioridade.CRITICA and said != Prioridade.CRITICA:
        report.missed_critical.append(gold["id"])
        if said in (None, Prioridade.BAIXA):
            report.understated_critical.append(gold["id"])
    report.wrong += [
        (name, gold["id"], gold[name], found.get(name)) for name in FIELDS if found.get(name) != gold[name]
    ]


def macro_f1(pairs: Sequence[tuple[Any, Any]]) -> float:
    """The mean F1 of the labels that occur in the labelled set."""
    labels = {gold for gold, _ in pairs}
    return sum(f1_of(label, pairs) for label in labels) / len(labels) if labels else 0.0


def f1_of(label: Any, pairs: Sequence[tuple[Any, Any]]) -> float:
    hits = sum(gold == found == label for gold, found in pairs)
    said = sum(found == label for _, found in pairs)
    meant = sum(gold == label for gold, _ in pairs)
    return 2 * hits / (said + meant) if said + meant else 0.0


def weighted_kappa(pairs: Sequence[tuple[str, str | None]]) -> float:
    """Cohen's kappa with squared distances between priorities; what has no prediction does not count here."""
    found = [
        (PRIORIDADES.index(Prioridade(gold)), PRIORIDADES.index(Prioridade(got)))
        for gold, got in pairs
        if got
    ]
    golds, gots = Counter(gold for gold, _ in found), Counter(got for _, got in found)
    by_chance = sum(golds[one] * gots[other] * (one - other) ** 2 for one in golds for other in gots)
    seen = sum((gold - got) ** 2 for gold, got in found)
    return 1 - seen * len(found) / by_chance if by_chance else 0.0


def report_chamados(labelled: Sequence[Item], predicted: Mapping[str, Item]) -> str:
    report = score(labelled, predicted)
    lines = [f"chamados: {report.items} itens"]
    lines += [f"  macro-F1 {name:12s} {value:.3f}" for name, value in report.macro_f1.items()]
    lines += [
        f"  kappa prioridade      {report.kappa:.3f}",
        f"  F1 resposta_automatica {report.automatic_f1:.3f}",
        f"  automáticas indevidas: {len(report.wrongly_automatic)}",
        f"  críticas perdidas: {len(report.missed_critical)}, como baixa: {len(report.understated_critical)}",
    ]
    lines += [
        f"  erro {name} {item}: rótulo {want!r}, previsto {got!r}" for name, item, want, got in report.wrong
    ]
    return "\n".join([*lines, f"  RESUMO chamados = {report.resumo:.3f}"])
