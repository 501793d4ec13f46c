"""Whether somebody wants no messages any more, in whatever words; apart because it goes before everything else."""

from collections.abc import Sequence

from shared.atendimentos.leitura.grafia import Palavra
from shared.atendimentos.leitura.sinais import Sinal, Tipo, one_of

_GAP = r"(?: \S+){0,3}?"
_CLITIC = r"(?: (?:me|nos|mais|ja|so|por favor|pfv|voces|voce|eu|nem|tambem))*"
_MESSAGE = (
    r"(?:mensage\w+|mensagens?|lembretes?|avisos?|notificac\w+|torpedos?|sms|spam|whatsapp|disparos?|alertas?|"
    r"propagandas?|inscricao|envios?|contatos?|ligac\w+|automatic\w+|robo|recados?|cobrancas?|lista)"
)
_SEND = (
    r"(?:mandar|mandarem|manda|mande|mandem|mandando|enviar|enviarem|envia|envie|enviem|enviando|encher|encherem|enche|encha|encham|enchendo|"
    r"perturb\w+|incomod\w+|importun\w+|atorment\w+|chatea\w+|azucrin\w+|amol\w+|chamar|chame|chamem|escrever|escreva|"
    r"escrevam|contatar|contate|contatem|contactar|procurar|procure|procurem|notificar|notifique|notifiquem|"
    r"spammar|spam|disparar|cobrar|cobrem)"
)
# "Não precisa mandar o boleto" is about the boleto.
_OBJECT = (
    r"(?:boletos?|fotos?|documentos?|exames?|enderecos?|localizacao|link|pedido|guia|resultado|comprovante|audio|cartao|"
    r"valor|receita|atestado|laudo|mapa|orcamento|medico|uber|ninguem)"
)
_REMOVE = (
    r"(?:tira|tire|tirem|tirar|remov\w+|exclu\w+|apag\w+|delet\w+|retir\w+|risca\w*|risque\w*|descadastr\w+|bloquei\w+|"
    r"elimin\w+|desvincul\w+)"
)
_MINE = r"(?:o |a |os |as )?(?:meus?|minhas?|esse|este|desse|deste|nosso|meu proprio)"
_NUMBER = (
    r"(?:numeros?|contatos?|telefones?|celular\w*|fones?|whatsapp|dados|cadastros?|email|e mail|registros?)"
)
_LIST = (
    r"(?:lista\w*|grupo\w*|cadastro|mensagens|disparos?|robo|sistema|transmissao|mailing|contatos|banco|base|automatico|"
    r"programa|whatsapp|envios?|avisos?|lembretes?)"
)
_STOP = one_of(
    # pare de mandar, chega de mensagem
    rf"(?:pare|parem|parar|paren|pararem|parassem|parasse|deixe|deixem|deixa|chega|cheguem|basta|evite|evitem)(?: logo| ja)? (?:de|com)"
    rf"{_CLITIC}(?: ficar| ficarem)? (?:{_SEND}|{_MESSAGE}|essas? {_MESSAGE}|esses? {_MESSAGE}|isso|tantas? {_MESSAGE}|"
    rf"tantos? {_MESSAGE})",
    rf"(?:evite|evitem|evitar) (?:de )?(?:me )?{_SEND}",
    rf"(?:parar|pare|parem) (?:com )?(?:de receber|os? {_MESSAGE}|as? {_MESSAGE}|ess[ae]s? {_MESSAGE})",
    rf"(?:parar|deixar) de receber{_GAP}",
    # não me mande mais
    rf"(?:nao|nem|nunca mais){_CLITIC} (?:fi(?:que|quem|ca) )?{_SEND}{_GAP} (?:mais|nada|nunca|{_MESSAGE}|por (?:aqui|esse)|nesse)",
    rf"(?:nao|nunca) (?:me |nos )?{_SEND} mais(?: nada)?",
    rf"nunca mais (?:me )?{_SEND}",
    rf"(?:nao|nem|nunca)(?: (?:me|nos|mais|precisa\w*|e|era|pra|quero|queria|que|deve|devem|podem?|fique|fiquem|ficar|fica|voces|favor|por|gentileza|volte|voltem|a)){{1,6}}"
    rf" {_SEND}(?!(?: \S+)? {_OBJECT})",
    rf"nao (?:mandem|envie|enviem|mandar|enviar|contatar|perturbar|incomodar|escrevam|notificar)(?!(?: \S+)? {_OBJECT})",
    r"nao(?: \S+){1,4}? (?:receber|ser (?:contat\w+|lembrad\w+|avisad\w+|notificad\w+|incomodad\w+|procurad\w+))(?!(?: \S+)? (?:alta|visita|resultado|laudo))",
    r"nao (?:quero|preciso|precisa\w*|gosto|desejo)(?: mais)?(?: que)?(?: me)? (?:lembr\w+|avis\w+|contat\w+|procur\w+)",
    r"nao (?:quero|queria)(?: mais)? (?:nada|papo|conversa|contato|falar|saber|negocio) (?:com|de|d[oa])(?: voces| robo| clinica)?",
    r"(?:me |nos )(?:esquec\w+|erra|errem|poup\w+|bloquei\w+|desvincul\w+|deslig\w+ d\w+ lista)|esquec\w+ (?:o )?(?:meu|esse) (?:numero|contato)|perc\w+ meu (?:numero|contato)",
    r"(?:ja )?(?:deu|basta|chega) (?:de|com|dess[ae]s?|ess[ae]s?)(?: \S+){0,2}? " + _MESSAGE,
    rf"(?:sem|corta|cortem|para|pare|parem|zero) (?:essas? |esses? |de |com )?{_MESSAGE}",
    r"(?:isso|iss|aqui)? ?(?:ja )?(?:e|virou|parece) (?:puro )?(?:spam|assedio|perseguicao)|^spam$",
    rf"(?:cancel\w+|encerr\w+|exclu\w+) (?:o |a |meu |minha )*(?:cadastro|assinatura|inscricao)",
    rf"{_REMOVE}(?: o| a)? (?:meu|minha) (?:nome|numero|whatsapp|contato)(?: dai| disso| disto| desse \w+| de voces| dessas? \w+)?(?: |$)(?!d\w+ (?:agenda|consulta|terca|quinta|quarta|sexta|segunda|dia|horario))",
    rf"(?:pode|podem) (?:ja )?(?:parar|cancelar|desligar|suspender|desativar) (?:de |com |o |a |os |as |ess[ae]s? )*(?:{_SEND}|{_MESSAGE}|isso)",
    r"(?:no|ao|pro|o) procon|(?:na|pra) anatel|(?:na|pra) anpd",
    rf"nao (?:me |nos |mais )*(?:perturb\w+|incomod\w+|importun\w+|encham?|enche|amol\w+|chamem?|contatem?|procurem?)",
    rf"nao (?:quero|queremos|desejo|desejamos|gostaria|autorizo|autorizei|aceito|permito|preciso|gosto|admito|solicitei|pedi)"
    rf"(?: de| que| mais| o| a| os| as| voces| eu| nenhum| nenhuma)*"
    rf"(?: (?:receb\w+|ser contat\w+|ser notific\w+|ser incomod\w+|ser lembrad\w+|(?:me )?{_SEND}|ess\w+ {_MESSAGE}|{_MESSAGE}|"
    rf"qualquer {_MESSAGE}|entrem em contato|contato))",
    rf"(?:nao|nem) (?:precisa\w*|quero que|precisam) (?:voces )?(?:mais )?(?:me )?(?:fica\w* |ficar )?(?:me )?{_SEND}{_GAP} "
    rf"(?:{_MESSAGE}|mais|nada|toda hora|todo dia|sempre)",
    r"nao (?:precisa\w*|quero que) (?:mais )?(?:fica\w* )?(?:me )?(?:ficar )?(?:me )?(?:lembrar|lembrando|avisando|cobrando)",
    rf"(?:dispenso|recuso|rejeito|detesto|odeio)(?: o| a| os| as| receber| ess\w+| esse tipo de| qualquer)* {_MESSAGE}",
    rf"prefiro (?:nao|que nao|parar)(?: mais)?(?: de)? (?:receber|ser contat\w+|me \w+|entrem em contato)",
    r"(?:nao|nem)(?: me)? entr(?:e|em|ar|arem)(?: mais)? em contato",
    r"nao (?:fac\w+|tent\w+)(?: mais)? contato",
    rf"sem mais {_MESSAGE}|(?:nenhuma|nem uma) {_MESSAGE} (?:a )?mais|nada de {_MESSAGE}",
    # cancela o lembrete
    rf"(?:cancel\w+|desativ\w+|deslig\w+|desabilit\w+|suspend\w+|interromp\w+|encerr\w+|silenci\w+|bloque\w+|tir\w+)"
    rf"(?: pra mim| por favor| ai| logo| o| a| os| as| de| do| da| meu| minha| ess[ae]s?| est[ae]s?| ess?es?| tod[oa]s| d?ess[ae]s?| recebimento)*"
    rf" {_MESSAGE}",
    # tira meu número, me tira da lista
    rf"{_REMOVE}(?: pra mim| por favor| o| logo)* {_MINE} {_NUMBER}",
    rf"{_REMOVE} (?:o |os )?(?:numero|telefone|contato|celular|cadastro|dados)",
    rf"{_REMOVE} (?:o )?(?:meu )?nome (?:d\w+ )(?:\S+ )?{_LIST}",
    rf"(?:me|nos) {_REMOVE}(?: por favor| ja)?(?: (?:d\w+|desse|dessa|desta|deste|do|da|de|das|dos|ai|dai))*"
    rf"(?: \S+)? {_LIST}",
    rf"{_REMOVE} (?:eu|a gente|nos|nois)(?: d\w+)?(?: d?\S+)? {_LIST}",
    rf"{_REMOVE} me(?: d\w+ {_LIST})?",
    r"descadastr\w+|desinscrev\w+|desinscri\w+|unsubscribe|opt out|optout",
    rf"(?:quero|queria|desejo|gostaria de|prefiro|solicito|peco pra|como) (?:eu )?(?:faco pra )?sair (?:d\w+ ){{1,2}}{_LIST}",
    rf"sair (?:d\w+ ){{1,2}}(?:\S+ )?{_LIST}",
    rf"(?:cansei|cansad[oa]|saco cheio|nao aguento|chega|par(?:e|em|ar|arem))(?: mais)?(?: d\w+| com)?(?: \S+){{0,3}}? (?:{_MESSAGE}|receber|recebendo|mandar|mandarem)",
    rf"(?:remocao|exclusao|retirada|descadastramento|descadastro|baixa|eliminacao)(?: imediata)? d\w+ (?:meus? |minhas? |esse |este )?{_NUMBER}",
    rf"(?:solicit\w+|exijo|quero|peco|gostaria de) (?:que )?(?:remov\w+|retir\w+|exclu\w+|apag\w+)(?: d\w+)? {_MINE} {_NUMBER}",
    # bloquear, denunciar
    r"(?:vou|irei|vamos|vo|acabo|serei|terei que|ter que)(?: de| ser obrigad\w| ter que| te| obrigad\w)* "
    r"(?:bloque\w+|denunci\w+|report\w+)",
    r"(?:bloqueio|denuncio|reporto|bloqueando|bloqueado)(?: voces| esse| este| o| ja)?(?: numero| contato)?",
    r"(?:me )?deix(?:a|e|em)(?: a gente)? (?:me )?(?:em|na) paz|larg(?:a|uem) do meu pe|saia?m? do meu (?:whatsapp|celular|pe)",
    r"(?:revogo|retiro|cancelo) (?:o )?(?:meu )?consentimento",
    rf"(?:exclu\w+|apag\w+|remo\w+|elimin\w+|delet\w+) d?(?:os |as |e )?(?:meus |minhas )(?:dados|informac\w+)",
)
_HOSTILE = one_of(
    r"process(?:ar|o)|denunci\w+|bloque\w+|parem|pararem|aguento|cansei|saco|inferno|perturb\w+|incomodando|incomodem|enchendo|"
    r"encher|invasiv\w+|abus\w+|procon|insuportavel|irritante|chatea\w+"
)
_ABOUT_MESSAGES = one_of(
    rf"{_MESSAGE}|receber|recebendo|mandar|mandando|mandem|mandarem|enviar|enviando|numero|toda hora|todo dia|todo santo dia"
)
_ALONE = one_of(
    r"(?:^|, )(?:oi |ola |bom dia |boa tarde |por favor |quero |queria |gostaria de |desejo |ok |e )*"
    r"(?:sair|pare|parem|parar|stop|descadastrar|remover|unsubscribe|me remov\w+|me tir\w+|desativar|desativa|desative|desligar|chega|basta|ja chega|ja basta|spam)"
    r"(?: (?:por favor|por gentileza|pfv|obrigado|agora|ja|com isso|logo|moca|moco|gente|isso|ai|tudo))*(?:$| ,)",
    r"^(?:nao envie mais|nao quero mais receber|cancelar envio|cancelar inscricao|nao envi\w+)(?:$| ,)",
)
# "Não parem de mandar" and "não quero sair da lista" ask for the contrary.
_CONTRARY = frozenset(("nao", "nunca", "jamais"))
_CLITICS = frozenset(
    "me nos quero queria desejo precisa precisam e pra que vou pode podem pretendo vao".split()
)
_STARTS_NEGATED = frozenset(("nao", "nem", "nunca", "sem", "prefiro", "nenhuma", "nada"))


