"""31 days of the demonstration: moves the clock, tells who is contacted and who is not, checks how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from infra.local.demo_api import Api
from infra.local.demo_report import Report, name_of, on_day, table, why, why_not
from infra.local.demo_samples import DAYS, Story
from shared.kit.clock import local_instant

# The contatos fall due at nine; at ten they are looked at, and in the afternoon clientes answer.
MORNING, AFTERNOON = 10, 15


@dataclass(frozen=True, slots=True)
class Followed:
    """A story, its relato, and the days on which a contato of it was seen to fall due."""

    story: Story
    relato_id: str
    days: list[date] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    api: Api
    report: Report
    start: date
    followed: Sequence[Followed]
    refused: list[str] = field(default_factory=list)

    def tell(self) -> None:
        """Let the days pass one by one; days without contato and without event are told together."""
        quiet: list[int] = []
        for number in range(1, DAYS + 1):
            day = self.start + timedelta(days=number)
            self.api.move_clock(local_instant(day, MORNING))
            due = self.api.tarefas("aberta")
            events = [one for one in self.followed if one.story.event and one.story.event.day == number]
            if not due and not events:
                quiet.append(number)
                continue
            self._tell_quiet(quiet)
            self.report.title(f"Dia {number} · {on_day(day)}")
            if due:
                self._tell_contatos(day, due)
            for one in events:
                self._happen(day, one)
        self._tell_quiet(quiet)

    def _tell_quiet(self, days: list[int]) -> None:
        if days:
            span = f"Dia {days[0]}" if len(days) == 1 else f"Dias {days[0]} a {days[-1]}"
            self.report.say()
            self.report.say(f"{span}: nenhum contato vence.", style="dim")
            days.clear()

    def _tell_contatos(self, day: date, due: Sequence[dict[str, Any]]) -> None:
        contacted = {tarefa["relato_id"] for tarefa in due}
        for tarefa in due:
            self._tell_contato(day, tarefa)
        for one in self.followed:
            if one.relato_id not in contacted:
                relato = self.api.relato(one.relato_id)
                self.report.say(
                    f"Sem contato hoje com {name_of(relato)}, que {why_not(relato)}.",
                    indent=2,
                    mark="○",
                    style="dim",
                )

    def _tell_contato(self, day: date, tarefa: dict[str, Any]) -> None:
        """Tell it, then do what an attendant does with it: call, and note that it was done."""
        relato = self.api.relato(tarefa["relato_id"])
        contato = next(one for one in relato["contatos"] if one["numero"] == tarefa["numero"])
        head = f"{name_of(relato)}: contato {tarefa['numero']}, por {why(relato, contato)}."
        self.report.say(head, indent=2, mark="●", style="green")
        self.report.say(f"“{tarefa['texto_sugerido']}”", indent=4, lines=3)
        for one in self.followed:
            if one.relato_id == tarefa["relato_id"]:
                one.days.append(day)
        self.api.conclude(tarefa["id"], "Contato feito.")

    def _happen(self, day: date, one: Followed) -> None:
        event = one.story.event
        if event is None:
            return
        self.api.move_clock(local_instant(day, AFTERNOON))
        if event.rota == "whatsapp":
            self.api.whatsapp(one.story.cliente["telefone"], event.body["texto"])
            relato = self.api.relato(one.relato_id)
        else:
            relato = self.api.happen(one.relato_id, event.rota, event.body)
        let_go = sum(contato["situacao"] == "dispensado" for contato in relato["contatos"])
        told = f"{name_of(relato)} {event.told}. Acompanhamento encerrado; contatos dispensados: {let_go}."
        self.report.say(told, indent=2, mark="★", style="yellow")
        if event.rota == "whatsapp":
            self._answer(relato)
            self._try_promotion(relato)

    def _answer(self, relato: dict[str, Any]) -> None:
        """What the cliente wrote is with a person, who answers."""
        for tarefa in self.api.tarefas("aberta", "responder"):
            self.report.say(f"Na mesa da equipe: “{tarefa['mensagem']}”", indent=4)
            self.api.conclude(tarefa["id"], f"Respondido a {name_of(relato)}.")

    def _try_promotion(self, relato: dict[str, Any]) -> None:
        """A message that must not leave, and the gate's own words on why."""
        envio = self.api.ask_envio(
            {
                "chave": f"promocao-{relato['id']}",
                "cliente_id": relato["cliente_id"],
                "finalidade": "marketing",
                "texto": "Este mês o clareamento está em promoção. Quer saber mais?",
            }
        )
        passo = envio["decisao"]["passos"][-1]
        told = f"Uma promoção para {name_of(relato)} foi pedida e não saiu ({envio['status']}): {passo['explicacao']}"
        self.report.say(told, indent=2, mark="✋", style="yellow")
        self.refused.append(envio["status"])

    def close(self) -> list[str]:
        """Print the closing table; returns what differs from what the stories expect, as sentences."""
        rows: list[tuple[str, ...]] = [
            ("Cliente", "História", "Contatos", "Dias em que foi procurado", "Resultado", "")
        ]
        wrong: list[str] = []
        for one in self.followed:
            relato = self.api.relato(one.relato_id)
            found = differences(one, relato, self.start)
            wrong += found
            rows.append(_row(one, relato, ok=not found))
        self.report.title("Ao fim de 31 dias")
        self.report.say()
        for line in table(rows):
            self.report.verbatim(line)
        return wrong + self._left_over()

    def _left_over(self) -> list[str]:
        done, wanted = len(self.api.tarefas("concluida")), sum(one.story.contatos for one in self.followed)
        found = [] if done == wanted else [f"foram concluídas {done} tarefas, e não {wanted}"]
        if self.refused != ["recusado"]:
            found.append("a promoção sem consentimento não foi recusada")
        for name, items in (
            ("tarefas abertas", self.api.tarefas("aberta")),
            ("mensagens sem resposta", self.api.tarefas("aberta", "responder")),
            ("acompanhamentos ativos", self.api.acompanhamentos()),
        ):
            if items:
                found.append(f"sobraram {len(items)} {name}")
        return found


