"""The end of the demonstration: scores of a product's clientes, the dashboard, a Monday morning's brief."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from infra.local.demo_api import Api
from infra.local.demo_carteira_samples import LOJAS, QUEDA, Loja
from infra.local.demo_report import Report, local, on_day, reais, table
from shared.kit.clock import local_instant
from shared.kit.holidays import next_business_day

_OPENS = 8
_TICK = timedelta(minutes=5)
_RELATO = (
    "A Fernanda Lima veio ver o implante, passei R$ 7.200,00 em 12x. Gostou muito, vai falar com o marido e "
    "ficou combinado de eu ligar em {}. Renata"
)
_PEDIDO = "Meu aparelho soltou e está machucando muito, preciso de ajuda com urgência!"
_EQUIPE = {
    "finalidade": "equipe",
    "concedido": True,
    "base_legal": "contrato",
    "texto_versao": "equipe-1",
    "canal": "whatsapp",
    "evidencia": "contrato-de-trabalho",
}


@dataclass
class Carteira:
    """`api` as the demonstration's system sees it, `pessoa` as somebody who runs the business does."""

    api: Api
    pessoa: Api
    report: Report
    ids: dict[int, str] = field(default_factory=dict)
    antes: dict[int, Mapping[str, Any]] = field(default_factory=dict)

    def tell(self) -> list[str]:
        """Print it all; what differs from what it should be, as sentences."""
        friday = local(self.api.now().isoformat()).date()
        monday = next_business_day(friday + timedelta(days=1))
        self._use(friday)
        self._leave_open(monday)
        opens = local_instant(monday, _OPENS)
        self.api.move_clock(opens - timedelta(minutes=20))
        self._weekend(friday)
        self._ask_for_brief()
        self.api.move_clock(opens + _TICK, step=_TICK)
        return [
            *self._tell_scores(),
            *self._tell_dashboard(),
            *self._tell_brief(monday),
            *self._tell_message(),
        ]

    def _use(self, friday: date) -> None:
        for loja in LOJAS:
            made = self.api.keep("/clientes", loja.ficha(friday), key=f"demonstracao-loja-{loja.tenant_id}")
            self.ids[loja.tenant_id] = str(made["id"])
        done = [one for loja in LOJAS for one in loja.atividades(friday)]
        lote = {"lote_id": f"demonstracao-{friday}", "atividades": done}
        recibo = self.pessoa.keep("/atividades", lote, key=f"demonstracao-{friday}")
        self._calculate()
        self.antes = {loja.tenant_id: self._score(loja) for loja in LOJAS if loja.fim}
        self.report.title("A carteira: quem usa o produto, e quanto")
        self.report.say(
            f"{len(LOJAS)} lojas, {recibo['contadas']} atividades de 30 dias num lote só; os scores de "
            f"{on_day(friday)} ficam guardados."
        )

    def _calculate(self) -> None:
        self.pessoa.note("/health-scores/calcular", {})
        self.api.settle()

    def _leave_open(self, monday: date) -> None:
        """What Friday leaves for Monday: a promise, an hour that nobody confirms."""
        relato = {"texto": _RELATO.format(f"{monday:%d/%m}"), "cliente": {"nome": "Fernanda Lima"}}
        self.api.post_relato(relato, key=f"demonstracao-pauta-{monday}")
        body = {
            "nome_paciente": "Gustavo Pires",
            "telefone": "(62) 90000-0031",
            "nome_medico": "Dra. Paula Reis",
            "procedimento": "Consulta",
            "data_consulta": f"{next_business_day(monday + timedelta(days=1))}T09:00",
        }
        self.api.keep("/atendimentos", body, key=f"demonstracao-pauta-{monday}")
        self.api.settle()

    def _weekend(self, friday: date) -> None:
        """Something is switched off at one of them, and somebody writes before the doors open."""
        off = {"tipo": "econversa", "tenant_id": QUEDA, "em": f"{friday + timedelta(days=1)}T11:00:00"}
        self.pessoa.note("/atividades", off | {"ativo": False})
        self._calculate()
        person = {"nome": "Lívia Rocha", "email": "livia@exemplo.com.br", "telefone": "(62) 90000-0032"}
        cliente_id = self.api.keep("/clientes", person, key=f"demonstracao-pauta-{friday}")["id"]
        chamado = {"cliente_id": cliente_id, "canal": "site", "mensagem": _PEDIDO}
        self.api.keep("/chamados", chamado, key=f"demonstracao-pauta-{friday}")
        self.api.settle()

    def _ask_for_brief(self) -> None:
        person = {"nome": "Renata Alves", "telefone": "(62) 90000-0033"}
        staff = str(self.api.keep("/clientes", person, key="demonstracao-equipe")["id"])
        self.pessoa.note(f"/clientes/{staff}/consentimentos", _EQUIPE)
        self.pessoa.decide("pauta", {"ativa": True, "hora": f"{_OPENS:02}:00", "destinatarios": [staff]})

    def _score(self, loja: Loja) -> Mapping[str, Any]:
        return self.api.read(f"/health-scores/{self.ids[loja.tenant_id]}")

    def _tell_scores(self) -> list[str]:
        rows: list[tuple[str, ...]] = [("Loja", "Paga por mês", "Sexta", "Hoje", "Categoria", "")]
        wrong = []
        for loja in LOJAS:
            if loja.fim is None:
                continue
            before, now = self.antes[loja.tenant_id], self._score(loja)
            holds = now["categoria"] == loja.fim
            scores = (_nota(before["score"]), _nota(now["score"]))
            shown = "confere" if holds else "DIFERE"
            rows.append((loja.nome, reais(loja.valor), *scores, now["categoria"], shown))
            if not holds:
                wrong.append(f"{loja.nome} está em {now['categoria']}, e devia estar em {loja.fim}")
        self.report.say()
        for line in table(rows):
            self.report.verbatim(line)
        return wrong

    def _tell_dashboard(self) -> list[str]:
        kpis = self.api.read("/dashboard")
        self.report.title("Painel")
        health = "  ".join(f"{name} {many}" for name, many in kpis["clientes_health"].items())
        self.report.verbatim(
            f"  Clientes ativos   {kpis['clientes_ativos']}, pagantes {kpis['clientes_pagantes']}"
        )
        self.report.verbatim(f"  Em implantação    {kpis['clientes_onboarding']}")
        self.report.verbatim(f"  Receita mensal    {reais(kpis['mrr_value'])}")
        self.report.verbatim(f"  Perdida           {reais(kpis['churn_value'])}")
        self.report.verbatim(f"  Implantação média {kpis['tmo_dias']:.1f} dias (n = {kpis['tmo_n']})")
        self.report.verbatim(f"  Saúde             {health}")
        served = [loja for loja in LOJAS if loja.fim]
        right = {"clientes_ativos": len(served), "mrr_value": sum(loja.valor for loja in served)}
        return [
            f"o painel diz {name} {kpis[name]}, e devia dizer {value}"
            for name, value in right.items()
            if abs(kpis[name] - value) > 0.005
        ]

    def _tell_brief(self, monday: date) -> list[str]:
        brief = self.api.read("/resumo-do-dia")
        self.report.title(f"O resumo de {on_day(monday)}")
        self.report.say(brief["saudacao"], style="bold")
        for acao in brief["acoes"]:
            money = f" · {reais(acao['valor_em_risco'])}" if acao["valor_em_risco"] else ""
            owner = f" · {acao['responsavel']}" if acao["responsavel"] else ""
            self.report.say(
                f"{acao['titulo']}{money}{owner}", indent=2, mark=f"{acao['posicao']}º", style="green"
            )
            self.report.say(acao["motivo"], indent=5)
        told = {acao["tipo"] for acao in brief["acoes"]}
        return [
            f"o resumo não fala de {tipo}"
            for tipo in ("orcamento", "atendimento", "chamado", "cliente")
            if tipo not in told
        ]

    def _tell_message(self) -> list[str]:
        sent = self.api.read("/envios?finalidade=equipe&limite=5")["itens"]
        for resumo in sent:
            envio = self.api.read(f"/envios/{resumo['id']}")
            when = local(_left_at(envio))
            self.report.say()
            self.report.say(
                f"{when:%H:%M}, no telefone de quem abre a clínica (sem nome de ninguém):", mark="●"
            )
            for line in envio["texto"].splitlines():
                self.report.say(line, indent=4)
        return [] if len(sent) == 1 else [f"o resumo devia sair uma vez, e saiu {len(sent)}"]


def _nota(score: float) -> str:
    return f"{score:.2f}".replace(".", ",")


def _left_at(envio: Mapping[str, Any]) -> str:
    return str(envio["historico"][-1]["em"])
