"""Phrases of who does not come, or comes at another time."""

from shared.atendimentos.leitura.frases import APPOINTMENT, CARE, VISITORS, phrases
from shared.atendimentos.leitura.sinais import Forca, Tipo

_SLOT = r"(?:(?:[ao] )?(?:minha|meu)|a|o|essa|esse|nossa|nosso)"
_MY = rf"{_SLOT} (?:vaga|lugar|hora|{APPOINTMENT})"
_SOMEBODY = (
    r"(?:outra pessoa|outro (?:paciente|cliente)|outra (?:paciente|cliente)|alguem|"
    r"quem (?:precisa|precisar|quiser)|proximo)"
)
# As asked for: who says "tirei" tells what they did.
_STRUCK = (
    r"(?:(?:tir|retir|descadastr|delet|elimin)(?:a|e|em|ar|arem)|risc(?:a|ar)|risqu(?:e|em)|apag(?:a|ue|uem|"
    r"ar)|"
    r"remov(?:a|am|e|er)|exclu(?:a|am|i|ir))"
)


OTHER_TIME = (
    phrases(
        Tipo.OUTRO,
        r"(?:(?:ess[ea]|nesse|nessa|o|a|este|esta) )?(?:horario|dia(?: \d+)?|data|hora|segunda|terca|"
        r"quarta|quinta|sexta)(?: \d+)? (?:e|esta|fica|ficou|ficaria|seria)(?: muito| meio| bem)? (?:ruim|"
        r"pessim\w|apertad\w|cedo|tarde|horrivel|contramao|inviavel)(?: .*)?",
        r"nao (?:quero|gosto|gostei|queria)(?: d?[oa]| d?ess[ea]| d?est[ea])(?: mesm[oa])? (?:medic\w|"
        r"doutor\w?|dentista|dra?|horario|dia|data|profissional)(?: .*)?",
        r"(?:ess[ea]|nesse|nessa|n?este|n?esta) (?:horario|hora) (?:eu )?(?:nao|"
        r"n)(?: \w+){1,2}?(?: pra mim| mais| nao)*",
        r"nao (?:posso|consigo|da|vou poder|vou conseguir|poderei|conseguirei|vai dar|tenho como|"
        r"rola)(?: ir| comparecer| pra mim)* (?:nesse|esse|neste|nessa|essa) (?:horario|hora)(?: .*)?",
        r"nao (?:posso|consigo|da|vou poder|vou conseguir|poderei|conseguirei|vai dar|tenho como|"
        r"rola)(?: ir| comparecer| pra mim)* (?:n?ess[ea]s?|n?est[ea]s?) (?:semana|mes|dias)(?: .*)?",
        r"(?:n?ess[ea]s?|n?est[ea]s?) (?:semana|mes|dias) (?:eu )?(?:nao)(?: .*)?",
        r"(?<!nao )(?:alteracao|mudanca|troca|transferencia|adiamento|antecipacao) d\w+ (?:minha |meu )?"
        r"(?:data|dia|horario|hora|consulta|atendimento|exame)(?: .*)?",
        r"(?:pode(?:ria|mos)?|daria|da|podia|queria|quero|prefiro|gostaria|consegue\w*|tem como|teria como|"
        r"trocar|mudar|passar|ser)"
        r"(?: \w+){0,5}? (?:por|pra|pro|ser|de forma|em|via|na|sessao|consulta|atendimento) (?:uma?"
        r" )?(?:online|on line|"
        r"presencial\w*|video\w*|remot\w+|a distancia|outra (?:unidade|filial|clinica)|outro (?:endereco|"
        r"local))(?: .*)?",
        r"(?:prefiro|quero|queria|pode ser|tem como ser|troca|trocar|mudar|gostaria) (?:ser |que seja |ir |"
        r"marcar |pra |passar )?"
        r"(?:com|pel[oa]) (?:a|o) (?!minha|meu|mesm|senhor|pai|marido|filh|data|dia|hor|consul|cart|convenio|"
        r"plano|noss)"
        r"[a-z]{3,}$",
        r"so (?:na|pra|a) proxima$",
        r"^as \d{1,2}(?:h\w*|:\d\d)?(?: horas)? (?:eu |ai |ja )*nao (?:posso|consigo|da|rola|vou poder|vai"
        r" dar)"
        r"(?: ir| mais| nao)*$",
        r"(?:outr[oa]s?|nov[oa]s?) (?:opcao|opcoes|possibilidades?|alternativas?)(?: .*)?",
        r"(?:ve|ver|veja|verifica|olha) (?:ai )?se (?:tem|teria|ha|surgiu) (?:desistencia|encaixe|vaga|"
        r"horario|outr\w)(?: .*)?",
        r"tem (?:algum |um |mais |nenhum )?outr[oa]s?$",
        r"(?:queria|quero|gostaria de|posso|consigo|daria pra|da pra|prefiro|podia|poderia) (?:ir|ser|"
        r"chegar|consultar)(?: um pouco| mais| bem)* (?:antes|depois)(?: .*)?",
        r"tem (?:\w+ )?(?:horarios?|vagas?|hora|dias?|datas?|encaixes?|desistencias?)"
        r"(?! (?:de|pra|no) (?:estacion|carro|moto|garagem))"
        r"(?: (?:mais )?(?:pra|na|no|em|as|depois|antes|cedo|tarde|melhor|livres?|"
        r"disponiv\w+))*(?: .*)?",
        r"(?:pode|podemos|consegue|da pra|vamos|quero|queria|gostaria de|bora|tem como|poderia|"
        r"conseguimos)(?: \w+)?? (?:marcar|agendar|deixar)(?: \S+){0,2}? (?:depois|antes|outr\w|mais|"
        r"uma nova|nova|noutr\w)(?: .*)?",
    ),
)

