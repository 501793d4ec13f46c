"""The services people ask for, and how a subject names them; a closed list that the text itself completes."""

import re

_DENTAL = (
    (r"facetas?(?:\s+(?:de|em)\s+(?:resina|porcelana|ceramica))", "{}"),
    (r"facetas?", "facetas dentárias"),
    (r"lentes?\s+(?:de\s+contato\s+dent\w+|em\s+porcelana|dent\w+)", "lentes de contato dental"),
    (r"protocolo(?:\s+(?:superior|inferior))?", "{} (prótese sobre implantes)"),
    (r"protese\s+(?:total|flexivel|sobre\s+implante|removivel|fixa|parcial|movel)", "{}"),
    (r"dentadura|perereca|chapa\s+dentaria", "prótese dentária ({})"),
    (r"ponte\s+(?:movel|fixa)|ponte", "prótese dentária ({})"),
    (r"roach|\bppr\b", "prótese dentária ({})"),
    (r"protese", "prótese"),
    (r"carga\s+imediata", "{}"),
    (r"implantes?(?!\s+(?:hormonal|capilar|de\s+silicone|do\s+sistema))", "implante dentário"),
    (r"enxerto(?:\s+(?:osseo|gengival))?", "{}"),
    (r"coroas?", "coroa dentária"),
    (r"clareamento(?:\s+(?:caseiro|a\s+laser|de\s+consultorio))?", "{}"),
    (r"(?:placa|bruxismo)(?:\s+(?:de\s+bruxismo|miorrelaxante))?", "{}"),
    (r"invisalign|alinhador\w*(?:\s+invisive\w*)?", "{} (alinhador ortodôntico)"),
    (r"aparelho\s+auditivo", "{}"),
    (
        r"aparelho(?:\s+(?:fixo|metalico|autoligado|autoligavel|transparente|movel|estetico|expansor|"
        r"de\s+safira))?"
        r"(?!s?\s+de\s+ar)",
        "{} (ortodontia)",
    ),
    (r"ortodon\w+", "{}"),
    (r"contencao", "{} ortodôntica"),
    (
        r"endodont\w+|tratamento\s+de\s+canal|canais|canal\b(?!\s+(?:de\s+)?(?:venda|whats|atend|insta|"
        r"youtube))",
        "tratamento de canal",
    ),
    (r"restaurac\w+|restauro|obturac\w+", "restauração dentária"),
    (r"resinas?\b", "resina"),
    (r"sisos?|terceiro\s+molar|terceiros\s+molares", "extração de siso"),
    (r"extrac[ao]\w*|extrair|arrancar", "extração"),
    (r"raspagem(?:\s+periodontal)?|periodont\w+", "raspagem periodontal"),
    (r"gengivo\w+|gengiva", "{}"),
    (r"profilaxia", "limpeza dentária (profilaxia)"),
    (r"limpeza\s+de\s+pele", "{}"),
    (r"reabilitac\w+(?:\s+(?:completa|oral|total))?", "{}"),
    (r"bichectomia|frenectomia|apicectomia|frenotomia", "{}"),
    (r"odontopediatr\w+|selante|fluor", "{}"),
    (r"\bcaries?\b", "tratamento de cárie"),
    (r"dor\s+(?:de|no)s?\s+dentes?|dor\s+no\s+siso|dor\s+de\s+dente", "urgência por {}"),
)
_SAUDE = (
    (r"harmonizac\w+(?:\s+(?:facial|orofacial))?", "{}"),
    (r"botox|toxina(?:\s+botulinica)?", "{} (toxina botulínica)"),
    (r"preenchimento(?:\s+(?:labial|facial|de\s+\w+))?", "{}"),
    (
        r"bioestimulador\w*|fios\s+de\s+pdo|skinbooster|microagulhamento|peeling|criolipolise|mesoterapia|"
        r"lipo\w*(?:\s+de\s+papada)?",
        "{}",
    ),
    (r"depilac\w+(?:\s+a\s+laser)?|fotodepilac\w+", "{}"),
    (r"sobrancelhas?|micropigmentac\w+|cilios|alongamento\s+de\s+cilios", "{}"),
    (
        r"mamoplastia|rinoplastia|abdominoplastia|blefaroplastia|silicone|otoplastia|ninfoplastia|"
        r"cirurgia\s+plastica",
        "{}",
    ),
    (r"catarata|refrativa|lentes?\s+(?:de\s+contato|multifocal|do\s+oculos|intraocular)|oculos", "{}"),
    (r"fisioterapia|pilates|rpg\b|acupuntura|quiropraxia|massagem|drenagem", "{}"),
    (r"psicolog\w+|psicoterapia|terapia|fonoaudiolog\w+|nutric\w+|nutricionista", "{}"),
    (r"ultrassom|ressonancia|tomografia|raio\s*x|exames?\s+(?:de\s+\w+)|check-?up|hemograma", "{}"),
    (r"vacina\w*|castrac\w+|banho\s+e\s+tosa|tosa|consulta\s+veterinaria", "{}"),
    (r"transplante\s+capilar|implante\s+(?:capilar|hormonal)", "{}"),
    (r"cuidador\w*|home\s*care", "{}"),
)
_SERVICOS = (
    (r"ar[\s-]condicionado|split(?:\s+\d+\s*(?:mil\s+)?btus?)?|climatizac\w+", "{} (ar-condicionado)"),
    (r"geladeira|maquina\s+de\s+lavar|lavadora|fogao|microondas|lava\s+e\s+seca|freezer", "conserto de {}"),
    (r"plano\s+(?:anual|mensal|trimestral|semestral|familia|empresarial|premium|basico|gold)", "{}"),
    (r"academia|musculacao|crossfit|personal|natacao|hidroginastica|funcional|danca", "{}"),
    (r"matricula|escola|creche|bercario|reforco\s+escolar|colegio|faculdade|pos[\s-]graduacao", "{}"),
    (r"curso(?:\s+de\s+\w+)?|aulas?\s+de\s+\w+|ingles|espanhol", "{}"),
    (
        r"sistema(?:\s+de\s+(?:\d+\s+)?\w+)?|software|aplicativo|site|loja\s+virtual|e-?commerce|implantacao|"
        r"automac\w+|automatizar"
        r"(?:\s+a\s+\w+)?|consultoria(?:\s+de\s+\w+)?|marketing|trafego\s+pago|identidade\s+visual|logomarca",
        "{}",
    ),
    (
        r"inventario|divorcio|pensao|usucapiao|aposentadoria|revisao\s+(?:de|do)\s+\w+|acao\s+trabalhista|"
        r"contrato\s+social|"
        r"processo\s+\w+|testamento|guarda\s+d\w+\s+\w+|abertura\s+de\s+empresa|imposto\s+de\s+renda|"
        r"contabilidade",
        "{}",
    ),
    (r"seguro(?:\s+(?:do|de)\s+\w+|\s+auto)?|consorcio|apolice", "{}"),
    (
        r"reforma(?:\s+d[oae]\s+\w+)?|pintura|drywall|gesso|telhado|piso|marcenaria|moveis\s+planejados|"
        r"sofa(?:\s+sob\s+medida)?|"
        r"cozinha\s+planejada|guarda[\s-]roupa|porcelanato|instalacao\s+eletrica|encanamento|desentupi\w+",
        "{}",
    ),
    (r"energia\s+solar|placas?\s+solar\w*|painel\s+solar|paineis\s+solares", "{}"),
    (
        r"limpeza(?:\s+d[oae]\s+(?:condominio|sofa|caixa\s+d\W?agua|terreno|vidros|pos[\s-]obra))?|faxina",
        "{}",
    ),
    (
        r"dedetiz\w+|controle\s+de\s+pragas|jardinagem|portaria|vigilancia|cameras?|alarme|cftv|"
        r"cerca\s+eletrica",
        "{}",
    ),
    (
        r"manutencao\s+(?:preventiva|corretiva)(?:\s+d\w+\s+\w+)?|conserto(?:\s+d\w+\s+\w+)?|"
        r"locacao(?:\s+de\s+(?:\d+\s+)?\w+)?|"
        r"aluguel(?:\s+de\s+\w+)?",
        "{}",
    ),
    (
        r"foto(?:grafia)?\s*(?:\+|e)\s*(?:video|filmagem)|fotos?\b|filmagem|buffet|decoracao|festa\s+\w+|"
        r"cerimonial|casamento",
        "{}",
    ),
    (
        r"traducao(?:\s+juramentada)?|pelicula|insulfilm|polimento|funilaria|troca\s+de\s+oleo|pneus?|"
        r"revisao\s+do\s+carro|"
        r"lavagem",
        "{}",
    ),
    (r"pacote(?:\s+de\s+(?:\d+\s+)?\w+|\s+\w+)?|viagem\s+para\s+\w+|hospedagem|passagens?", "{}"),
    (r"internet|fibra|link\s+dedicado|telefonia|hospedagem\s+de\s+site", "{}"),
    (
        r"corte\s+de\s+cabelo|progressiva|mechas|coloracao|manicure|unhas?\s+em\s+gel|maquiagem|penteado|"
        r"tatuagem",
        "{}",
    ),
)
_CASA = (
    (
        r"cerca\s+eletrica|port(?:ao|oes)(?:\s+(?:eletronico|automatico|basculante|de\s+\w+))?|interfone|fechadura\s+\w+|"
        r"serralheria|grades?\s+de\s+\w+|box\s+d[eo]\s+\w+|vidracaria|esquadrias?|persianas?|cortinas?|papel\s+de\s+parede|"
        r"tapetes?|estofados?|colch(?:ao|oes)|carpete|limpeza\s+de\s+\w+|higienizac\w+(?:\s+d[eo]\s+\w+)?|impermeabiliz\w+",
        "{}",
    ),
    (
        r"caixa\s+d\W?agua|fossa|calhas?|infiltrac\w+|vazamento|chuveiro|disjuntor|quadro\s+de\s+luz|fiacao|bomba\s+d\w\s+\w+|"
        r"piscina|aquecedor(?:\s+\w+)?|aquecimento(?:\s+solar)?(?:\s+d[ao]\s+\w+)?|churrasqueira|deck|pergolado|toldo|muro|"
        r"calcada|azulejo|rejunte|forro|demolic\w+|construcao|projeto\s+(?:de\s+)?\w+|planta\s+baixa|poda|grama|paisagismo",
        "{}",
    ),
    (r"cupi(?:m|ns)|baratas|ratos|escorpi\w+|desinsetiz\w+|desratiz\w+|sanitiz\w+", "controle de {}"),
    (
        r"mudanca(?!\s+de\s+(?:data|horario|plano|endereco))|carreto|guarda[\s-]moveis|montagem(?:\s+d[eo]\s+\w+)?|diarista",
        "{}",
    ),
    (
        r"computador|notebook|impressora|televis\w+|videogame|formatac\w+|backup|roteador|\d+\s*megas?\b",
        "{}",
    ),
    (r"costura|ajuste\s+de\s+\w+|vestido(?:\s+de\s+\w+)?|lavanderia|sapat\w+|joia|alianc\w+|relogio", "{}"),
)
_AUTO = (
    (
        r"embreagem|suspensao|amortecedor\w*|pastilhas?(?:\s+de\s+freio)?|freios?|cambio|correia(?:\s+dentada)?|velas?\s+d\w\s+\w+|"
        r"injecao(?:\s+eletronica)?|radiador|bateria|alinhamento|balanceamento|martelinho|retrovisor|para-?choque|motor|"
        r"escapamento|compressor|martelinho\s+de\s+ouro|vitrificac\w+|som\s+automotivo|rastreador|guincho|vistoria",
        "{}",
    ),
)
_PESSOAS = (
    (
        r"palestra(?:\s+sobre\s+\w+)?|treinamento(?:\s+d[eo]\s+\w+)?|workshop|ginastica\s+laboral|mentoria|coaching|ergonomia|"
        r"concurso|vestibular|autoescola|habilitac\w+|\bcnh\b|musica|violao|piano|ballet|bale|judo|jiu-?jitsu|yoga|ioga|zumba",
        "{}",
    ),
    (
        r"aniversario|bolo(?:\s+de\s+\w+)?|doces|salgados|convites?|lembrancinhas?|\bdj\b|banda|mesa\s+posta|brinquedos?|"
        r"chacara|salao\s+de\s+festas?|formatura|ensaio(?:\s+\w+)?|album",
        "{}",
    ),
    (
        r"contrato\s+de\s+(?:prestacao|locacao|compra|namoro|aluguel)|escritura|regularizac\w+|recurso\s+de\s+multa|cobranca\s+judicial|marca\s+registrada|registro\s+de\s+marca|"
        r"certificado\s+digital|\bmei\b|folha\s+de\s+pagamento|declaracao(?:\s+d[eo]\s+\w+)?|laudo(?:\s+\w+)?|pericia|despachante",
        "{}",
    ),
    (
        r"plano\s+(?:de\s+saude|odontologico|dental|pet|funerario)(?:\s+\w+)?|previdencia",
        "{}",
    ),
    (
        r"fisio\b|fono\b|fonoterapia|ortope\w+|dermato\w*|verrugas?|pintas?|varizes|vasinhos?|escleroterapia|laserterapia|endoscop\w+|"
        r"colonoscop\w+|ecocardio\w*|eletrocardiograma|audiometria|aparelho\s+auditivo|palmilhas?|orteses?|calista|podolog\w+|"
        r"ortognat\w+|\batm\b|panoramica|radiografia|documentac\w+\s+ortodontica|exodontia|avaliacao(?:\s+\w+)?|cirurgia(?:\s+d[aeo]\s+\w+)?",
        "{}",
    ),
    (r"bifocal|multifocais|armac\w+|lente\s+de\s+contato", "{} (óculos)"),
    (r"vermifugo|adestramento|hotelzinho|creche\s+canina|microchip\w*|petshop", "{}"),
)
_INFORMACAO = (
    (r"horarios?\s+de\s+(?:funcionamento|atendimento)", "{}"),
    (r"estacionamento|endereco|localizacao|como\s+chegar", "{}"),
    (r"convenio\s+\w+", "{}"),
    (
        r"saldo|reembolso|cobranca\w*|cobr(?:amos|aram|ou)|nota\s+fiscal|segunda\s+via|comprovante|recibo",
        "{}",
    ),
)


def _compile(entries: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{padrao})(?!\w)"), nome) for padrao, nome in entries)


_GENERIC = ((r"lentes?|laser|proteses", "{}"),)

# Tried in order: an earlier entry that covers a stretch of text keeps later ones off it.
SERVICOS = _compile((*_DENTAL, *_SAUDE, *_SERVICOS, *_CASA, *_AUTO, *_PESSOAS, *_GENERIC))
INFORMACOES = _compile(_INFORMACAO)
