"""Whether somebody wants no messages any more, in whatever words; apart because it goes before everything else."""

import re
from collections.abc import Sequence

from shared.atendimentos.leitura.grafia import Palavra
from shared.atendimentos.leitura.sinais import Sinal, Tipo, one_of, words

_GAP = r"(?: \S+){0,3}?"
_CLITIC = r"(?: (?:me|nos|mais|ja|so|por favor|pfv|voces|voce|eu|nem|tambem))*"
_MESSAGE = (
    r"(?:mensage\w+|mensagens?|lembretes?|avisos?|notificac\w+|torpedos?|sms|spam|whatsapp|disparos?|alertas?|"
    r"propagandas?|inscricao|envios?|contatos?|ligac\w+|automatic\w+|robo|recados?|cobrancas?|lista|recebimento)"
)
_SEND = (
    r"(?:mandar|mandarem|manda|mande|mandem|mandando|enviar|enviarem|envia|envie|enviem|enviando|"
    r"encher|encherem|enche|encha|encham|enchendo|"
    r"perturb\w+|incomod\w+|importun\w+|atorment\w+|chatea\w+|azucrin\w+|amol\w+|chamar|chame|chamem|"
    r"escrever|escreva|"
    r"escrevam|contat(?:ar|e|em)|contact(?:ar|e|em)|procurar|procure|procurem|notificar|notifique|notifiquem|"
    r"spammar|spam|disparar|cobrar|cobrem)"
)
# "Não precisa mandar o boleto" is about the boleto.
_OBJECT = (
    r"(?:boletos?|fotos?|documentos?|exames?|enderecos?|localizacao|link|pedido|guia|resultado|"
    r"comprovante|audio|cartao|"
    r"valor|receita|atestado|laudo|mapa|orcamento|medico|uber|ninguem)"
)
_REMOVE = (
    r"(?:tira|tire|tirem|tirar|remov\w+|exclu\w+|apag\w+|delet\w+|retir\w+|risca\w*|risque\w*|"
    r"descadastr\w+|bloquei\w+|"
    r"elimin\w+|desvincul\w+)"
)
_MINE = r"(?:o |a |os |as )?(?:meus?|minhas?|esse|este|desse|deste|nosso|meu proprio)"
_NUMBER = (
    r"(?:numeros?|contatos?|telefones?|celular\w*|fones?|whatsapp|dados|cadastros?|email|e mail|registros?)"
)
_LIST = (
    r"(?:lista\w*|grupo\w*|cadastro|mensagens|disparos?|robo|sistema|transmissao|mailing|contatos|"
    r"banco|base|automatico|"
    r"programa|whatsapp|envios?|avisos?|lembretes?)"
)
_STOP = one_of(
    # pare de mandar, chega de mensagem
    rf"(?:pare|parem|parar|paren|pararem|parassem|parasse|deixe|deixem|deixa|chega|cheguem|basta|evite|"
    rf"evitem)(?: logo| ja)? (?:de|com)"
    rf"{_CLITIC}(?: ficar| ficarem)? (?:{_SEND}|{_MESSAGE}|essas? {_MESSAGE}|esses? {_MESSAGE}|isso|"
    rf"tantas? {_MESSAGE}|"
    rf"tantos? {_MESSAGE})",
    rf"(?:evite|evitem|evitar) (?:de )?(?:me )?(?:{_SEND}|{_MESSAGE}|entrar em contato)",
    rf"(?:parar|pare|parem) (?:com )?(?:de receber|os? {_MESSAGE}|as? {_MESSAGE}|ess[ae]s? {_MESSAGE})",
    rf"(?:parar|deixar) de receber{_GAP}",
    # não me mande mais
    rf"(?:nao|nem|nunca mais){_CLITIC} (?:fi(?:que|quem|ca) )?{_SEND}{_GAP} (?:mais|nada|nunca|"
    rf"{_MESSAGE}|por (?:aqui|esse)|nesse)",
    rf"(?:nao|nunca) (?:me |nos )?{_SEND} mais(?: nada)?",
    rf"nunca mais (?:me )?{_SEND}",
    rf"(?:nao|nem|nunca)(?: (?:me|nos|mais|precisa\w*|e|era|pra|quero|queria|que|deve|devem|podem?|"
    rf"fique|fiquem|ficar|fica|voces|favor|por|gentileza|volte|voltem|a)){{1,6}}"
    rf" {_SEND}(?!(?: \S+)? {_OBJECT})",
    rf"nao (?:mandem|envie|enviem|mandar|enviar|contatar|perturbar|incomodar|escrevam|"
    rf"notificar)(?!(?: \S+)? {_OBJECT})",
    r"nao(?: \S+){1,4}? (?:receber|ser (?:contat\w+|lembrad\w+|avisad\w+|notificad\w+|incomodad\w+|"
    r"procurad\w+|importunad\w+|perturbad\w+|chamad\w+|chatead\w+|cobrad\w+|acionad\w+|abordad\w+))"
    r"(?!(?: \S+)? (?:alta|visita|resultado|laudo))",
    r"nao (?:quero|preciso|precisa\w*|gosto|desejo)(?: mais)?(?: que)?(?: me)? (?:lembr\w+|avis\w+|"
    r"contat\w+|procur\w+)",
    r"nao (?:quero|queria)(?: mais)? (?:nada|papo|conversa|contato|falar|saber|negocio) (?:com|de|"
    r"d[oa])(?: voces| robo| clinica)?",
    r"(?:me |nos )(?:esquec\w+|erra|errem|poup\w+|bloquei\w+|desvincul\w+|deslig\w+ d\w+ lista)|"
    r"esquec\w+ (?:o )?(?:meu|esse) (?:numero|contato)|perc\w+ meu (?:numero|contato)",
    r"(?:ja )?(?:deu|basta|chega|esta bom|da um tempo|deem um tempo) (?:de|com|dess[ae]s?|ess[ae]s?)(?: \S+){0,2}? "
    + _MESSAGE,
    rf"(?:sem|corta|cortem|para|pare|parem|zero) (?:essas? |esses? |de |com )?{_MESSAGE}",
    r"(?:isso|iss|aqui)? ?(?:ja )?(?:e|virou|parece) (?:puro )?(?:spam|assedio|perseguicao)|^spam$",
    r"(?:cancel\w+|encerr\w+|exclu\w+) (?:o |a |meu |minha )*(?:cadastro|assinatura|inscricao)",
    rf"{_REMOVE}(?: o| a)? (?:meu|minha) (?:nome|numero|whatsapp|contato)(?: dai| disso| disto|"
    rf" desse \w+| de voces| dessas? \w+)?(?: |$)(?!d\w+ (?:agenda|consulta|terca|quinta|quarta|sexta|"
    rf"segunda|dia|horario))",
    rf"(?:pode|podem) (?:ja )?(?:parar|cancelar|desligar|suspender|desativar) (?:de |com |o |a |os |"
    rf"as |ess[ae]s? )*(?:{_SEND}|{_MESSAGE}|isso)",
    r"(?:no|ao|pro|o) procon|(?:na|pra) anatel|(?:na|pra) anpd",
    r"nao (?:me |nos |mais )*(?:perturb\w+|incomod\w+|importun\w+|encham?|enche|amol\w+|chamem?|"
    r"contatem?|procurem?)",
    rf"nao (?:quero|queremos|desejo|desejamos|gostaria|autorizo|autorizei|aceito|permito|preciso|gosto|"
    rf"admito|solicitei|pedi)"
    rf"(?: de| que| mais| o| a| os| as| voces| eu| nenhum| nenhuma)*"
    rf"(?: (?:receb\w+|ser contat\w+|ser notific\w+|ser incomod\w+|ser lembrad\w+|(?:me )?{_SEND}|"
    rf"ess\w+ {_MESSAGE}|{_MESSAGE}|"
    rf"qualquer {_MESSAGE}|entrem em contato|contato))",
    rf"(?:nao|nem) (?:precisa\w*|quero que|precisam) (?:voces )?(?:mais )?(?:me )?(?:fica\w* |"
    rf"ficar )?(?:me )?{_SEND}{_GAP} "
    rf"(?:{_MESSAGE}|mais|nada|toda hora|todo dia|sempre)",
    r"nao (?:precisa\w*|quero que) (?:mais )?(?:fica\w* )?(?:me )?(?:ficar )?(?:me )?(?:lembrar|"
    r"lembrando|avisando|cobrando)",
    rf"(?:dispenso|recuso|rejeito|detesto|odeio)(?: o| a| os| as| receber| ess\w+| esse tipo de|"
    rf" qualquer)* {_MESSAGE}",
    r"prefiro (?:nao|que nao|parar)(?: mais)?(?: de)? (?:receber|ser contat\w+|me \w+|entrem em contato)",
    r"(?:nao|nem)(?: me)? entr(?:e|em|ar|arem)(?: mais)? em contato",
    r"nao (?:fac\w+|tent\w+)(?: mais)? contato",
    rf"nao (?:us(?:e|em|ar|arem)|utiliz(?:e|em|ar)) (?:mais )?(?:{_MINE} {_NUMBER}|(?:pra|com) iss\w+)",
    r"nao us(?:e|em)(?: mais)?(?=$| ,)",
    rf"ninguem (?:\S+ ){{0,2}}?(?:pediu|quer|solicitou|precisa)(?: \S+){{0,2}}? {_MESSAGE}",
    r"ninguem (?:\S+ ){0,2}?(?:autorizou|deu (?:permissao|autorizacao|licenca))(?: .*)?",
    rf"{_MINE} {_NUMBER} fora d\w+|(?:me|nos) (?:deix\w+|tir\w+) (?:de )?fora",
    rf"(?:chei[ao]|fart[ao]|exaust[ao]|enjoad[ao]|irritad[ao]|de saco cheio) (?:d\w+|com)(?: \S+)? {_MESSAGE}",
    rf"(?:^|, |mas )(?:{_MESSAGE})(?: automatic\w+)? (?:eu )?nao(?: (?:quero|aceito|gosto|precisa|"
    rf"autorizo))?(?: mais)?(?=$| ,)",
    r"(?:^|, )(?:some|xispa|sai fora|cai fora)$",
    # "parem", of nothing that is named: "parem pelo amor"
    r"(?:^|, |& )(?:(?:por favor|gente|moca|moco|so|ja|entao|voces?) )*parem(?! (?:n[ao]|em|os?|as?|"
    r"uma?|de|com)(?!\S))",
    r"(?:mand\w+|avis\w+|envi\w+)(?: \S+){0,5}? (?:pra mim nao|nao (?:a|pra) mim|eu nao)(?=$| ,)",
    # the channel: "no zap não quero mais"
    r"(?:no|pelo|por|via) (?:whatsapp|sms|mensagem|mensagens|aqui) (?:eu |ja )*nao (?:quero|queria|gosto|aceito|"
    r"autorizo|precisa)(?: mais)?(?: nao)?(?=$| ,)",
    rf"sem mais {_MESSAGE}|(?:nenhuma|nem uma) {_MESSAGE} (?:a )?mais|nada de {_MESSAGE}",
    # cancela o lembrete
    rf"(?:cancel\w+(?! automatic)|desativ\w+|deslig\w+|desabilit\w+|suspend\w+|interromp\w+|encerr\w+|silenci\w+|"
    rf"bloque\w+|tir\w+)"
    rf"(?: pra mim| por favor| ai| logo| o| a| os| as| de| do| da| meu| minha| ess[ae]s?| est[ae]s?|"
    rf" ess?es?| tod[oa]s| d?ess[ae]s?| recebimento)*"
    rf" {_MESSAGE}(?! (?:anterior|de antes|de ontem|que mandei|acima))",
    # tira meu número, me tira da lista
    rf"{_REMOVE}(?: pra mim| por favor| o| logo)* {_MINE} {_NUMBER}",
    rf"{_REMOVE} (?:o |os )?(?:numero|telefone|contato|celular|cadastro|dados)",
    rf"{_REMOVE} (?:o )?(?:meu )?nome (?:d\w+ )(?:\S+ )?{_LIST}",
    rf"(?:me|nos) {_REMOVE}(?: por favor| ja)?(?: (?:d\w+|desse|dessa|desta|deste|do|da|de|das|dos|ai|dai))*"
    rf"(?: \S+)? {_LIST}",
    rf"{_REMOVE} (?:eu|a gente|nos|nois)(?: d\w+)?(?: d?\S+)? {_LIST}",
    rf"{_REMOVE} me(?: d\w+ {_LIST})?",
    r"descadastr\w+|desinscrev\w+|desinscri\w+|unsubscribe|no more \w+",
    rf"nao (?:autorizo|permito|concordo|consinto|dei (?:permissao|autorizacao)|"
    rf"autorizei)(?: \S+){{0,5}}? (?:{_MESSAGE}|{_NUMBER}|mandar\w*|enviar\w*)",
    rf"(?:nao|nunca|nem|jamais)(?: eu| te| lhe| voces?| tem| tinham)* (?:dei|demos|deu|minha|pedi|dou) (?:\w+ )?"
    rf"(?:licenca|permissao|autorizacao|liberdade|consentimento|aval|ordem)(?: \S+){{0,5}}? "
    rf"(?:{_MESSAGE}|{_NUMBER}|{_SEND}|chamarem|usar\w*|falar\w*)",
    rf"{_NUMBER} (?:\S+ ){{0,9}}?{_REMOVE}(?: ele| isso)? (?:d\w+ {_LIST}|dai|daqui|disso)",
    r"(?:me|nos) deix\w+ (?:quiet\w+|sossegad\w+|em sossego)|me oponho|oposicao ao? (?:tratamento|uso|envio)(?: .*)?",
    rf"quem (?:mandou|autorizou|deixou|permitiu) voces?(?: a)?(?: me)? (?:{_SEND}|chamarem)",
    rf"(?:quero|queria|desejo|gostaria de|prefiro|solicito|peco pra|"
    rf"como) (?:eu )?(?:faco pra )?sair (?:d\w+ ){{1,2}}{_LIST}",
    rf"sair (?:d\w+ ){{1,2}}(?:\S+ )?{_LIST}",
    rf"(?:cansei|cansad[oa]|saco cheio|nao aguento|chega|par(?:e|em|ar|arem))(?: mais)?(?: d\w+|"
    rf" com)?(?: \S+){{0,3}}? (?:{_MESSAGE}|receber|recebendo|mandar|mandarem)",
    rf"(?:remocao|exclusao|retirada|descadastramento|descadastro|baixa|"
    rf"eliminacao)(?: imediata)? d\w+ (?:meus? |minhas? |esse |este )?{_NUMBER}",
    rf"(?:solicit\w+|exijo|quero|peco|gostaria de) (?:que )?(?:remov\w+|retir\w+|exclu\w+|"
    rf"apag\w+)(?: d\w+)? {_MINE} {_NUMBER}",
    # bloquear, denunciar
    r"(?:vou|irei|vamos|vo|acabo|serei|terei que|ter que)(?: de| ser obrigad\w| ter que| te| obrigad\w)* "
    r"(?:bloque\w+|denunci\w+|report\w+)",
    r"(?:bloqueio|denuncio|reporto|bloqueando|bloqueado)(?: voces| esse| este| o| ja)?(?: numero| contato)?",
    r"(?:me )?deix(?:a|e|em)(?: a gente)? (?:me )?(?:em|na) paz|larg(?:a|uem) do meu pe|"
    r"saia?m? do meu (?:whatsapp|celular|pe)",
    r"(?:revog\w+|retiro|cancelo) (?:o )?(?:meu )?consentimento",
    r"(?:exclu\w+|apag\w+|remo\w+|elimin\w+|delet\w+) d?(?:os |as |e )?(?:meus |minhas )(?:dados|informac\w+)",
)
_NOUN = (
    r"(?:mensage\w+|mensagens|lembretes?|avisos?|notificac\w+|torpedos?|spam|disparos?|propagandas?|"
    r"transmissao|lista|automatic\w+|"
    r"whatsapp|robo|sms|alertas?)"
)
_VERB = (
    r"(?:receber|recebendo|mandar|mandarem|mandando|enviar|enviarem|enviando|contatad\w|lembrad\w|"
    r"avisad\w|notificad\w)"
)
# Any refusal shortly before our messages, unless it tells what happened to one.
_REFUSED = one_of(
    rf"(?:nao|nem|nunca|jamais)(?! (?:receb(?:i|emos|eu)|vi |li |entend|tinha|respond|cheg(?:ou|aram)|"
    rf"mexe|usa |olha|sabe |entra |acess|"
    rf"consegu|lembr|abri|aparec|sei|estou|veio|mand\w*(?:ei|aram|ou)|avisa|havia|achei|"
    rf"vou|posso|consigo|tem |era|foi|esta|ouvi|olh|sabia|peguei|quero perder|precisa responder|"
    rf"esquec|ter |ha |precisa lig))(?: (?!consulta|ir|vou|,)\S+){{0,5}}? (?:{_NOUN}|{_VERB})",
    rf"(?!apaguei|tirei|cancelei|removi |exclui |deletei|cortou)"
    rf"(?:paro|parar|pare|parem|pararem|some|suma|sumam|sai|saiam|saia|sair|cancel\w+(?! automatic)|desativ\w+|"
    rf"deslig\w+|tir\w+|remov\w+|exclu\w+|apag\w+|delet\w+|"
    rf"retir\w+|cort\w+|bloque\w+|suspend\w+|chega|basta|descadastr\w+|interromp\w+|elimin\w+|"
    rf"participar|stop)(?: (?!consulta|horario|exame|agenda|mandei|recebi|,)\S+){{0,4}}? {_NOUN}"
    rf"(?! (?:anterior|de antes|de ontem|que mandei|errad\w|acima))",
    rf"(?:paro|parar|parem|pare|pararem|chega) de(?: \S+){{0,2}}? {_VERB}",
    r"(?:nao|nem|nunca)(?: (?:me|nos|mais|precisa\w*|quero|e|pra|que|voces|a|ninguem|fica\w*|ficar|"
    r"por favor))* (?:lig(?:a|ue|uem|ar|arem|ando)|fal(?:a|e|em|ar|arem)|"
    r"avis(?:a|e|em|ar|arem|ando)|lembr(?:a|e|em|ar|arem|ando)|chamem?|cham(?:a|ar|arem|ando)|"
    r"escrev\w+|procur\w+|alug\w+|cutuc\w+|torr\w+|insist\w+)"
    r"(?: (?:mais|nada|comigo|pra mim|por aqui|aqui|de novo|nunca|nesse numero|nesse telefone|"
    r"toda hora|todo dia|pra este numero|pra esse numero)){1,3}",
    r"(?:nao|nem|nunca)(?: (?:me|nos|quero|que|voces|precisa\w*))* mais (?:me |nos )?(?:lig\w+|"
    r"avis\w+|lembr\w+|cham\w+|escrev\w+|procur\w+)",
    r"(?:pare|parem|pararem|deixem)(?: ja| logo)? (?:de|com)(?! (?:tomar|comer|fumar|beber|usar))(?: \S+){1,4}",
    r"(?:chega|basta|cansei)(?: ja)? (?:disso|disto|de (?:voces|robo|papo|conversa|isso|ficar|tanto))",
    rf"(?:fora|longe) d\w+ (?:\S+ )?{_MESSAGE}",
    r"(?:pode|podem|podiam|poderiam|da pra) (?:ja )?parar(?: (?:ai|ja|por favor|com isso|agora))*$",
    r"(?:quero|queria|gostaria de|desejo) (?:parar|sair)(?: (?:disso|daqui|dai|por favor|ja|"
    r"agora|desse \w+|dessa \w+|do \w+))*$",
    r"como (?:(?:eu )?(?:saio|paro|me descadastro|desligo|desativo|cancelo (?:isso|esse servico|"
    r"o servico|as? mens\w+|os? aviso\w*))|(?:faco|faz) pra (?:sair|parar|desligar|desativar))(?: .*)?",
    r"(?:me|nos) (?:tira|tire|tirem|tirar|exclui|exclua|excluam|excluir|apaga|apague|apaguem|remov\w+|"
    r"retir\w+|risc\w+|deslig\w+|delet\w+)(?! (?:um|uma|ess[ea] duvida|essa|desse|dessa consulta|"
    r"d[ao] (?:consulta|agenda|horario|dia|terca|quinta|quarta|sexta|segunda)|a|o|as|os|"
    r"algumas))(?: .*)?",
    r"(?:cancel\w+|encerr\w+|desativ\w+) (?:(?:o|esse|este|meu|ess[ea] negocio de) )?(?:servico|bot|"
    r"robo|sistema automatico)(?: .*)?",
    r"esquec\w+ (?:de mim|que eu existo)|(?:sumam|desaparec\w+|vaza|vazem|suma)$|parou(?: (?:com isso|ne|ja|ai))*$",
    r"(?:denunciados?|bloqueados?|bloqueei)(?: .*)?|(?:nao )torra(?: .*)?|acionar a (?:justica|"
    r"policia)|se nao parar\w*",
    r"(?:remove|remova|removam|tira|tire|tirem|exclui|exclua)(?: (?:ai|dai|isso|por favor|eu|daqui|logo|ja))+$",
    r"(?:silenci\w+|deslig\w+|desativ\w+|desabilit\w+|interromp\w+|cesse\w*|cessar) (?:isso|isto|"
    r"essa coisa|esse negocio|tudo)(?: .*)?",
    r"(?:some|suma|sumam|sai|saiam|saia) (?:daqui|da minha vida|do meu (?:whatsapp|celular|numero|telefone))",
)
_HOSTILE = one_of(
    r"process(?:ar|o)|denunci\w+|bloque\w+|parem|pararem|aguento|cansei|saco|inferno|perturb\w+|"
    r"incomodando|incomodem|enchendo|"
    r"encher|invasiv\w+|abus\w+|procon|insuportavel|irritante|chatea\w+"
)
_ABOUT_MESSAGES = one_of(
    rf"{_MESSAGE}|receber|recebendo|mandar|mandando|mandem|mandarem|enviar|enviando|numero|toda hora|"
    rf"todo dia|todo santo dia|ja"
)
_ALONE = one_of(
    r"(?:^|, )(?:oi |ola |bom dia |boa tarde |por favor |pfv |favor |gente |moca |moco |entao |so |"
    r"ai |aff |quero |queria |gostaria de |desejo |ok |e )*"
    r"(?:sair|pare|parem|parar|stop|descadastrar|remover|excluir|deletar|desinscrever|"
    r"unsubscribe|opt out|optout|remova|removam|"
    r"retirem|excluam|tirem|apaguem|apaga|apague|descadastrem|me remov\w+|me tir\w+|desativar|desativa|desative|"
    r"desligar|chega|basta|ja chega|ja basta|spam)"
    r"(?: (?:por favor|por gentileza|pfv|obrigado|agora|ja|com isso|logo|moca|moco|gente|isso|ai|tudo))*(?:$| ,)",
    r"^(?:nao envie mais|nao quero mais receber|cancelar envio|cancelar inscricao|nao envi\w+)(?:$| ,)",
)
# "Não parem de mandar" and "não quero sair da lista" ask for the contrary.
_KEEPS = re.compile(
    r"(?:nao|nunca|jamais)(?: (?:quero|queria|precisa\w*|e|pra|me|voces|que))* "
    r"(?:parar|parem|pare|pararem|deixar de|deixem de|sair|tirem|tirar|remov\w+)(?!\S)"
)
_CONTRARY = frozenset(("nao", "nunca", "jamais"))
_CLITICS = words("me nos quero queria desejo precisa precisam e pra que vou pode podem pretendo vao")
_STARTS_NEGATED = frozenset(("nao", "nem", "nunca", "sem", "prefiro", "nenhuma", "nada"))


def stop_in(sentence: Sequence[Palavra]) -> Sinal | None:
    """The place in a sentence, commas included, that asks for no more messages."""
    text = " ".join(word.forma for word in sentence)
    for pattern in (_STOP, _ALONE, _REFUSED):
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


_NO_OFFENCE = one_of(
    r"(?:desculp\w+|sem querer|nao quero|perdao|nao|nunca) (?:por |te |estar |me )*(?:incomod\w+|"
    r"perturb\w+|encher|parem|bloque\w+)"
)


def _is_denied(sentence: Sequence[Palavra], first: int, found: str) -> bool:
    if _KEEPS.match(found):
        return True
    if found.split()[0] in _STARTS_NEGATED:
        return False
    before = first - 1
    while before >= 0 and sentence[before].forma in _CLITICS:
        before -= 1
    return before >= 0 and sentence[before].forma in _CONTRARY
