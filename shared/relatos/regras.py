"""Relatos read without a model: rules of Brazilian Portuguese, the local default and the last resort everywhere.

What is in doubt stays None: a wrong value is worse than an absent one.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shared.kit.money import format_brl, to_cents
from shared.kit.texto import Trecho
from shared.relatos.leitura.assinatura import read_atendente
from shared.relatos.leitura.assunto import Assunto, read_assunto
from shared.relatos.leitura.conversa import Conversa, read_conversa
from shared.relatos.leitura.documento import Documento, open_documento
from shared.relatos.leitura.fatos import literal_facts
from shared.relatos.leitura.identidade import read_cliente
from shared.relatos.leitura.nomes import Nome, Nomes
from shared.relatos.leitura.pagamento import Mencao, Pagamento, read_pagamento
from shared.relatos.leitura.pagamento_texto import phrase_of
from shared.relatos.leitura.passo import describe_passo
from shared.relatos.leitura.proximo import Proximo, read_nao_contatar, read_proximo
from shared.relatos.leitura.valores import Valor, read_valor
from shared.relatos.models import MAY_LACK, Extracao
from shared.relatos.ports import Leitura

ORIGEM = "regras:1"
_LONGEST_TITLE = 12
_SPOKEN_TITLES = {
    "dona": "Dona",
    "seu": "Seu",
    "dr": "Dr.",
    "dra": "Dra.",
    "prof": "Prof.",
    "profa": "Profa.",
}


@dataclass(frozen=True)
class RegrasExtractor:
    """Reads any text in time that grows with its length alone, and never fails."""

    async def extract(self, leitura: Leitura) -> Extracao:
        return read_relato(leitura.texto, leitura.data_referencia)


def read_relato(texto: str, data_referencia: date) -> Extracao:
    """What the rules understand of a relato; every field that is given carries its literal evidence."""
    lido = _Lido(open_documento(texto, data_referencia))
    campos = lido.campos()
    return Extracao.model_validate(
        {
            **campos,
            "evidencias": lido.evidencias(),
            "campos_ausentes": tuple(campo for campo in MAY_LACK if not campos[campo]),
            "origem": ORIGEM,
        }
    )


@dataclass(frozen=True)
class _Lido:
    """Everything read from one documento, each part once."""

    doc: Documento

    @cached_property
    def nomes(self) -> Nomes:
        return Nomes(self.doc)

    @cached_property
    def conversa(self) -> Conversa | None:
        return read_conversa(self.doc)

    @cached_property
    def atendente(self) -> Nome | None:
        return read_atendente(self.doc, self.nomes)

    @cached_property
    def cliente(self) -> Nome | None:
        return read_cliente(self.doc, self.nomes, self.atendente)

    @cached_property
    def pagamento(self) -> Pagamento:
        return read_pagamento(self.doc)

    @cached_property
    def valor(self) -> Valor | None:
        return read_valor(self.doc, self.pagamento)

    @cached_property
    def nao_contatar(self) -> tuple[int, int] | None:
        return read_nao_contatar(self.doc)

    @cached_property
    def proximo(self) -> Proximo | None:
        return None if self.nao_contatar else read_proximo(self.doc, self.conversa)

    @cached_property
    def assunto(self) -> Assunto | None:
        return read_assunto(self.doc, com_valor=self.valor is not None)

    def campos(self) -> dict[str, object]:
        cliente = _spoken(self.cliente)
        return {
            "data_conversa": str(self.conversa) if self.conversa else None,
            "identidade_cliente": cliente,
            "identidade_atendente": _spoken(self.atendente),
            "resumo_assunto": self.assunto.resumo if self.assunto else "",
            "valor_orcamento": to_cents(self.valor.valor) if self.valor else None,
            "forma_pagamento": phrase_of(self.doc, self.pagamento),
            "formas_pagamento": self.pagamento.formas,
            "parcelas": self.pagamento.parcelas,
            "informacoes_organizadas": self._facts(),
            "instrucoes_proximo_passo": describe_passo(
                self.doc, cliente, self.proximo, nao_contatar=self.nao_contatar is not None
            ),
            "proximo_contato": self.proximo.dia if self.proximo else None,
            "nao_contatar": self.nao_contatar is not None,
        }

    def _facts(self) -> tuple[str, ...]:
        understood = [
            f"Interesse em {interesse}" for interesse in (self.assunto.interesses if self.assunto else ())
        ]
        if self.valor:
            understood.append("Orçamento de " + format_brl(self.valor.valor).removesuffix(",00"))
        phrase = phrase_of(self.doc, self.pagamento)
        if phrase:
            understood.append(f"Pagamento: {phrase[0].lower()}{phrase[1:]}")
        return tuple(dict.fromkeys([*understood, *literal_facts(self.doc, self.nomes, understood)]))

    def evidencias(self) -> dict[str, str]:
        """The literal excerpt behind every field that is given."""
        spans: dict[str, Conversa | Trecho | Valor | Proximo | Assunto | None] = {
            "data_conversa": self.conversa,
            "identidade_cliente": self._titled(self.cliente),
            "identidade_atendente": self._titled(self.atendente),
            "resumo_assunto": self.assunto,
            "valor_orcamento": self.valor,
            "proximo_contato": self.proximo,
        }
        found = {campo: self.doc.evidencia(span.inicio, span.fim) for campo, span in spans.items() if span}
        return {
            campo: trecho for campo, trecho in {**found, **self._evidencias_pagamento()}.items() if trecho
        }

    def _titled(self, nome: Nome | None) -> Trecho | None:
        if nome is None:
            return None
        reach = max(0, nome.inicio - _LONGEST_TITLE)
        inicio = self.doc.ditado.rfind(nome.titulo, reach, nome.inicio) if nome.titulo else nome.inicio
        return Trecho(inicio, nome.fim)

    def _evidencias_pagamento(self) -> dict[str, str]:
        found: dict[str, str] = {}
        ways = self._ways_said_together()
        if ways:
            found["formas_pagamento"] = self.doc.evidencia(ways[0].inicio, ways[-1].fim)
        number = next(
            (item for item in self.pagamento.trechos if item.numero == self.pagamento.parcelas), None
        )
        if number:
            found["parcelas"] = self.doc.evidencia(number.inicio, number.fim)
            found.setdefault("formas_pagamento", found["parcelas"])
        if self.nao_contatar:
            found["nao_contatar"] = self.doc.evidencia(*self.nao_contatar)
        if self.proximo:
            frase = self.doc.frase(self.proximo.inicio)
            found["instrucoes_proximo_passo"] = self.doc.evidencia(frase.inicio, frase.fim)
        return found

    def _ways_said_together(self) -> list[Mencao]:
        """The mentions of the sentence that names the most forms of payment, in order."""
        by_sentence: dict[int, list[Mencao]] = {}
        for mencao in sorted(self.pagamento.mencoes, key=lambda item: item.inicio):
            by_sentence.setdefault(self.doc.indice(mencao.inicio), []).append(mencao)
        return max(by_sentence.values(), key=lambda said: len({item.forma for item in said}), default=[])


def _spoken(nome: Nome | None) -> str | None:
    """A name with the title it is spoken with: "Dona Zuleide", "Dr. Carlos", but plain "João" for "Sr. João"."""
    if nome is None:
        return None
    title = _SPOKEN_TITLES.get(nome.titulo)
    return f"{title} {nome.texto}" if title else nome.texto