def differences(one: Followed, relato: dict[str, Any], start: date) -> list[str]:
    """What is not as the story expects, as sentences."""
    story, contatos = one.story, relato["contatos"]
    made = [contato for contato in contatos if contato["situacao"] == "tarefa_criada"]
    overdue = sum(contato["situacao"] == "vencido" for contato in contatos)
    last_day = start + timedelta(days=story.event.day if story.event else DAYS)
    checks = {
        f"{len(one.days)} contatos, e não {story.contatos}": len(one.days) == story.contatos,
        f"{overdue} contatos vencidos, e não {story.vencidos}": overdue == story.vencidos,
        f"resultado {relato['resultado']}, e não {story.resultado}": relato["resultado"] == story.resultado,
        "contatos em dias diferentes dos planejados": _days_of(made) == one.days,
        "contato depois do fim do acompanhamento": all(day <= last_day for day in one.days),
        "contato por outro motivo que o esperado": all(
            (contato["motivo"] == "combinado") == story.promised for contato in made
        ),
    }
    return [f"{story.title}: {sentence}" for sentence, holds in checks.items() if not holds]


def _days_of(contatos: Sequence[dict[str, Any]]) -> list[date]:
    return [date.fromisoformat(contato["data_ajustada"]) for contato in contatos]


def _row(one: Followed, relato: dict[str, Any], *, ok: bool) -> tuple[str, ...]:
    days = ", ".join(f"{day:%d/%m}" for day in one.days) or "—"
    return (
        name_of(relato),
        one.story.title,
        f"{len(one.days)} de {one.story.contatos}",
        days,
        relato["resultado"] or relato["status"],
        "confere" if ok else "DIFERE",
    )