NO = (
    phrases(
        Tipo.NAO,
        r"(?:fica|deixa|deixe|deixar|deixem|vai ficar|ficara|ficar)(?: \w+)? (?:pra|na) (?:a )?(?:proxima|"
        r"outra oportunidade)(?: vez)?(?! (?:semana|segunda|terca|quarta|quinta|sexta|data|vaga|feira))",
        r"(?:deixa|deixe|deixar|melhor deixar) (?:pra la|quieto|baixo|isso pra la)",
        rf"(?:dar|darem|deem|^da|^de|liberar?|liberarem|libera|libere|liberem|ceder|cederem|cede|cedam|"
        rf"oferecer|ofereca|disponibilizar|"
        rf"desocupar) {_MY}(?: .*)?",
        r"(?:tira|tire|tirem|tirar|retira|retire|retirem|retirar)(?: (?:ai|el[ea]|isso|eu|a gente|meu nome))?"
        r" d[ao] (?:\w+ )?agenda(?: .*)?",
        r"nao (?:vou|vamos|vai|iremos) mais precisar(?: (?:d[ao]|d?ess[ae]|de) \w+)?$",
        r"nao (?:chego|chegarei|chegamos|vou chegar|consigo chegar|vamos chegar) (?:a tempo|nunca)(?: .*)?",
        r"nao vai ser (?:dessa|desta|essa) vez",
        r"canela (?:(?:a|minha|essa|ai) )*(?:consulta|horario|por favor|pra mim)",
        rf"(?:passar|passarem|passa|passe|passem) {_SLOT} (?:vaga|lugar|vez)(?: .*)?",
        rf"(?:passar|passa|passe|passem|da|pode dar|dar) {_MY} (?:pra|a) (?:ninguem|{_SOMEBODY})(?: .*)?",
        rf"(?:colocar|coloca|coloque|botar|bota|chamar|chama|chame|encaixar|encaixa|atender|atende|"
        rf"por)(?: ai)? {_SOMEBODY}(?: .*)?",
        rf"(?:passar?|passe|dar|de|ceder|cede)(?: ela| ele| isso)? pra {_SOMEBODY}",
        rf"(?:tira|tire|tirem|retira|retire|risca|risque|remove|remova|exclui|exclua|apaga|apague|tirar|"
        rf"retirar|remover)"
        rf"(?: ai| pra mim| por favor)*(?: {_MY}| (?:o )?meu nome| me)(?: d\w+ (?:\w+ )?(?:agenda|dia|"
        rf"consulta|horario|terca|quinta|quarta|sexta|segunda))?",
        r"(?:me )(?:tira|tire|retira|retire|tirem) d\w+ (?:\w+ )?(?:consulta|agenda|horario|dia \d+|terca|"
        r"quinta|quarta|sexta|segunda)(?: .*)?",
        r"(?:abro|abri|abrir|abrimos) mao(?: .*)?",
        # who was to come to them need not
        rf"(?:dispens|liber)(?:a|o|ar|e|em|amos)(?: (?:a|o|os|as|ess[ea]|minha|meu))? (?:{VISITORS}|visita|"
        rf"coleta|servico)(?: .*)?",
        rf"nao (?:precis\w+ )?(?:mais )?(?:de |que )?(?:mand\w+|envi\w+)(?: mais)? (?:o |a |os |as |mais"
        rf" )*{VISITORS}(?: .*)?",
        r"nao (?:precis\w+ |carec\w+ )?(?:mais )?(?:de |que )?(?:vir|virem|vim|venham?)(?: mais| nao|"
        r" ninguem| aqui| hoje| amanha)*",
        rf"{_STRUCK}(?: (?:ai|pra mim|por favor|meu nome|o meu|eu|me|nos|el[ea]))* (?:d[ao]|dess[ea])"
        rf" (?:lista d[aeo] )?"
        rf"(?:agenda|segunda|terca|quarta|quinta|sexta|sabado|domingo|{APPOINTMENT})(?: feira)?",
        rf"{_STRUCK}(?: (?:ai|pra mim|por favor))* (?!{_SLOT} (?:exame|retorno)){_MY}",
        rf"(?:precis\w+|quero|queremos|pode\w*|favor|vou|vamos|solicit\w+|gostaria de|tive que|terei que|"
        rf"peco pra)"
        rf"(?: \w+)?? (?:suspend|paus|anul|desconsider|desfaz|dispens|elimin|encerr)\w+ {_MY}s?(?: .*)?",
        rf"^(?:\w+ ){{0,2}}?(?:suspend(?:a|am|e)|desconsider(?:a|e|em)|anul(?:a|e|em)) {_MY}(?: .*)?",
        r"(?:passar?|passe|passem|colocar?|coloque|botar?|por|chamar?|encaixar?|atender?|atenda) (?:outr[oa]|"
        r"alguem|o proximo)"
        r"(?: \w+)? (?:na minha frente|no meu (?:lugar|horario)|na minha vaga)(?: .*)?",
        r"(?:vou|vamos|prefiro|resolvi|decidi|preferi) (?:fazer|tratar|consultar|levar|ir|procurar|ver)(?:"
        r" (?:d?[oa]|d?ess[ea]|meu|"
        r"minha|isso|com) ?)*(?: \w+){0,2} (?:em|n[oa]|com|pel[oa]) outr[oa] (?:lugar|clinica|medic\w|"
        r"dentista|profissional|"
        r"empresa|escola|oficina|otica|laboratorio|posto)(?: .*)?",
        r"nao (?:estou|estamos|ando)(?: mais)? (?:podendo|conseguindo|dando conta)(?! (?:\w+[aei]r|mandar|"
        r"abrir))(?: .*)?",
        rf"nao (?:precis\w+|carec\w+|necessit\w+|(?:vou|vamos|vai) precisar)(?: mais)? (?:d?[aeo]|d?ess[ea]|"
        rf"dest[ea])"
        rf" (?:{APPOINTMENT}|{VISITORS})(?: .*)?",
        r"(?:estarei|estaremos|estara|estarao|vou estar|vamos estar|ficarei) (?:\w+ )?(?:ausentes?|"
        r"indisponivel|indisponiveis|"
        r"impossibilitad\w+|impedid\w+)(?: .*)?",
        r"impossibilidade(?: de \w+)?|(?:minha|nossa) (?:ausencia|desistencia)",
        r"deix(?:a|e|em|ar) (?:vag[oa]|livre)|^(?:pode|podem) (?:riscar|desfazer|liberar|dispensar)$",
        rf"(?:vou|vamos|quero|queremos|preciso|irei|iremos|decidi|resolvi)(?: \w+)?? (?:dar (?:uma |um"
        rf" )?(?:pausa|tempo|parada)|"
        rf"parar|pausar|encerrar|interromper|largar|finalizar|abandonar|trancar)"
        rf"(?: (?:com|d[ao]s?|n[ao]s?|as?|os?|minhas?|meus?|ess[ea]))* (?:{CARE}|por aqui)(?: .*)?",
        rf"nao (?:vou|vamos|irei|iremos|consigo|conseguimos|posso|podemos|vai)(?: mais)? (?:conseguir |poder"
        rf" |ter como )?"
        rf"(?:fazer|realizar|participar|coletar|colher)(?: (?:d?[oa]|d?ess[ea]|meu|minha))* {APPOINTMENT}(?:"
        rf" .*)?",
        r"nao (?:vou|vamos|vai|irei|iremos|quero|queremos|pretendo|pretendemos)(?: mais)? (?:fazer|coletar|"
        r"colher|realizar|"
        r"consultar|operar|tratar|prosseguir|seguir|continuar)(?! (?:jejum|fila|pergunta|ficha|nada disso|"
        r"drama))"
        r"(?: (?:o|a|com|ess[ea]|mais|isso|nenhum\w?|meu|minha))*(?: \w+)?$",
        r"sem interesse|perdi o interesse|nao (?:tenho|ha|temos)(?: mais)? interesse|"
        r"nao (?:me )?interess\w+(?: mais)?",
        r"nao (?:preciso|precisa|precisamos|precisarei|vou precisar|vai precisar|precisava|necessito|"
        r"vou mais precisar|vai mais precisar)(?: mais)? (?:mais(?! (?:remarc|cancel|desmarc|troc|mud|adi|"
        r"confirm|falt|se|ligar|mandar|me ))|d?essa consulta|da consulta|de consulta|d?esse atendimento|"
        r"do atendimento|do exame)(?: .*)?",
        r"nao (?:e|era|vai ser|sera|seria)(?: mais)? (?:necessari\w|preciso)(?: mais)?(?: (?:a|o|essa|"
        r"minha|esse) (?:consulta|atendimento|exame))?(?= *$| (?:obrigado|porque|desculp\w+))",
        r"nao quero(?: mais)?(?: (?:ir|nao|essa consulta|a consulta|consulta|esse atendimento|"
        r"fazer (?:a consulta|o exame|isso)|tratar|continuar))?$",
        r"nao quero(?: mais)? (?:fazer|tratar|continuar|seguir|consultar|passar)(?: mais| nao| isso|"
        r" o tratamento| a consulta| ai)*$",
        r"nao (?:e|vai ser|sera|seria|foi|esta sendo|fica)(?: mais)? (?:possivel|viavel)(?! .*(?:falt|"
        r"perder|confirm|falar|cancel|desmarc|atender|respond|remarc))(?: .*)?",
        r"(?:nao|nem) (?:vai |ia )?(?:dar|da|deu|dara|rola|rolar|rolou|vai dar|vai rolar)(?: mais|"
        r" pra mim| nao| tempo| hoje| amanha| mesmo| certo| jeito)*(?! pra| pro)(?! (?:a |o )?(?:minha|"
        r"meu) (?:vaga|lugar|horario))",
        r"(?:(?:nao|nem) )?(?:vai dar|da|deu|rola|vai rolar|vai ter como|tem como|tem jeito|tenho como|vou"
        r" poder|"
        r"vou conseguir)(?: mais)? nao(?: .*)?",
        r"nao (?:vou|vamos|vai|irei)?(?: ?(?:poder|conseguir|ter como|dar pra|consigo|posso|conseguimos|"
        r"podemos|conseguirei|poderei))+ (?:levar|trazer|acompanhar) "
        r"(?:el[ea]s?|a|o|as|os|meu|minha|meus|minhas)(?: .*)?",
        r"(?:nao|n) (?:tenho|temos|tem|vou ter|terei|havera|ha)(?: mais| a menor| nenhuma|"
        r" a minima)* (?:como|condicoes|condicao|"
        r"tempo|disponibilidade|quem|jeito)(?: (?:de|eu|ir|comparecer|a gente|pra ir|de ir))*(?: nao$)?"
        r"(?! (?:nao|eu faltar|ser|marcar))(?! (?!ir |ir$|comparecer|chegar|sair|estar|"
        r"aparecer)\w{2,}[aei]r(?!\S))",
        r"(?:estou|estarei|estaremos|to) fora(?! (?:do|da|de))",
        r"(?:confirmo|confirmar|confirmado)(?: \w+)? (?:cancelamento|desistencia|ausencia|falta|"
        r"desmarcacao|nao comparecimento)",
        r"(?:solicito|quero|peco|favor|gostaria d\w|queria|pode fazer|faz|faca|fazer|pedir|"
        r"desejo)?(?: \w)? ?cancelamento(?! (?:tem|custa|e|gera))",
        r"tive (?:que|de) cancelar",
        r"(?:vai|vou|fica) (?:ficar )?sem (?:a )?consulta",
        r"prefiro nao",
        r"(?:melhor|preferivel) nao",
        r"(?:claro|obvio|logico|certeza|obviamente) que nao$",
        r"nao (?:dou|damos|da) conta(?: .*)?",
    ),
    phrases(
        Tipo.NAO,
        r"(?:vou|estarei|estaremos|vamos|vai|terei|tenho|vou estar|estara|irei)(?: estar| ter|"
        r" que)*(?: infelizmente| a)? (?:viajando|viajar|viajo|de viagem|viagem|"
        r"trabalhando|de plantao|plantao|fora d\w (?:cidade|estado|pais|minha cidade)|em outra cidade|"
        r"em viagem|em reuniao|reuniao|prova|concurso|audiencia|outro compromisso|um compromisso|"
        r"compromisso)(?: .*)?",
        r"(?:estou|estamos) (?:viajando|de viagem|em viagem|fora d\w (?:cidade|estado|pais)|"
        r"em outr\w (?:cidade|estado))(?: .*)?",
        r"(?:surgiu|apareceu|aconteceu|tive) (?:um|uns|uma) (?:imprevisto|compromisso|emergencia|"
        r"contratempo)\w*",
        forca=Forca.FRACA,
    ),
)