def stop_in(sentence: Sequence[Palavra]) -> Sinal | None:
    """The place in a sentence, commas included, that asks for no more messages."""
    text = " ".join(word.forma for word in sentence)
    for pattern in (_STOP, _ALONE):
        for match in pattern.finditer(text):
            first = text.count(" ", 0, match.start())
            last = text.count(" ", 0, match.end())
            if not _is_denied(sentence, first, match[0]):
                return Sinal(Tipo.PARAR, sentence[first].inicio, sentence[last].fim)
    return _hostility(sentence, text)


def _hostility(sentence: Sequence[Palavra], text: str) -> Sinal | None:
    """Anger at our messages, whatever its words."""
    if not (_HOSTILE.search(text) and _ABOUT_MESSAGES.search(text)) or _NO_OFFENCE.search(text):
        return None
    return Sinal(Tipo.PARAR, sentence[0].inicio, sentence[-1].fim)


_NO_OFFENCE = one_of(r"(?:desculp\w+|sem querer|nao quero|perdao|nao|nunca) (?:por |te |estar |me )*(?:incomod\w+|perturb\w+|encher|parem|bloque\w+)")


def _is_denied(sentence: Sequence[Palavra], first: int, found: str) -> bool:
    if found.split()[0] in _STARTS_NEGATED:
        return False
    before = first - 1
    while before >= 0 and sentence[before].forma in _CLITICS:
        before -= 1
    return before >= 0 and sentence[before].forma in _CONTRARY
