"""How the demonstration tells what happens: relatos, contatos and reasons in Portuguese, within 100 columns."""

import os
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from shared.kit.holidays import next_business_day

_WIDTH = 98
_WEEKDAYS = ("seg", "ter", "qua", "qui", "sex", "sáb", "dom")
_ZONE = ZoneInfo("America/Sao_Paulo")
_STYLES = {"bold": "1", "dim": "2", "green": "32", "yellow": "33", "cyan": "36", "red": "31"}
Relato = Mapping[str, Any]
Contato = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """Prints to `out`, at once, and in colour only on a terminal (https://no-color.org is heard)."""

    out: TextIO

    def title(self, text: str) -> None:
        self._print()
        self._print(self.styled(text, "bold", "cyan"))

    def say(
        self, text: str = "", *, indent: int = 0, mark: str = "", style: str = "", lines: int = 0
    ) -> None:
        """A paragraph, wrapped behind `mark`, of at most `lines` lines (0: as many as it needs)."""
        first = " " * indent + (f"{mark} " if mark else "")
        wrapped = textwrap.wrap(
            text,
            _WIDTH,
            initial_indent=first,
            subsequent_indent=" " * len(first),
            max_lines=lines or None,
            placeholder=" […]",
        )
        self._print("\n".join(self.styled(line, style) for line in wrapped) if style else "\n".join(wrapped))

    def verbatim(self, text: str) -> None:
        """A line that must not be wrapped: a command, a row of a table."""
        self._print(text)

    def styled(self, text: str, *styles: str) -> str:
        if not self.out.isatty() or os.environ.get("NO_COLOR"):
            return text
        codes = ";".join(_STYLES[style] for style in styles)
        return f"\x1b[{codes}m{text}\x1b[0m"

    def step(self, name: str, text: str) -> None:
        """One step of a relato, as a row: what happened, and what came of it."""
        head = f"  ✓ {name:<20}"
        wrapped = textwrap.wrap(text, _WIDTH - len(head), max_lines=3, placeholder=" […]") or [""]
        body = ("\n" + " " * len(head)).join(wrapped)
        self._print((self.styled(head, "green") + body).rstrip())

    def _print(self, text: str = "") -> None:
        print(text, file=self.out, flush=True)


def tell_steps(report: Report, relato: Relato, told: set[str]) -> None:
    """Tell each step that the relato shows and that is not in `told` yet."""
    for name, text in _steps(relato).items():
        if name not in told:
            told.add(name)
            report.step(name, text)
    if relato["status"] in ("em_acompanhamento", "encerrado") and "contatos" not in told:
        told.add("contatos")
        _tell_contatos(report, relato)


def _steps(relato: Relato) -> dict[str, str]:
    steps = {"recebido": f"guardado com o id {relato['id']}"}
    if relato["extracao"]:
        steps["extraído"] = _understood(relato["extracao"])
    if relato["estrategia"]:
        steps["com estratégia"] = relato["estrategia"]["resumo"]
    return steps


def _tell_contatos(report: Report, relato: Relato) -> None:
    if not relato["contatos"]:
        report.step("sem contatos", f"{name_of(relato)} {why_not(relato)}")
        return
    report.step("contatos agendados", "")
    for contato in relato["contatos"]:
        due = on_day(date.fromisoformat(contato["data_ajustada"]))
        style = "dim" if contato["situacao"] == "vencido" else ""
        report.say(f"{due}  {why(relato, contato)}", indent=6, mark=f"{contato['numero']}º", style=style)


def _understood(extracao: Mapping[str, Any]) -> str:
    money = extracao["valor_orcamento"]
    parts = [
        extracao["identidade_cliente"],
        extracao["resumo_assunto"],
        reais(money) if money is not None else None,
        extracao["forma_pagamento"],
        f"atendente: {extracao['identidade_atendente']}" if extracao["identidade_atendente"] else None,
        f"lido por {extracao['origem']}",
    ]
    return " · ".join(part for part in parts if part)


def why(relato: Relato, contato: Contato) -> str:
    """The reason of one contato, and how its day was found."""
    nominal, adjusted = _day(contato["data_nominal"]), _day(contato["data_ajustada"])
    reason = "combinado na conversa"
    if contato["motivo"] == "cadencia":
        reason = f"cadência: {(nominal - _day(relato['base_dia'])).days} dias depois da conversa"
    if contato["situacao"] == "vencido":
        return f"{reason}; vencido antes de o relato chegar, ninguém é procurado por ele"
    if adjusted != next_business_day(nominal):
        return f"{reason} ({on_day(nominal)}); passou, fica para o próximo dia útil"
    if adjusted != nominal:
        return f"{reason} ({on_day(nominal)}), movido para o próximo dia útil"
    return reason


def why_not(relato: Relato) -> str:
    """Why this cliente is not contacted now; reads on from the cliente's name."""
    ended = _ended_because(relato)
    if ended:
        return ended
    ahead = [contato for contato in relato["contatos"] if contato["situacao"] == "agendado"]
    if not ahead:
        return "está com todos os contatos feitos"
    day = on_day(_day(ahead[0]["data_ajustada"]))
    if ahead[0]["motivo"] == "combinado":
        return f"combinou falar em {day}: nada antes do prometido"
    return f"tem o próximo contato em {day}"


def _ended_because(relato: Relato) -> str | None:
    if relato["resultado"] == "nao_contatar":
        return "pediu para não receber contato"
    if relato["resultado"] == "respondeu":
        answer = relato["resposta"]
        return f"já respondeu em {on_day(local(answer['recebida_em']).date())} ({answer['canal']})"
    if relato["desfecho"]:
        outcome = relato["desfecho"]
        when = on_day(local(outcome["registrado_em"]).date())
        return f"já tem desfecho: {outcome['tipo']}, em {when}"
    if relato["resultado"] == "sem_resposta":
        return "não respondeu, e todos os seus contatos já foram feitos"
    return None


def name_of(relato: Relato) -> str:
    extracted = relato["extracao"]["identidade_cliente"] if relato["extracao"] else None
    return relato["cliente"]["nome"] or extracted or "cliente sem nome"


def on_day(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def local(moment: str) -> datetime:
    """An instant of the API in the clinic's time."""
    return datetime.fromisoformat(moment).astimezone(_ZONE)


def reais(amount: float) -> str:
    whole, _, cents = f"{amount:,.2f}".partition(".")
    return f"R$ {whole.replace(',', '.')},{cents}"


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines, each column as wide as its widest cell; the first row is the head."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows]
    return [lines[0].rstrip(), "  ".join("─" * width for width in widths), *map(str.rstrip, lines[1:])]


def _day(text: str) -> date:
    return date.fromisoformat(text)
