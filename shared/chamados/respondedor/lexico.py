"""What tells two questions apart that sound alike; apart from the rules, because these are data.

All patterns are of folded text.
"""

# What is asked of a thing. An answer that says nothing of it is none.
ASPECTOS: dict[str, tuple[str, ...]] = {
    "preco": (
        r"\bquanto (?:custa|fica|sai|e\b|cobra|ta\b|esta\b)",
        r"\bprecos?\b",
        r"\bvalor(?:es)?\b",
        r"\bcusto\b",
    ),
    "tempo": (
        *(
            r"\bquanto tempo\b",
            r"\bprazos?\b",
            r"\bquantos (?:dias|meses|anos)\b",
            r"\bdemora",
            r"\bdura(?:cao)?\b",
        ),
        *(r"\bdura quanto\b", r"\btempo\b"),
    ),
    "parcelas": (r"\bquantas (?:vezes|parcelas)\b", r"\bparcel", r"\bdividir\b"),
    "hora": (r"\bque horas\b", r"\bhorarios?\b", r"\bexpediente\b"),
    "lugar": (
        r"\bonde (?:fica|e\b|esta|estao|voces)",
        r"\benderecos?\b",
        r"\blocalizacao\b",
        r"\bcomo (?:faco para )?chegar?\b",
    ),
    "idade": (r"\bidade\b", r"\bquantos anos\b"),
    "quando": (r"\bquando\b", r"\bque dias?\b", r"\bqual (?:o )?dia\b"),
    "multa": (r"\bmultas?\b",),
    "senha": (r"\bsenhas?\b",),
}

# How an answer shows that it is about one of these, asked for by name or not.
DITOS: dict[str, tuple[str, ...]] = {
    "preco": (r"r\$", r"\breais\b"),
    "tempo": (r"\b(?:minutos?|horas?|dias?|semanas?|mes|meses|anos?)\b",),
    "parcelas": (r"\bparcel", r"\bvezes\b"),
    "hora": (r"\b\d{1,2} ?h", r"\bmeio-?dia\b", r"\bmeia-?noite\b"),
    "lugar": (r"\b(?:rua|avenida|av|praca|bairro|centro|em frente|ao lado|esquina|andar)\b",),
    "idade": (r"\banos?\b",),
    "quando": (r"\b(?:segunda|terca|quarta|quinta|sexta|sabado|domingo)", r"\bdias? (?:\d|util|uteis)"),
}

# Radicals of words that ask, and tell nothing of what is asked about: ASPECTOS weighs what they ask.
DE_PERGUNTAR = frozenset(
    {
        *(
            "quant",
            "jeit",
            "form",
            "maneir",
            "period",
            "mes",
            "dia",
            "dat",
            "temp",
            "peg",
            "usa",
            "necessa",
            "pass",
        ),
        *("vem", "possu", "oferec", "disponibiliz", "costum"),
    }
)

# A day that is named and was not answered for is another question.
DIAS = ("segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo", "feriado")

# Things of one kind, by the beginnings of their words: where one was answered, the answer says nothing of another.
# Search knows kinds too, by wider meanings: near enough to find, not to answer.
COISAS: tuple[tuple[str, ...], ...] = (
    (
        *(
            "unimed",
            "amil",
            "bradesco",
            "sulamerica",
            "hapvida",
            "notredame",
            "porto",
            "cassi",
            "geap",
            "allianz",
        ),
        *(
            "odontoprev",
            "metlife",
            "uniodonto",
            "ipasgo",
            "ipsemg",
            "omint",
            "mediservice",
            "fusex",
            "interodonto",
        ),
    ),
    ("pix", "cheque", "dinheiro", "debito", "credito", "boleto", "transferencia", "vale"),
    (
        *(
            "clareamento",
            "implante",
            "aparelho",
            "alinhador",
            "limpeza",
            "canal",
            "extrac",
            "siso",
            "protese",
            "faceta",
        ),
        *(
            "lente",
            "botox",
            "harmoniz",
            "restaura",
            "manutenc",
            "raio",
            "exame",
            "vacina",
            "cirurgia",
            "coroa",
        ),
    ),
    (
        *(
            "roteador",
            "modem",
            "telefone",
            "televis",
            "tv",
            "camera",
            "alarme",
            "portao",
            "elevador",
            "impressora",
        ),
        *("computador", "notebook", "celular", "aplicativ", "site", "bicicl"),
    ),
    ("crianc", "bebe", "idos", "gestante", "gravid", "cadeirante"),
    ("cachorro", "cao", "caes", "gato", "passaro", "coelho"),
    ("recibo", "boleto", "atestado", "laudo", "receita", "declarac", "carteir", "certificado"),
    (
        *(
            "janeiro",
            "fevereiro",
            "marco",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
        ),
        *("novembro", "dezembro"),
    ),
    ("entreg", "troca", "devol", "instal", "garant", "reembols", "estorn", "matricul", "pagament"),
    ("norte", "sul", "leste", "oeste", "centro"),
    ("manha", "tarde", "noite", "madrugada"),
    DIAS,
)

# That something went wrong, or was done already: told, not asked.
QUEIXAS = (
    r"\b(?:est\w+|fic\w+) (?:\w+ )?(?:lent[oa]|ruim|fechad|desligad|bloquead|inativ)",
    *(
        r"\bqueim",
        r"\bquebr",
        r"\bnao (?:funciona|abre|liga|entra|chegou|veio|caiu|recebi|consigo|deram|consegui)",
    ),
    *(
        r"\bcaiu\b",
        r"\berr(?:o|ad)",
        r"\bmal ?feit",
        r"\bsem (?:me |eu |nos )?(?:avis|ped|autoriz)",
        r"\bninguem\b",
    ),
    *(
        r"\bcobra(?:ram|do|da)\b",
        r"\bja (?:fiz|paguei|passou|liguei|pedi|falei)",
        r"\bvazando\b",
        r"\btravad",
        r"\bsumiu\b",
    ),
    *(
        r"\bestragad",
        r"\bparou\b",
        r"\batrasad",
        r"\bdemorou\b",
        r"\bcontinua\b",
        r"\bde novo\b",
        r"\bduas vezes\b",
    ),
)

# Of the one who asks alone: nobody else's answer holds.
PROPRIO = (
    r"\b(?:meus?|minhas?|nossos?|nossas?) (?:\w+ ){0,2}(?:exames?|resultados?|laudos?|pedidos?|encomendas?|protocolos?"
    r"|guias?|autorizac\w+|reembolsos?|estornos?|entregas?|chamados?|processos?|biopsia|proposta|debitos?|saldos?)\b",
    r"\b(?:horario|hora|data|dia|quando) (?:\w+ ){0,3}(?:minha|meu|nossa) "
    r"(?:consulta|horario|retorno|avaliacao|visita)\b",
    r"\b(?:ja )?(?:ficou|ficaram|esta|estao) pront[oa]s?\b",
    r"\bquanto (?:eu )?(?:devo|falta|estou devendo)\b",
    r"\bandamento\b",
    r"\bstatus d[oae]\b",
)
