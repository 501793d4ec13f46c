"""A week of a clinic in the demonstration: people are asked, answer or fall silent; told as it goes, then checked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from infra.local.demo_api import Api, DemoError
from infra.local.demo_report import Report, local, on_day, table
from infra.local.demo_week_samples import CONSULTAS, JEJUM, MEDICA, POLITICA, Consulta, Fala, Marcada
from shared.kit.clock import local_instant
from shared.kit.holidays import is_business_day

_WORKDAYS = 5
# Later no reminder leaves.
_CLOSING = 20
_SAID = {"lembretes": "aviso", "atendimento": "resposta"}


def monday_after(day: date) -> date:
    """The next Monday whose week has no holiday."""
    monday = day + timedelta(days=7 - day.weekday())
    while not all(is_business_day(monday + timedelta(days=n)) for n in range(_WORKDAYS)):
        monday += timedelta(days=7)
    return monday


@dataclass
class Week:
    """`api` as the demonstration's system sees it, `pessoa` as somebody who runs the clinic does."""

    api: Api
    pessoa: Api
    report: Report
    monday: date
    booked: dict[str, Marcada] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def tell(self) -> None:
        self.pessoa.decide("atendimentos", POLITICA)
        self.report.title(f"Uma semana da clínica, a partir de {on_day(self.monday)}")
        self.report.say(
            f"Agenda de {MEDICA}: manhãs de segunda a sexta. Todos são perguntados 48 h antes, lembrados depois de "
            "12 h de silêncio e avisados pela última vez 12 h antes, sempre em horário de gente."
        )
        for moment, falas in self._moments():
            self._go(moment)
            for consulta, fala in falas:
                self._hear(consulta, fala)
        self._note_who_came()

    def _moments(self) -> Iterator[tuple[datetime, list[tuple[Consulta, Fala]]]]:
        """Every hour at which somebody does something, and the end of every day."""
        acts = [(fala.dia, fala.hora, one, fala) for one in CONSULTAS for fala in one.falas]
        hours = {(dia, hora) for dia, hora, _, _ in acts} | {one.marca for one in CONSULTAS}
        hours |= {(dia, _CLOSING) for dia in range(_WORKDAYS)}
        for dia, hora in sorted(hours):
            said = [(one, fala) for when, at, one, fala in acts if (when, at) == (dia, hora)]
            yield self._at(dia, hora), said

    def _at(self, dia: int, hora: int) -> datetime:
        return local_instant(self.monday + timedelta(days=dia), hora)

    def _go(self, moment: datetime) -> None:
        self.api.move_clock(moment)
        for consulta in CONSULTAS:
            if self._at(*consulta.marca) == moment:
                self._book(consulta)
        self._tell_messages()

    def _book(self, consulta: Consulta) -> None:
        dia = self.monday + timedelta(days=consulta.dia)
        body = {
            "nome_paciente": consulta.nome,
            "telefone": consulta.telefone,
            "nome_medico": MEDICA,
            "procedimento": consulta.procedimento,
            "data_consulta": f"{dia}T{consulta.hora}",
            "quer_antes": consulta.quer_antes,
        }
        made = self.api.keep("/atendimentos", body, key=f"demonstracao-{self.monday}-{consulta.key}")
        self.api.settle()
        cliente_id = self._read(made["id"])["cliente_id"]
        self.booked[consulta.key] = Marcada(consulta, made["id"], cliente_id)
        when = f"{on_day(dia)}, {consulta.hora}"
        self.report.say(f"{consulta.nome}: {consulta.procedimento.lower()}, {when}", indent=2, mark="▸")

    def _hear(self, consulta: Consulta, fala: Fala) -> None:
        how = "aperta" if fala.botao else "escreve"
        self.report.say(f"{consulta.nome} {how} “{fala.texto}”.", indent=2, mark="★", style="yellow")
        key = f"{self.monday}-{consulta.key}-{fala.dia}-{fala.hora}"
        if fala.botao:
            payload = self._button(self.booked[consulta.key], fala.texto)
            self.api.press(consulta.telefone, payload, fala.texto, key=key)
        else:
            self.api.whatsapp(consulta.telefone, fala.texto, key=key)
        self._tell_messages()

    def _button(self, marcada: Marcada, titulo: str) -> str:
        """What the button of this name brings back, of the question about this appointment."""
        prefix = f"atendimento-{marcada.atendimento_id}-"
        for resumo in self.api.envios(marcada.cliente_id):
            envio = self.api.read(f"/envios/{resumo['id']}")
            found = [one["id"] for one in envio["botoes"] if one["titulo"] == titulo]
            if found and envio["chave"].startswith(prefix):
                return str(found[0])
        raise DemoError(f"{marcada.consulta.nome} não recebeu um botão “{titulo}”; veja o host.log.")

    def _tell_messages(self) -> None:
        """What reached people since, the oldest first."""
        names = {one.cliente_id: one.consulta.nome for one in self.booked.values()}
        recent = self.api.read("/envios?limite=30")["itens"]
        for envio in reversed(recent):
            nome = names.get(envio["cliente_id"])
            if nome is None or envio["id"] in self.told:
                continue
            self.told.add(envio["id"])
            when, kind = local(envio["criado_em"]), _SAID[envio["finalidade"]]
            head = f"{on_day(when.date())}, {when:%H:%M}, {kind} a {nome}"
            self.report.say(head, indent=2, mark="●", style="green")
            self.report.say(f"“{' '.join(envio['texto'].split())}”", indent=4, lines=3)

    def _note_who_came(self) -> None:
        for marcada in self.booked.values():
            if marcada.consulta.depois:
                body = {"status": marcada.consulta.depois}
                self.pessoa.note(f"/atendimentos/{marcada.atendimento_id}/status", body)

    def _read(self, atendimento_id: str) -> dict[str, Any]:
        return self.api.read(f"/atendimentos/{atendimento_id}")

    def close(self) -> list[str]:
        """Print the day, the numbers and how each ended; what differs from what it should be, as sentences."""
        wrong = self._check_team()
        rows: list[tuple[str, ...]] = [("Pessoa", "Consulta", "Avisos", "Resposta", "Fim", "")]
        for marcada in self.booked.values():
            at = self._read(marcada.atendimento_id)
            found = differences(marcada.consulta, at)
            wrong += found
            rows.append(_row(marcada.consulta, at, ok=not found))
        self.report.title("Como a semana terminou")
        for line in table(rows):
            self.report.verbatim(line)
        return wrong + self._tell_numbers()

    def _check_team(self) -> list[str]:
        """What the silent one and the freed hour left on the team's desk."""
        silent, freed = self.booked["silencia"], self.booked["cancela"]
        waits = self.booked["espera"]
        calls = [
            one
            for one in self.api.tarefas("dispensada", "atendimento")
            if one["atendimento_id"] == silent.atendimento_id
        ]
        # All let go by now: the hours are over.
        told = self.api.tarefas("dispensada", "vaga")
        hours = [one for one in told if one["atendimento_id"] == freed.atendimento_id]
        self.report.title("Na mesa da equipe")
        for tarefa in (*calls, *hours):
            self.report.step(tarefa["tipo"], tarefa["assunto"] or tarefa["explicacao"])
        wrong = [] if len(calls) == 1 else [f"a equipe devia saber uma vez de {silent.consulta.nome}"]
        wanted = [waits.atendimento_id]
        if [one["interessados"] for one in hours] != [wanted]:
            wrong.append(f"o horário de {freed.consulta.nome} devia ser oferecido a {waits.consulta.nome}")
        return wrong

    def _tell_numbers(self) -> list[str]:
        until = self.monday + timedelta(days=_WORKDAYS - 1)
        medidas = self.api.read(f"/atendimentos/metricas?de={self.monday}&ate={until}")["geral"]
        resposta = medidas["resposta"]
        self.report.say()
        self.report.say(
            f"Confirmaram {medidas['confirmados']} de {medidas['perguntados']} perguntados "
            f"({medidas['taxa_confirmacao_pct']}%); faltaram {medidas['faltaram']} de "
            f"{medidas['presencas_sabidas']}. Tempo mediano de resposta: {resposta['mediana_s'] / 3600:.1f} h "
            f"(n = {resposta['n']})."
        )
        return [] if medidas["total"] == len(CONSULTAS) else [f"a semana mede {medidas['total']} consultas"]


def differences(consulta: Consulta, at: dict[str, Any]) -> list[str]:
    """What is not as it should be at the end, as sentences."""
    sent = [one for one in at["avisos"] if not one["voltou"]]
    told = " ".join(one["texto"] for one in sent)
    moved = at["versao"] > 1
    checks = {
        f"{len(sent)} avisos": len(sent) == consulta.avisos,
        f"fim {at['status_confirmacao']}": at["status_confirmacao"] == consulta.fim,
        f"remarcado {at['versao'] - 1} vezes": moved == (consulta.key == "remarca"),
        "preparo sem aviso": consulta.procedimento == "Consulta" or JEJUM in told,
    }
    return [f"{consulta.nome}: {sentence}" for sentence, holds in checks.items() if not holds]


def _row(consulta: Consulta, at: dict[str, Any], *, ok: bool) -> tuple[str, ...]:
    when = local(at["data_consulta"])
    return (
        consulta.nome,
        f"{on_day(when.date())}, {when:%H:%M}",
        str(sum(not one["voltou"] for one in at["avisos"])),
        consulta.historia,
        at["status_confirmacao"],
        "confere" if ok else "DIFERE",
    )
