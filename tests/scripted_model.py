"""A chat model that says what a test tells it to; the chain around it is the real one."""

import json
from dataclasses import dataclass, field
from typing import Any

from shared.kit.llm import Completion, ModelUnavailable, Prompt
from shared.kit.model_chain import ModelChain
from shared.relatos.models import Extracao


@dataclass
class ScriptedModel:
    """Answers the same to every prompt; None is an outage."""

    answer: object = None
    name: str = "groq:openai/gpt-oss-20b"
    asked: list[Prompt] = field(default_factory=list)

    async def complete(self, prompt: Prompt, *, timeout_s: float) -> Completion:
        self.asked.append(prompt)
        if self.answer is None:
            raise ModelUnavailable("http_503")
        return Completion(json.dumps(self.answer, ensure_ascii=False), self.name, 10, 10)

    def chain(self) -> ModelChain:
        return ModelChain([self])


def answer_of(extracao: Extracao) -> dict[str, Any]:
    """What a faithful model would answer whose reading is `extracao`; quotes are its evidences."""

    def cited(campo: str, **said: object) -> dict[str, object]:
        return {"evidencia": extracao.evidencias.get(campo), **said}

    valor = extracao.valor_orcamento
    return {
        "data_conversa": cited("data_conversa"),
        "identidade_cliente": cited("identidade_cliente", valor=extracao.identidade_cliente),
        "identidade_atendente": cited("identidade_atendente", valor=extracao.identidade_atendente),
        "resumo_assunto": cited("resumo_assunto", valor=extracao.resumo_assunto or None),
        "valor_orcamento": cited("valor_orcamento", valor=None if valor is None else float(valor)),
        "formas_pagamento": [cited("formas_pagamento", valor=forma) for forma in extracao.formas_pagamento],
        "parcelas": cited("parcelas", valor=extracao.parcelas),
        "informacoes_organizadas": [
            {"evidencia": fato, "fato": fato} for fato in extracao.informacoes_organizadas
        ],
        "instrucoes_proximo_passo": cited(
            "instrucoes_proximo_passo", valor=extracao.instrucoes_proximo_passo
        ),
        "proximo_contato": cited("proximo_contato"),
        "nao_contatar": cited("nao_contatar", valor=extracao.nao_contatar),
    }
