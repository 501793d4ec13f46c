"""The chamados of the demonstration: what people ask and by which channel, told as each is read, answered or handed on.

Apart from the relatos, because they are another story: approved answers, a person, and what is learned from her.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.local.demo_api import Api, DemoError
from infra.local.demo_report import Report, local, table
from infra.local.demo_respostas import RESPOSTAS, VARIAVEIS

Chamado = Mapping[str, Any]
_DE = {"automatica": "automática", "pessoa": "de uma pessoa"}
_POR = {"silencio": "silêncio"}


@dataclass(frozen=True, slots=True)
class Pedido:
    """`cliente` is who asks. By `whatsapp` they write themselves; by another canal it is posted as S1's clients do.

    `equipe` is what a person answers where nothing may be answered by itself; with `validar` the memory learns it.
    `volta` is what the cliente writes back. `citado` is what an automatic answer must cite.
    """

    key: str
    opening: str
    canal: str
    texto: str
    cliente: Mapping[str, str]
    equipe: str = ""
    validar: bool = False
    volta: str = ""
    citado: str = ""

    @property
    def resolvido_por(self) -> str:
        return "cliente" if self.volta else "silencio"


PEDIDOS = (
    Pedido(
        key="boleto",
        opening="Uma pergunta com resposta aprovada, por WhatsApp",
        canal="whatsapp",
        texto="Oi, bom dia! Perdi o boleto deste mês, podem me mandar a segunda via?",
        cliente={"nome": "Lúcia Andrade", "telefone": "(62) 90000-0011"},
        volta="Resolveu, obrigada!",
        citado="resposta",
    ),
    Pedido(
        key="urgente",
        opening="Uma urgência, pelo site",
        canal="site",
        texto="O aplicativo da clínica não abre desde cedo e não consigo ver o horário do meu filho. É urgente!",
        cliente={"nome": "Rafael Moura", "email": "rafael@exemplo.com.br", "telefone": "(62) 90000-0012"},
        equipe="Oi, Rafael! O aplicativo já voltou. Se preferir, eu mesma digo o horário por telefone.",
    ),
    Pedido(
        key="armadilha",
        opening="Um “obrigado” que não agradece, por e-mail",
        canal="email",
        texto="Obrigada, mas o boleto veio com o valor errado e continua assim, mesmo depois que reclamei.",
        cliente={"nome": "Sônia Freitas", "email": "sonia@exemplo.com.br", "telefone": "(62) 90000-0013"},
        equipe="Oi, Sônia! Desculpe pelo transtorno: corrigi o valor, e o boleto novo já está com você.",
    ),
    Pedido(
        key="pergunta",
        opening="Uma pergunta nova, que uma pessoa responde e valida",
        canal="whatsapp",
        texto="Oi! Vocês têm estacionamento?",
        cliente={"nome": "Tiago Reis", "telefone": "(62) 90000-0014"},
        equipe="Oi, Tiago! Temos estacionamento, sim: é gratuito, na entrada lateral.",
        validar=True,
    ),
    Pedido(
        key="aprendida",
        opening="A mesma pergunta, com outras palavras e de outra pessoa",
        canal="site",
        texto="Boa tarde, a clínica tem estacionamento para clientes?",
        cliente={"nome": "Vera Campos", "email": "vera@exemplo.com.br", "telefone": "(62) 90000-0015"},
        citado="mensagem",
    ),
)


@dataclass(frozen=True, slots=True)
class Chamados:
    """`api` as the demonstration's system sees it, `pessoa` as somebody of the clinic does."""

    api: Api
    pessoa: Api
    report: Report
    day: str
    opened: list[tuple[Pedido, str]] = field(default_factory=list)

    def tell(self, *, first: int) -> None:
        """Post each and tell what becomes of it; `first` is the number of the first. Those known count once."""
        self._approve()
        for number, pedido in enumerate(PEDIDOS, start=first):
            self.report.title(f"{number}. {pedido.opening}")
            self.report.say(f"{pedido.cliente['nome']}: “{pedido.texto}”", indent=2, style="dim")
            self._follow(pedido)

    def _approve(self) -> None:
        self.pessoa.name_variables(VARIAVEIS)
        for number, resposta in enumerate(RESPOSTAS):
            self.pessoa.keep("/respostas", resposta, key=self._key(f"resposta-{number}"))
        self.api.settle()
        self.report.title("Chamados: o que se responde sozinho, e o que é de uma pessoa")
        titles = " · ".join(resposta["titulo"] for resposta in RESPOSTAS)
        self.report.say(f"Respostas que a clínica aprovou: {titles}.")

    def _follow(self, pedido: Pedido) -> None:
        cliente_id = self.api.keep("/clientes", pedido.cliente, key=self._key(f"cliente-{pedido.key}"))["id"]
        known = self.api.newest_chamado(cliente_id)
        if known:
            self.opened.append((pedido, known["id"]))
            self._tell_known(known)
            return
        chamado = self._post(pedido, cliente_id)
        self.opened.append((pedido, chamado["id"]))
        self._tell_read(chamado)
        if pedido.equipe:
            self._answer(pedido, chamado)
        if pedido.volta:
            self.api.whatsapp(pedido.cliente["telefone"], pedido.volta, key=self._key(f"{pedido.key}-volta"))
            self.report.step("volta", f"“{pedido.volta}”")
            self.report.step(*_where(self.api.chamado(chamado["id"])))

    def _post(self, pedido: Pedido, cliente_id: str) -> Chamado:
        if pedido.canal == "whatsapp":
            self.api.whatsapp(pedido.cliente["telefone"], pedido.texto, key=self._key(pedido.key))
        else:
            body = {"cliente_id": cliente_id, "canal": pedido.canal, "mensagem": pedido.texto}
            self.api.keep("/chamados", body, key=self._key(pedido.key))
        chamado = self.api.newest_chamado(cliente_id)
        if chamado is None:
            raise DemoError(f"O chamado “{pedido.opening}” não foi aberto; veja o host.log.")
        return chamado

    def _tell_read(self, chamado: Chamado) -> None:
        self.report.step("recebido", f"protocolo {chamado['protocolo']}, por {chamado['canal']}")
        read = f"{chamado['intencao']} · setor {chamado['setor']} · prioridade {chamado['prioridade']}"
        self.report.step("lido", f"{read} · lido por {chamado['classificacao']['origem']}")
        self.report.step(*_what_next(chamado))

    def _answer(self, pedido: Pedido, chamado: Chamado) -> None:
        body = {"texto": pedido.equipe, "validar": pedido.validar}
        key = self._key(f"{pedido.key}-equipe")
        self.pessoa.keep(f"/chamados/{chamado['id']}/respostas", body, key=key)
        self.api.settle()
        self.report.step("equipe responde", f"“{pedido.equipe}”")
        if pedido.validar:
            self.report.step("aprendido", "validada por uma pessoa: da próxima vez, a resposta sai sozinha")

    def _tell_known(self, chamado: Chamado) -> None:
        self.report.step("já estava guardado", f"protocolo {chamado['protocolo']}, por {chamado['canal']}")
        self.report.step(*_where(chamado))

    def close(self) -> list[str]:
        """Print how each ended; returns what differs from what it should be, as sentences."""
        rows: list[tuple[str, ...]] = [("Cliente", "Chamado", "Resposta", "Resolvido por", "")]
        wrong: list[str] = []
        for pedido, chamado_id in self.opened:
            chamado = self.api.chamado(chamado_id)
            found = differences(pedido, chamado)
            wrong += found
            rows.append(_row(pedido, chamado, ok=not found))
        self.report.say()
        for line in table(rows):
            self.report.verbatim(line)
        return wrong

    def _key(self, name: str) -> str:
        return f"demonstracao-{self.day}-chamado-{name}"