WEAK_NO = (
    phrases(
        Tipo.NAO,
        r"(?:vou|irei|vamos|tive que|tenho que|vou ter que) (?:dar|levar) (?:cano|bolo|no|mancada)(?: .*)?",
        r"(?:anula|anular|anule|exclui|exclua|excluir|apaga|apague|apagar|suspende|suspender|"
        r"derruba)(?: ai)? (?:a |minha |meu |essa |esse |o )*(?:consulta|horario|agendamento|marcacao|"
        r"atendimento)(?: .*)?",
        r"(?:dispenso|recuso|declino)(?: (?:d?a|d?o|d?essa|esse))? ?(?:consulta|horario|atendimento|"
        r"convite|exame)?$",
        r"(?:vou|prefiro) (?:passar|declinar|recusar)(?: essa| dessa vez| dessa)?$",
        r"nao (?:ha|havera|tem|tenho|vejo) (?:mais )?necessidade(?: .*)?",
        r"(?:esquece|esqueca|esquecam)(?: (?:essa|a|da|dessa|minha|disso|isso))? ?(?:consulta|horario)?$",
        r"nao (?:farei|faremos|vou(?: mais)? fazer|faco|vamos(?: mais)? fazer|"
        r"quero fazer)(?: mais)?(?: (?:o|a|esse|essa|isso))?(?: (?:tratamento|consulta|exame|procedimento|"
        r"nao))?(?: mais| ai| la| com voces)*$",
        r"nao (?:estou|estarei|estaremos|vou estar|estara|vai estar)(?: mais)? (?:presente|na cidade|"
        r"disponivel|em casa|ai|por ai|em condicoes|com condicoes|em (?!jejum)\w+)(?: .*)?",
        r"(?:ja )?(?:fiz|fui|consultei|me consultei|resolvi|passei|arrumei|achei|encontrei|marquei|"
        r"agendei|tratei|fui atendid\w|estou (?:fazendo|tratando)|fiz o \w+|"
        r"fiz a \w+)(?: \w+){0,4}? (?:em|com|por|no|na) (?:outr[oa]|outro lugar|particular|"
        r"convenio)(?: .*)?",
        r"quero nao(?: .*)?",
        r"nao (?:vou|vamos|vai|irei)(?: mais)? (?:poder|conseguir)(?: me| nos| mais)* (?:deslocar|sair|"
        r"chegar|aparecer|ausentar|liberar|largar|viajar|atender|participar)(?: .*)?",
        r"(?:vaga|horario|consulta) pode ser (?:liberad\w|dad\w|cedid\w|passad\w)(?: .*)?",
        r"nao (?:saio|vou sair|posso sair|consigo sair) (?:de casa|da cama|daqui|do (?:trabalho|servico))(?:"
        r" .*)?",
        r"^(?:eu )?passo(?: (?:essa|dessa vez|desta vez))?$",
        r"me mudei (?:de|pra outr[oa]|pra) (?:cidade|estado|pais)(?: .*)?",
        r"nao (?:volto|voltarei|piso|apareco)(?: mais| nunca| ai| la| n\w+ (?:clinica|lugar|consultorio))+",
        r"(?:pode |podem |favor )?(?:dar|da|de|deem) baixa(?: (?:n\w|d\w) .*)?",
        r"ja nao (?:preciso|quero|vou)(?: .*)?",
        r"(?:optei|decidi|decidimos|resolvi|preferi|prefiro|escolhi)(?: por)? nao (?:ir|fazer|comparecer|"
        r"tratar)(?: .*)?",
        r"(?:pode|podem|favor) (?:desconsiderar|excluir|anular|desfazer) (?:a |minha |meu |essa |esse |"
        r"o )*(?:consulta|horario|agendamento|marcacao)",
        r"nao (?:vai ter|vai estar|vai ficar|tem|havera|tera|estara|fica|vai haver) ninguem(?: (?:em casa|"
        r"aqui|no local|la|"
        r"pra \w+))*",
        r"sem (?:condic\w+|chances?|possibilidade|disponibilidade|tempo|cabeca)(?:"
        r" \w+)*(?<!remarcar)(?<!cancelar)(?<!desmarcar)",
        r"nao (?:se faz|se faz mais|e|sera|vai ser|esta)(?: mais)? (?:mais )?(?:necessari\w|preciso|util)(?:"
        r" .*)?",
        r"nao (?:me |nos )?(?:liberaram|liberou|deixaram|deixou)(?: .*)?",
        forca=Forca.FRACA,
    ),
)
