"""The approved answers of the demonstration conta: what its chamados are answered with, and the variables they name.

Apart from what tells the demonstration, because these are words. `POST /respostas` takes each as it is.
"""

from typing import Any

# Of `chamados.variaveis` in `PATCH /conta`.
VARIAVEIS = {
    "link_boleto": "https://sorriso.exemplo.com.br/boletos",
    "link_agenda": "https://sorriso.exemplo.com.br/agenda",
    "endereco": "Rua das Acácias, 120, Centro, ao lado da farmácia",
}

RESPOSTAS: tuple[dict[str, Any], ...] = (
    {
        "intencao": "segunda_via_boleto",
        "setor": "financeiro",
        "titulo": "Segunda via do boleto",
        "texto": (
            "Olá, {{nome}}! Você encontra a segunda via do seu boleto, já atualizada, em {{link_boleto}}. Se algo não "
            "bater, responda por aqui e a nossa equipe confere."
        ),
    },
    {
        "intencao": "informacao",
        "titulo": "Horário de atendimento",
        "perguntas": [
            "Qual é o horário de atendimento?",
            "Até que horas vocês ficam abertos?",
            "Que horas a clínica abre?",
            "Vocês atendem aos sábados?",
        ],
        "texto": (
            "Olá, {{nome}}! Atendemos de segunda a sexta, das 8h às 18h, e aos sábados das 8h ao meio-dia. Para "
            "marcar, é só escolher o horário em {{link_agenda}}."
        ),
    },
    {
        "intencao": "informacao",
        "titulo": "Endereço",
        "perguntas": [
            "Qual é o endereço de vocês?",
            "Onde fica a clínica?",
            "Como faço para chegar aí?",
        ],
        "texto": "Olá, {{nome}}! Estamos na {{endereco}}.",
    },
    {
        "intencao": "informacao",
        "titulo": "Convênios",
        "perguntas": [
            "Quais convênios vocês aceitam?",
            "Vocês atendem por convênio?",
            "Aceitam plano odontológico?",
        ],
        "texto": (
            "Olá, {{nome}}! Atendemos pelos convênios Odontoprev, Amil Dental e Bradesco Dental, e também particular. "
            "No dia da consulta, traga a carteirinha e um documento com foto."
        ),
    },
    {
        "intencao": "elogio_agradecimento",
        "titulo": "Agradecimento",
        "texto": "Nós é que agradecemos, {{nome}}! Conte com a gente sempre que precisar.",
    },
)