def differences(pedido: Pedido, chamado: Chamado) -> list[str]:
    """What is not as it should be after a month, as sentences."""
    given = _answers(chamado)
    cited = [fala["fonte"]["tipo"] for fala in given if fala["autor"] == "automatica"]
    by_people = [fala for fala in given if fala["autor"] == "pessoa"]
    checks = {
        f"respostas automáticas que citam {cited}": cited == ([pedido.citado] if pedido.citado else []),
        f"{len(by_people)} respostas de uma pessoa": len(by_people) == bool(pedido.equipe),
        f"resolvido por {chamado['resolvido_por']}": chamado["resolvido_por"] == pedido.resolvido_por,
        f"situação {chamado['situacao']}": chamado["situacao"] == "fechado",
    }
    return [f"{pedido.opening}: {sentence}" for sentence, holds in checks.items() if not holds]


def _row(pedido: Pedido, chamado: Chamado, *, ok: bool) -> tuple[str, ...]:
    by = str(chamado["resolvido_por"] or chamado["situacao"])
    return (
        pedido.cliente["nome"],
        f"{pedido.key}, por {chamado['canal']}",
        " e ".join(_DE[fala["autor"]] for fala in _answers(chamado)) or "nenhuma",
        _POR.get(by, by),
        "confere" if ok else "DIFERE",
    )


def _answers(chamado: Chamado) -> list[dict[str, Any]]:
    return [fala for fala in chamado["falas"] if fala["autor"] != "cliente"]


def _what_next(chamado: Chamado) -> tuple[str, str]:
    """Answered by itself, with what it cites, or handed on, with the reason and the deadline."""
    if answers := _answers(chamado):
        fonte = answers[-1]["fonte"]
        told = {"resposta": f"a resposta aprovada {fonte['rotulo']}", "mensagem": "o que uma pessoa validou"}
        return "respondido sozinho", f"“{answers[-1]['texto']}” Cita {told[fonte['tipo']]}."
    why = next((line["motivo"] for line in reversed(chamado["historico"]) if line["motivo"]), "")
    until = local(chamado["responder_ate"])
    return "encaminhado", f"{why} Primeira resposta até {until:%d/%m, %H:%M}."


def _where(chamado: Chamado) -> tuple[str, str]:
    by = _POR.get(chamado["resolvido_por"], chamado["resolvido_por"])
    told = {
        "aguardando_cliente": "respondido; espera a palavra do cliente, e um dia de silêncio vale por ela",
        "resolvido": f"por {by}; uma nova mensagem em 7 dias abre de novo",
        "fechado": f"por {by}",
    }
    situacao = str(chamado["situacao"])
    return situacao.replace("_", " "), told.get(situacao, "com a equipe")
