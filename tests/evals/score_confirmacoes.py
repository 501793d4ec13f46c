"""The score of read answers, by the definitions of the labelled set's README: macro-F1, and the errors that count most.

Apart from the runner because tests assert on it too.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.atendimentos.classe import Pergunta
from shared.atendimentos.leitura.regras import RegrasLeitor

Item = Mapping[str, Any]
CLASSES = ("confirmado", "cancelado", "reagendar", "duvida", "opt_out", "indefinido")
LABELS = frozenset(("texto", "classe", "classes_aceitas"))
_ACTS = ("confirmado", "cancelado", "opt_out")


@dataclass
class Report:
    """`wrong` lists what was missed as (id, label, prediction), `grave` what must never happen, by its name."""

    items: int = 0
    f1: dict[str, float] = field(default_factory=dict)
    tolerable: int = 0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    grave: dict[str, list[str]] = field(default_factory=dict)

    @property
    def resumo(self) -> float:
        """The mean over the classes that the labelled set holds."""
        return sum(self.f1.values()) / len(self.f1) if self.f1 else 0.0


async def read_confirmacao(item: Item) -> dict[str, Any]:
    """The prediction for one answer, made from our message and their text alone."""
    lida = await RegrasLeitor().read(Pergunta(item.get("mensagem_enviada", ""), item["texto"]))
    return {"id": item["id"]} | lida.model_dump(mode="json", include={"classe", "evidencia", "desejo"})


def score(labelled: Sequence[Item], predicted: Mapping[str, Item]) -> Report:
    """An item without a prediction is wrong."""
    pairs = [(item, str(predicted.get(item["id"], {}).get("classe", ""))) for item in labelled]
    report = Report(items=len(pairs), f1=_f1_by_class([(item["classe"], found) for item, found in pairs]))
    for item, found in pairs:
        report.tolerable += found in item["classes_aceitas"]
        if found != item["classe"]:
            report.wrong.append((item["id"], item["classe"], found))
        if name := _grave(item["classe"], found):
            report.grave.setdefault(name, []).append(item["id"])
    return report


def _f1_by_class(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    hits = Counter(label for label, found in pairs if label == found)
    labels, finds = Counter(label for label, _ in pairs), Counter(found for _, found in pairs)
    return {name: 2 * hits[name] / (labels[name] + finds[name]) for name in CLASSES if labels[name]}


def _grave(label: str, found: str) -> str | None:
    if label in ("cancelado", "reagendar") and found == "confirmado":
        return "confirmou_quem_nao_vem"
    if label == "confirmado" and found == "cancelado":
        return "cancelou_quem_vem"
    if label == "reagendar" and found == "cancelado":
        return "cancelou_quem_quer_remarcar"
    if label == "opt_out" and found != "opt_out":
        return "ignorou_opt_out"
    return "agiu_sem_base" if label in ("indefinido", "duvida") and found in _ACTS else None


def report_confirmacoes(labelled: Sequence[Item], predicted: Mapping[str, Item]) -> str:
    report = score(labelled, predicted)
    lines = [f"confirmacoes: {report.items} itens; leituras defensáveis: {report.tolerable}"]
    lines += [f"  F1 {name:12s} {value:.3f}" for name, value in report.f1.items()]
    lines += [f"  erro {item}: rótulo {label!r}, previsto {found!r}" for item, label, found in report.wrong]
    lines += [f"  GRAVE {name}: {', '.join(items)}" for name, items in report.grave.items()]
    lines += [] if report.grave else ["  erros graves: nenhum"]
    return "\n".join([*lines, f"  RESUMO confirmacoes = {report.resumo:.3f}"])
