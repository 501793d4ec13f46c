"""The score of read relatos, by the definitions of the labelled set's README: seven fields, their mean is RESUMO.

Apart from the runner because tests assert on it too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shared.kit.money import find_amounts
from shared.kit.texto import fold, key_of

Item = Mapping[str, Any]
FIELDS = (
    "data_conversa",
    "identidade_cliente",
    "identidade_atendente",
    "valor_orcamento",
    "formas_pagamento",
    "parcelas",
    "proximo_contato",
)
_HONORIFICS = frozenset(
    key_of(
        "sr, sra, srta, dr, dra, dona, seu, d, prof, profa, mestre, senhor, senhora, paciente, cliente, doutor, doutora"
    ).split(", ")
)
_DAY_OR_HOUR = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}[:h]\d{2}")
# What the score reads of a labelled item; one that lacks any of it is not labelled.
LABELS = frozenset(
    (
        *FIELDS,
        "texto",
        "identidade_cliente_aceita",
        "identidade_atendente_aceita",
        "valor_aceito",
        "proximo_contato_intervalo",
        "assunto_palavras",
        "fatos_esperados",
        "proximo_passo_palavras",
    )
)
# Smaller ones are days, hours, teeth and instalments.
_LEAST_INVENTED = 50


@dataclass
class Report:
    """`right` counts hits by field; `wrong` lists what was missed as (field, id, label, prediction)."""

    items: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    wrong: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    invented_values: list[str] = field(default_factory=list)
    invented_dates: list[str] = field(default_factory=list)
    invented_numbers: list[tuple[str, list[float]]] = field(default_factory=list)
    words: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def resumo(self) -> float:
        return sum(self.right.values()) / (len(FIELDS) * self.items) if self.items else 0.0


def score(labelled: Sequence[Item], predicted: Mapping[str, Item]) -> Report:
    """An item without a prediction is wrong in every field."""
    report = Report(items=len(labelled))
    for gold in labelled:
        _score_item(report, gold, predicted.get(gold["id"]))
    return report


def _score_item(report: Report, gold: Item, found: Item | None) -> None:
    for name in FIELDS:
        if found is not None and _CHECKS[name](gold, found):
            report.right[name] += 1
        else:
            report.wrong.append((name, gold["id"], gold[name], (found or {}).get(name)))
    if found is None:
        return
    if (
        None in gold["valor_aceito"]
        and len(gold["valor_aceito"]) == 1
        and found["valor_orcamento"] is not None
    ):
        report.invented_values.append(gold["id"])
    for name in ("data_conversa", "proximo_contato"):
        if gold[name] is None and found[name] is not None:
            report.invented_dates.append(f"{gold['id']} {name}")
    if numbers := _invented(gold, found):
        report.invented_numbers.append((gold["id"], numbers))
    _count_words(report, gold, found)


def _data_conversa(gold: Item, found: Item) -> bool:
    """The day; and hour and minute where the label has them."""
    want, got = gold["data_conversa"], found["data_conversa"]
    if want is None or got is None:
        return bool(want is got)
    length = 16 if len(want) > len("2025-01-01") else 10
    return str(want)[:length].replace("T", " ") == str(got)[:length].replace("T", " ")


def _name(field_name: str) -> Any:
    def check(gold: Item, found: Item) -> bool:
        got = _name_words(found[field_name])
        return any(_same_person(got, _name_words(name)) for name in gold[f"{field_name}_aceita"])

    return check


def _name_words(name: str | None) -> list[str]:
    words = re.findall(r"[\w']+", key_of((name or "").split("(")[0]))
    return [word for word in words if word not in _HONORIFICS]


def _same_person(got: list[str], want: list[str]) -> bool:
    """The first names are the same, and the words of one are among the words of the other."""
    if not got or not want:
        return got == want
    return got[0] == want[0] and (set(got) <= set(want) or set(want) <= set(got))


def _valor(gold: Item, found: Item) -> bool:
    got = found["valor_orcamento"]
    return any(
        want is got is None or (want is not None and got is not None and abs(float(got) - want) <= 0.01)
        for want in gold["valor_aceito"]
    )


def _formas(gold: Item, found: Item) -> bool:
    return set(gold["formas_pagamento"]) == set(found["formas_pagamento"])


def _parcelas(gold: Item, found: Item) -> bool:
    return bool(gold["parcelas"] == found["parcelas"])


def _proximo_contato(gold: Item, found: Item) -> bool:
    interval, got = gold["proximo_contato_intervalo"], found["proximo_contato"]
    if interval is None or got is None:
        return bool(interval is got)
    first, last = map(date.fromisoformat, interval)
    return first <= date.fromisoformat(str(got)) <= last


_CHECKS = {
    "data_conversa": _data_conversa,
    "identidade_cliente": _name("identidade_cliente"),
    "identidade_atendente": _name("identidade_atendente"),
    "valor_orcamento": _valor,
    "formas_pagamento": _formas,
    "parcelas": _parcelas,
    "proximo_contato": _proximo_contato,
}


def _invented(gold: Item, found: Item) -> list[float]:
    """Numbers in the generated texts that neither the relato nor the labels bear out."""
    told = _numbers(gold["texto"])
    known = told | {value for value in gold["valor_aceito"] if value}
    known |= {(gold["parcelas"] or 0) * value for value in told}
    generated = _numbers(_DAY_OR_HOUR.sub(" ", " ".join(_texts(found))))
    return sorted(number for number in generated - known if number >= _LEAST_INVENTED)


def _numbers(text: str) -> set[float]:
    """Every number in digits or in words, each digit run also as it stands."""
    folded = fold(text)
    digits = re.findall(r"\d+(?:[.,]\d+)*", folded)
    plain = {float(run.replace(".", "").replace(",", ".")) for run in digits if run.count(",") < 2}
    return plain | {float(amount.valor) for amount in find_amounts(folded)}


def _texts(found: Item) -> list[str]:
    return [
        *found["informacoes_organizadas"],
        found["resumo_assunto"] or "",
        found["instrucoes_proximo_passo"] or "",
    ]


def _count_words(report: Report, gold: Item, found: Item) -> None:
    step = found["instrucoes_proximo_passo"] or ""
    for name, groups, text in (
        ("assunto", gold["assunto_palavras"], found["resumo_assunto"] or ""),
        ("fatos", gold["fatos_esperados"], " ".join(_texts(found))),
        ("proximo_passo", gold["proximo_passo_palavras"], step),
    ):
        folded = key_of(text)
        hits = sum(any(key_of(word) in folded for word in group) for group in groups)
        before = report.words.get(name, (0, 0))
        report.words[name] = (before[0] + hits, before[1] + len(groups))
