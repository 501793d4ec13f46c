"""Phrases of who wants no messages any more: told to stop, to remove, to leave in peace; the bare words of it too."""

from shared.atendimentos.leitura.contato import LIST, MESSAGE, NUMBER, REMOVE, SEND
from shared.atendimentos.leitura.sinais import one_of

_GAP = r"(?: \S+){0,3}?"
_CLITIC = r"(?: (?:me|nos|mais|ja|so|por favor|pfv|voces|voce|eu|nem|tambem))*"
# "Não precisa mandar o boleto" is about the boleto.
_OBJECT = (
    r"(?:boletos?|fotos?|documentos?|exames?|enderecos?|localizacao|link|pedido|guia|resultado|"
    r"comprovante|audio|cartao|"
    r"valor|receita|atestado|laudo|mapa|orcamento|medico|uber|ninguem)"
)
_MINE = r"(?:o |a |os |as )?(?:meus?|minhas?|esse|este|desse|deste|nosso|meu proprio)"
STOP = one_of(
    # pare de mandar, chega de mensagem
    rf"(?:pare|parem|parar|paren|pararem|parassem|parasse|deixe|deixem|deixa|chega|cheguem|basta|evite|"
    rf"evitem)(?: logo| ja)? (?:de|com)"
    rf"{_CLITIC}(?: ficar| ficarem)? (?:{SEND}|{MESSAGE}|essas? {MESSAGE}|esses? {MESSAGE}|isso|"
    rf"tantas? {MESSAGE}|"
    rf"tantos? {MESSAGE})",
    rf"(?:evite|evitem|evitar) (?:de )?(?:me )?(?:{SEND}|{MESSAGE}|entrar em contato)",
    rf"(?:parar|pare|parem) (?:com )?(?:de receber|os? {MESSAGE}|as? {MESSAGE}|ess[ae]s? {MESSAGE})",
    rf"(?:parar|deixar) de receber{_GAP}",
    # não me mande mais
    rf"(?:nao|nem|nunca mais){_CLITIC} (?:fi(?:que|quem|ca) )?{SEND}{_GAP} (?:mais|nada|nunca|"
    rf"{MESSAGE}|por (?:aqui|esse)|nesse)",
    rf"(?:nao|nunca) (?:me |nos )?{SEND} mais(?: nada)?",
    rf"nunca mais (?:me )?{SEND}",
    rf"(?:nao|nem|nunca)(?: (?:me|nos|mais|precisa\w*|e|era|pra|quero|queria|que|deve|devem|podem?|"
    rf"fique|fiquem|ficar|fica|voces|favor|por|gentileza|volte|voltem|a)){{1,6}}"
    rf" {SEND}(?!(?: \S+)? {_OBJECT})",
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
    r"(?:ja )?(?:deu|basta|chega|esta bom|da um tempo|deem um tempo) (?:de|com|dess[ae]s?|ess[ae]s?)(?:"
    r" \S+){0,2}? " + MESSAGE,
    rf"(?:sem|corta|cortem|para|pare|parem|zero) (?:essas? |esses? |de |com )?{MESSAGE}",
    r"(?:isso|iss|aqui)? ?(?:ja )?(?:e|virou|parece) (?:puro )?(?:spam|assedio|perseguicao)|^spam$",
    r"(?:cancel\w+|encerr\w+|exclu\w+) (?:o |a |meu |minha )*(?:cadastro|assinatura|inscricao)",
    rf"{REMOVE}(?: o| a)? (?:meu|minha) (?:nome|numero|whatsapp|contato)(?: dai| disso| disto|"
    rf" desse \w+| de voces| dessas? \w+)?(?: |$)(?!d\w+ (?:agenda|consulta|terca|quinta|quarta|sexta|"
    rf"segunda|dia|horario))",
    rf"(?:pode|podem) (?:ja )?(?:parar|cancelar|desligar|suspender|desativar) (?:de |com |o |a |os |"
    rf"as |ess[ae]s? )*(?:{SEND}|{MESSAGE}|isso)",
    r"(?:no|ao|pro|o) procon|(?:na|pra) anatel|(?:na|pra) anpd",
    r"nao (?:me |nos |mais )*(?:perturb\w+|incomod\w+|importun\w+|encham?|enche|amol\w+|chamem?|"
    r"contatem?|procurem?)",
    rf"nao (?:quero|queremos|desejo|desejamos|gostaria|autorizo|autorizei|aceito|permito|preciso|gosto|"
    rf"admito|solicitei|pedi)"
    rf"(?: de| que| mais| o| a| os| as| voces| eu| nenhum| nenhuma)*"
    rf"(?: (?:receb\w+|ser contat\w+|ser notific\w+|ser incomod\w+|ser lembrad\w+|(?:me )?{SEND}|"
    rf"ess\w+ {MESSAGE}|{MESSAGE}|"
    rf"qualquer {MESSAGE}|entrem em contato|contato))",
    rf"(?:nao|nem) (?:precisa\w*|quero que|precisam) (?:voces )?(?:mais )?(?:me )?(?:fica\w* |"
    rf"ficar )?(?:me )?{SEND}{_GAP} "
    rf"(?:{MESSAGE}|mais|nada|toda hora|todo dia|sempre)",
    r"nao (?:precisa\w*|quero que) (?:mais )?(?:fica\w* )?(?:me )?(?:ficar )?(?:me )?(?:lembrar|"
    r"lembrando|avisando|cobrando)",
    rf"(?:dispenso|recuso|rejeito|detesto|odeio)(?: o| a| os| as| receber| ess\w+| esse tipo de|"
    rf" qualquer)* {MESSAGE}",
    r"prefiro (?:nao|que nao|parar)(?: mais)?(?: de)? (?:receber|ser contat\w+|me \w+|entrem em contato)",
    r"(?:nao|nem)(?: me)? entr(?:e|em|ar|arem)(?: mais)? em contato",
    r"nao (?:fac\w+|tent\w+)(?: mais)? contato",
    rf"nao (?:us(?:e|em|ar|arem)|utiliz(?:e|em|ar)) (?:mais )?(?:{_MINE} {NUMBER}|(?:pra|com) iss\w+)",
    r"nao us(?:e|em)(?: mais)?(?=$| ,)",
    rf"ninguem (?:\S+ ){{0,2}}?(?:pediu|quer|solicitou|precisa)(?: \S+){{0,2}}? {MESSAGE}",
    r"ninguem (?:\S+ ){0,2}?(?:autorizou|deu (?:permissao|autorizacao|licenca))(?: .*)?",
    rf"{_MINE} {NUMBER} fora d\w+|(?:me|nos) (?:deix\w+|tir\w+) (?:de )?fora",
    rf"(?:chei[ao]|fart[ao]|exaust[ao]|enjoad[ao]|irritad[ao]|de saco cheio) (?:d\w+|com)(?: \S+)? {MESSAGE}",
    rf"(?:^|, |mas )(?:{MESSAGE})(?: automatic\w+)? (?:eu )?nao(?: (?:quero|aceito|gosto|precisa|"
    rf"autorizo))?(?: mais)?(?=$| ,)",
    r"(?:^|, )(?:some|xispa|sai fora|cai fora)$",
    # "parem", of nothing that is named: "parem pelo amor"
    r"(?:^|, |& )(?:(?:por favor|gente|moca|moco|so|ja|entao|voces?) )*parem(?! (?:n[ao]|em|os?|as?|"
    r"uma?|de|com)(?!\S))",
    r"(?:mand\w+|avis\w+|envi\w+)(?: \S+){0,5}? (?:pra mim nao|nao (?:a|pra) mim|eu nao)(?=$| ,)",
    # the channel: "no zap não quero mais"
    r"(?:no|pelo|por|via) (?:whatsapp|sms|mensagem|mensagens|aqui) (?:eu |ja )*nao (?:quero|queria|gosto|"
    r"aceito|"
    r"autorizo|precisa)(?: mais)?(?: nao)?(?=$| ,)",
    rf"sem mais {MESSAGE}|(?:nenhuma|nem uma) {MESSAGE} (?:a )?mais|nada de {MESSAGE}",
    # cancela o lembrete
    rf"(?:cancel\w+(?! automatic)|desativ\w+|deslig\w+|desabilit\w+|suspend\w+|interromp\w+|encerr\w+|"
    rf"silenci\w+|"
    rf"bloque\w+|tir\w+)"
    rf"(?: pra mim| por favor| ai| logo| o| a| os| as| de| do| da| meu| minha| ess[ae]s?| est[ae]s?|"
    rf" ess?es?| tod[oa]s| d?ess[ae]s?| recebimento)*"
    rf" {MESSAGE}(?! (?:anterior|de antes|de ontem|que mandei|acima))",
    # tira meu número, me tira da lista
    rf"{REMOVE}(?: pra mim| por favor| o| logo)* {_MINE} {NUMBER}",
    rf"{REMOVE} (?:o |os )?(?:numero|telefone|contato|celular|cadastro|dados)",
    rf"{REMOVE} (?:o )?(?:meu )?nome (?:d\w+ )(?:\S+ )?{LIST}",
    rf"(?:me|nos) {REMOVE}(?: por favor| ja)?(?: (?:d\w+|desse|dessa|desta|deste|do|da|de|das|dos|ai|dai))*"
    rf"(?: \S+)? {LIST}",
    rf"{REMOVE} (?:eu|a gente|nos|nois)(?: d\w+)?(?: d?\S+)? {LIST}",
    rf"{REMOVE} me(?: d\w+ {LIST})?",
    r"descadastr\w+|desinscrev\w+|desinscri\w+|unsubscribe|no more \w+",
    rf"nao (?:autorizo|permito|concordo|consinto|dei (?:permissao|autorizacao)|"
    rf"autorizei)(?: \S+){{0,5}}? (?:{MESSAGE}|{NUMBER}|mandar\w*|enviar\w*)",
    rf"(?:nao|nunca|nem|jamais)(?: eu| te| lhe| voces?| tem| tinham)* (?:dei|demos|deu|minha|pedi|dou)"
    rf" (?:\w+ )?"
    rf"(?:licenca|permissao|autorizacao|liberdade|consentimento|aval|ordem)(?: \S+){{0,5}}? "
    rf"(?:{MESSAGE}|{NUMBER}|{SEND}|chamarem|usar\w*|falar\w*)",
    rf"{NUMBER} (?:\S+ ){{0,9}}?{REMOVE}(?: ele| isso)? (?:d\w+ {LIST}|dai|daqui|disso)",
    r"(?:me|nos) deix\w+ (?:quiet\w+|sossegad\w+|em sossego)|me oponho|oposicao ao? (?:tratamento|uso|"
    r"envio)(?: .*)?",
    rf"quem (?:mandou|autorizou|deixou|permitiu|pediu pra) voces?(?: a)?(?: me)? (?:{SEND}|chamarem|(?:peg|"
    rf"us|t|guard|salv)\w+)",
    rf"(?:quero|queria|desejo|gostaria de|prefiro|solicito|peco pra|"
    rf"como) (?:eu )?(?:faco pra )?sair (?:d\w+ ){{1,2}}{LIST}",
    rf"sair (?:d\w+ ){{1,2}}(?:\S+ )?{LIST}",
    rf"(?:cansei|cansad[oa]|saco cheio|nao aguento|chega|par(?:e|em|ar|arem))(?: mais)?(?: d\w+|"
    rf" com)?(?: \S+){{0,3}}? (?:{MESSAGE}|receber|recebendo|mandar|mandarem)",
    rf"(?:remocao|exclusao|retirada|descadastramento|descadastro|baixa|"
    rf"eliminacao)(?: imediata)? d\w+ (?:meus? |minhas? |esse |este )?{NUMBER}",
    rf"(?:solicit\w+|exijo|quero|peco|gostaria de) (?:que )?(?:remov\w+|retir\w+|exclu\w+|"
    rf"apag\w+)(?: d\w+)? {_MINE} {NUMBER}",
    rf"abst\w+(?: se)? de (?:\S+ )?{SEND}",
    # não precisa desse textão
    rf"(?:nao|nem) (?:precis|carec|necessit)\w+(?: mais)?(?: de| dess[ea]s?| ess[ea]s?| tant[oa]s?|"
    rf" nenhum\w?)+ {MESSAGE}",
    rf"(?:voces|isso|ess[ea] \w+) nao (?:param?|parou|pare|param) de {SEND}",
    r"(?:mais um[a]?|outr[oa]|de novo|outra vez|voltar\w*|continuar\w*|insistir\w*)(?: \S+){0,4}? (?:eu|vou|"
    r"irei|a gente)"
    r"(?: \S+){0,2}? (?:process\w+|bloque\w+|denunci\w+|procon|justica|policia|advogado|anatel)",
    # poupem meu celular, esses lembretes podem suspender
    rf"(?:poup|livr)(?:a|e|em|ar|arem) (?:(?:d?[oa]s?|de|me|nos|{_MINE}|d?ess[ae]s?) )*(?:{NUMBER}|"
    rf"{MESSAGE})",
    rf"(?:(?:^|, |& |mas |agora |e |que )ess[ea]s?) {MESSAGE}(?: (?:automatic\w+|de voces|ai|eu|voces|ja))*"
    rf" (?:pode\w*|podiam|favor|quero|queria|gostaria"
    rf" de)"
    r" (?:parar|suspender|cancelar|cortar|tirar|desligar|desativar|encerrar|dispensar|interromper|excluir|"
    r"remover)\w*",
    r"(?:pedi|falei|disse|solicitei|implorei|pedindo)(?: \S+){0,3}? (?:pra|que)(?: voces?|"
    r" me| isso)*"
    r" (?:parar\w*|parem|parassem|tirar\w*|tirem|remover\w*|excluir\w*|apagar\w*|descadastr\w*)"
    rf"(?=$| ,| com| me| isso| dai| {_MINE}| de {SEND}| de {MESSAGE})",
    r"(?:quero|queria|gostaria|preciso|peco|espero|favor)(?: \S+)? que (?:voces |isso )?(?:parem|pare|"
    r"parassem?)(?=$| ,| ja| com)",
    r"(?:va|vao) (?:la )?(?:perturb|ench|incomod|amol|chate|torr|importun|atorment)\w+ (?:outr\w+|quem|a|o)",
    rf"nao (?:tem|tinham?|ha|possuem?|estao|existe)(?: \S+){{0,2}}? (?:permissao|autorizac\w+|autorizad\w+|"
    rf"consentimento|"
    rf"direito)(?: \S+){{0,3}}? (?:{SEND}|{MESSAGE}|{NUMBER}|usar|ligar|falar)",
    # another channel, and not this one
    r"so (?:aceito|atendo|recebo|respondo|me procur\w+)(?: \S+){0,2}? (?:ligac\w+|telefonemas?|telefone|"
    r"email|e"
    r" mail|cartas?)",
    rf"(?:lig(?:a|ar|arem|ando)|liguem?|ligac\w+|telefon\w+|email)(?: \S+){{0,5}}? (?:{MESSAGE}|por aqui|"
    rf"aqui)"
    r"(?: \S+){0,2}? nao(?=$| ,)",
    r"(?:direto )?(?:pr[oa]|no|na|ao) (?:bloqueio|lixeira|lixo)",
    # bloquear, denunciar
    r"(?:vou|irei|vamos|vo|acabo|serei|terei que|ter que)(?: de| ser obrigad\w| ter que| te| obrigad\w)* "
    r"(?:bloque\w+|denunci\w+|report\w+)",
    r"(?:bloqueio|denuncio|reporto|bloqueando|bloqueado)(?: voces| esse| este| o| ja)?(?: numero| contato)?",
    r"(?:me )?deix(?:a|e|em)(?: a gente| eu| nos)? (?:me )?(?:em|na) paz|larg(?:a|uem) do meu pe|"
    r"saia?m? do meu (?:whatsapp|celular|pe)",
    r"(?:revog\w+|retiro|cancelo) (?:o )?(?:meu )?consentimento",
    r"(?:exclu\w+|apag\w+|remo\w+|elimin\w+|delet\w+) d?(?:os |as |e )?(?:meus |minhas )(?:dados|"
    r"informac\w+)",
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
REFUSED = one_of(
    rf"(?:nao|nem|nunca|jamais)(?! (?:receb(?:i|emos|eu|o)|cheg(?:a|am) |vi |li |entend|tinha|respond|"
    rf"cheg(?:ou|aram)|"
    rf"mexe|usa |olha|sabe |entra |acess|"
    rf"consegu|lembr|abri|aparec|sei|estou|veio|mand\w*(?:ei|aram|ou)|avisa|havia|achei|"
    rf"vou|posso|consigo|tem |era|foi|esta|ouvi|olh|sabia|peguei|quero perder|precisa responder|"
    rf"esquec|ter |ha |precisa lig))(?: (?!consulta|ir|vou|,)\S+){{0,5}}? (?:{_NOUN}|{_VERB})",
    rf"(?!apaguei|tirei|cancelei|removi |exclui |deletei|cortou)"
    rf"(?:paro|parar|pare|parem|pararem|some|suma|sumam|sai|saiam|saia|sair|cancel\w+(?! automatic)|"
    rf"desativ\w+|"
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
    rf"(?:par(?:e|em|arem|asse\w*)|deix(?:a|e|em|asse\w*))(?: ja| logo)? (?:de|com)(?: (?:me|nos|ficar|ir|"
    rf"vir|se))*"
    rf" (?:{SEND}|{MESSAGE}|isso|isto|ess[ae]s?|toda|ligar|lig(?:a|ando)|cheg(?:ar|ando)|avis(?:ar|ando)|"
    rf"lembr(?:ar|ando)|us(?:ar|ando)|insistir|insistindo)(?: \S+){{0,3}}",
    r"(?:chega|basta|cansei)(?: ja)? (?:disso|disto|de (?:voces|robo|papo|conversa|isso|ficar|tanto))",
    rf"(?:fora|longe) d\w+ (?:\S+ )?{MESSAGE}",
    r"(?:pode|podem|podiam|poderiam|da pra) (?:ja )?parar(?: (?:ai|ja|por favor|com isso|agora))*$",
    r"(?:quero|queria|gostaria de|desejo) (?:parar|sair)(?: (?:aqui|disso|daqui|dai|por favor|ja|"
    r"agora|desse \w+|dessa \w+|do \w+))*$",
    r"como (?:(?:eu )?(?:saio|paro|me descadastro|desligo|desativo|cancelo (?:isso|esse servico|"
    r"o servico|as? mens\w+|os? aviso\w*))|(?:faco|faz) pra (?:sair|parar|desligar|desativar))(?: .*)?",
    r"(?:me|nos) (?:tira|tire|tirem|tirar|exclui|exclua|excluam|excluir|apaga|apague|apaguem|remov\w+|"
    r"retir\w+|risc\w+|deslig\w+|delet\w+)(?! (?:um|uma|ess[ea] duvida|essa|desse|dessa consulta|"
    r"d[ao] (?:consulta|agenda|horario|dia|terca|quinta|quarta|sexta|segunda)|a|o|as|os|"
    r"algumas))(?: .*)?",
    r"(?:cancel\w+|encerr\w+|desativ\w+) (?:(?:o|esse|este|meu|ess[ea] negocio de) )?(?:servico|bot|"
    r"robo|sistema automatico)(?: .*)?",
    r"esquec\w+ (?:de mim|que eu existo)|(?:sumam|desaparec\w+|vaza|vazem|suma)$|parou(?: (?:com isso|ne|ja|"
    r"ai))*$",
    r"(?:denunciados?|bloqueados?|bloqueei)(?: .*)?|(?:nao )torra(?: .*)?|acionar a (?:justica|"
    r"policia)|se nao parar\w*",
    r"(?:remove|remova|removam|tira|tire|tirem|exclui|exclua)(?: (?:ai|dai|isso|por favor|eu|daqui|logo|"
    r"ja))+$",
    r"(?:silenci\w+|deslig\w+|desativ\w+|desabilit\w+|interromp\w+|cesse\w*|cessar) (?:isso|isto|"
    r"essa coisa|esse negocio|tudo)(?: .*)?",
    r"(?:some|suma|sumam|sumir|sumirem|desaparec\w+|sai|saiam|saia) (?:daqui|da minha vida|do meu"
    r" (?:whatsapp|celular|numero|telefone))",
)
ALONE = one_of(
    r"(?:^|, )(?:oi |ola |bom dia |boa tarde |por favor |pfv |favor |gente |moca |moco |entao |so |"
    r"ai |aff |quero |queria |gostaria de |desejo |ok |e )*"
    r"(?:sair|pare|parem|parar|stop|descadastrar|remover|excluir|deletar|desinscrever|"
    r"unsubscribe|opt out|optout|unsub|mute|mutar|mutem?|silenciar|silencie?m?|silencia|cessar|cessem?|"
    r"remova|removam|"
    r"retirem|excluam|tirem|apaguem|apaga|apague|descadastrem|me remov\w+|me tir\w+|desativar|desativa|"
    r"desative|"
    r"desligar|chega|basta|ja chega|ja basta|spam)"
    r"(?: (?:por favor|por gentileza|pfv|obrigado|agora|ja|com isso|logo|moca|moco|gente|isso|ai|tudo))*(?:$|"
    r" ,)",
    r"^(?:nao envie mais|nao quero mais receber|cancelar envio|cancelar inscricao|nao envi\w+)(?:$| ,)",
)
# Only beside a word about messages or the number: "corta isso aí", "apaga do sistema".
_SILENCED = (
    r"(?:cort|tir|retir|delet|cancel|limp)(?:a|e|em|ar|arem)|(?:apag|deslig)(?:a|ue|uem|ar|arem)|"
    r"(?:risc|bloque)(?:a|ar|arem)|risquem?|bloquei(?:a|e|em)|(?:desativ|desabilit|silenci|paus)(?:a|e|em|ar|"
    r"arem)|"
    r"(?:remov|suspend|interromp)(?:a|am|e|er|erem)|exclu(?:a|am|i|ir|irem)|par(?:a|e|em|ar|arem)"
)
VAGUE = one_of(
    r"(?:disse|falei|avisei|pedi)(?: \S+){0,2} que nao (?:quero|queria|autorizo|preciso)(?: mais)?(?= isso|"
    r" nada| ,|$)",
    rf"(?:{_SILENCED}) (?:(?:logo|ja|por favor|pfv|pra mim|eu|me|ai) )*"
    r"(?:isso|isto|dai|daqui|disso|disto|tudo|ess[ea] (?:coisa|trem|troco|negocio|bagulho|diacho|porcaria|"
    r"praga|treco)|"
    r"el[ea] (?:dai|d[oa] sistema)|eu (?:dai|disso)|d[oae] (?:sistema|base|registro\w*|memoria|programa|"
    r"computador))"
    r"(?: (?:ai|dai|logo|ja|pra mim|por favor|pfv|uai|gente|moca|moco|entao|viu|ne))*",
    r"(?:some|suma|sumam|desaparec\w+) (?:com (?:isso|ele|ess[ea] \w+)|daqui|dai)(?: .*)?",
    r"(?:favor|pra|pode\w*|poderia\w*|tem como|queria|quero|gostaria de|peco) (?:(?:apag|delet|deslig|"
    r"desativ|silenci|bloque|"
    r"descadastr)\w+|par(?:ar|em))(?= ,|$)",
)
