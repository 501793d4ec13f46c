"""What makes a request urgent, unhappy, thankful, clinical or a threat: one pattern for each sign, over even words.

`~` stands for up to four words of the same clause. Apart from the requests: these say how, not what.
"""

ALARMES = {
    # health at risk now
    "dor": r"(?:dor|dores|doi|doendo|doeu|latejando|dolorid\w+|dolorosa?|agonia)",
    "dor_aguda": r"""
        (?:(?:dor|dores|doendo|doi|latejando) ~(?:insuportave\w+|fort\w+|intens\w+|horrivel|terrivel|demais|
        muito|absurda|aguda|latejante|nao (?:passa|para|dorm\w+|aguent\w+|melhora)|desde)|(?:muita|tanta|
        forte|insuportavel|intensa|aguda|baita|maior|mta) (?:dor|dores)|(?:com|de) dor(?:es)?(?: de dente)?|
        nao (?:aguento|suporto) ~dor|morrendo de dor|nao (?:dormi|durmo|consigo dormir) ~dor|muito doendo|
        doendo muito|dor (?:so |esta |foi |que )?(?:aumenta|aumentando|piora|piorando|indo|subindo|
        espalhando|pulsante|irradia\w*)|doi tanto|(?:dor|doendo) ~(?:nao consigo|nao consegue|sem dormir|
        chorando|gritando)|(?:chorando|gritando|louca?o?|desesperad\w) ~dor|dor (?:no peito|de dente)|
        pressao no peito|doendo (?:demais|muito|forte)|nao passa de jeito|(?:remedio|
        medicamento) ~nao (?:passa|adianta|resolve))
    """,
    "sangrando": r"""
        (?:sangr(?:a|ando|amento|ar|ou|amentos)|hemorrag\w+|(?:muito|saindo|perdendo|cuspindo|cheio de|
        escorrendo|poca de) sangue|sangue (?:escorrendo|saindo|pelo|na boca|vivo)|(?:cheia|jorrando|
        jorra|encharc\w+|ensop\w+|cospe|cuspiu) ~(?:sangue|vermelh\w)|nao (?:estanca|coagula)|sangueira|
        <pano> (?:\w+ )?(?:tod[oa] |cheio de |cheia de )vermelh\w|<pano> ~(?:encharcad\w|ensopad\w|
        ensanguentad\w)|(?:ja|troc\w+|encharc\w+|molh\w+|foram|foi|usei|gastei) (?:\w+ )?(?:duas|dois|tres|
        quatro|cinco|seis|\d+) (?:\w+ )?<gaze>|
        troc\w+ (?:\w+ )?<gaze> ~(?:\d+x|vezes)|sa(?:i|iu|indo|ir) (?:muito )?sangue|
        nao para(?:va)? de (?:escorrer|pingar|sair|jorrar|babar|
        cuspir) ~(?:<gaze>|mordendo|vermelh\w|<corpo>|corte|pontos?))
    """,
    "infeccao": r"""
        (?:infecc\w+|infeccion\w+|infectad\w+|pus|abscesso|febre(?! amarela)|febril|necros\w+|calafrio\w*|(?:saindo|
        saiu|vazando) ~(?:liquido|secrecao|pus)|cheiro ruim|ferida (?:\w+ ){0,4}abriu|
        pontos? (?:\w+ )?(?:abriu|abriram|estourou|estouraram)|gangren\w+|febril|\d\d(?:,\d)? de febre)
    """,
    "inchado": r"""
        (?:inchad[oa]|inchaco|inchou|inchando|edema|empolad\w|empolando|empolou|dobrou de tamanho|(?:olho|
        rosto|boca|labio) (?:\w+ )?(?:fechou|roxo|deformad\w)|muito roxo|inchand\w+)
    """,
    "respirar": r"""
        (?:falta de ar|sem (?:conseguir )?respirar|(?:dificuldade|nao (?:consigo|consegue|esta conseguindo)|
        mal (?:consigo|consegue)) ~(?:respirar|engolir|abrir a boca)|sufoc(?:a|ad\w|ando)|engasg\w+|tossindo|
        garganta ~fech\w+|dificil (?:de )?(?:respirar|engolir)|respir\w+ (?:mal|com dificuldade)|sem ar|
        asfixi\w+)
    """,
    "mal_subito": r"""
        (?:desmai\w+|convuls\w+|tontura\w*|reacao (?:alergica|forte)|choque (?:anafilatico|eletrico)|
        deu choque|levou (?:um )?choque|tomei (?:um )?choque|paralis\w+|dormencia|dormente|passando mal|
        passou mal|palid[oa]|suando frio|suor frio|(?:branc[oa]|gelad[oa]|roxinh[oa]|mole) e (?:\w+ )?(?:suando|gelad\w|
        mole|tremendo|fri[oa])|nao (?:reage|acorda|responde a)|gengiva (?:branc|roxa|azul)\w*|
        pressao (?:caiu|subiu)|envenen\w+|intoxic\w+|fumaca|incendio|pegou fogo|pegando fogo|
        vazamento de gas|cheiro de gas|curto circuito|manchas? rox\w+|coracao (?:acelerad\w|disparad\w)|avc|
        infarto|samu|inconsciente|vista escure\w+|tremendo(?! de (?:raiva|odio|emocao|felicidade|
        alegria|nervos\w*|frio))|desacordad\w|vazando gas|gas vazando|
        vazamento d[eo] gas)
    """,
    "trauma": r"""
        (?:bat(?:eu|i|eram) ~(?:a |o |com |de )?(?:boca|rosto|dente|dentes|cabeca|face|queixo|nariz|testa|
        cara|joelho|braco|perna|costas)|caiu d[aoe] (?:balanco|bicicleta|escada|moto|cama|cadeira|skate|
        cavalo|arvore|maca)|pancada|machucou ~(?:a |o )?<corpo>|cort(?:ou|ei) ~(?:a |o )?<corpo>|acident\w+|
        fratur\w+|torci|torceu|trauma|queimadura\w*|queim(?:ou|ei|ada|ado|aram|ando) ~<corpo>|
        <corpo> ~(?:queimad\w|bolhas?)|
        bolhas? ~(?:<corpo>|agua|ard\w+|doend\w+|estour\w+)|
        (?:virilha|axila|queim\w+|laser|ard\w+) ~bolhas?|carne viva|ardendo|(?:perdeu|quebrou|
        arrancou) ~dente ~(?:inteiro|raiz|
        jogando|bola|queda|caiu)|(?:dente|dentes) (?:inteiro|caiu inteiro|saiu inteiro)|copo de leite|
        avuls(?:ao|ionou|ionad\w)|agrediu|agress(?:ao|oes|or\w*)|atropel\w+|mordeu|mordida|
        caiu de (?:boca|cara|cabeca|costas)|
        dente (?:\w+ )?entrou|bateu de)
    """,
    "sem_dor": r"""
        (?:(?:sem|zero|nenhuma|nada de|nem uma|nao (?:sinto|senti|sente|tenho|tive|sentindo|
        tem)) (?:\w+ )?(?:dor|dores|nada)|nao (?:doi|doeu|esta doendo|estou com dor)|
        (?:dor|dores) (?!nao |nem |nunca |so |ainda )(?:\w+ ){0,2}(?:sumiu|sumiram|acabou|foi embora|cessou|
        passou(?! (?:para|a|de|por)))|(?:sumiu|acabou|passou|foi embora) (?:a |toda a |aquela )?dor)
    """,
    "peca_quebrada": r"""
        (?:<peca> ~(?:quebr\w+|solt\w+|ca(?:iu|indo)|rach\w+|trinc\w+|descol\w+|saiu|desgrud\w+|espet\w+|
        furando|machuc\w+|cortando|pinicando|lascou)|(?:quebr\w+|solt\w+|ca(?:iu|i)|rach\w+|trinc\w+|
        descol\w+|lasc\w+|saiu|machuc\w+) ~<peca>|(?:resina|protese|coroa|faceta|aparelho) ~(?:caiu|froux\w|
        perd\w+)|perdeu o aparelho)
    """,
    "machucando": r"(?:machucando|cortando|espetando|furando|ferindo|ferida|incomodando|arranhando)",
    "clinica_duvida": r"""
        (?:posso (?:tomar|comer|beber|fazer|usar|escovar|treinar|fumar|lavar|dirigir|voltar|passar|viajar|
        malhar|mastigar|amamentar|nadar|continuar tomando|parar)|e normal|faz mal|tem problema (?:se|eu|em|
        tomar)|gravida|gestante|amament\w+|dipirona|ibuprofeno|antibiotico|amoxicilina|paracetamol|
        nimesulida|remedios?|medica(?:mento|cao)\w*|anestesia|efeitos? colatera\w+|contraindic\w+|
        pos-?operatorio|cicatriz\w+|diabet\w+|hipertens\w+|pressao alta|marca-?passo|sintomas?|
        sensibilidade|sensivel|anticoagulante|aas|quantos dias (?:depois|apos|de repouso)|repouso|
        depois d[ao] (?:cirurgia|extracao|canal|implante|procedimento|peeling|botox|clareamento)|atrapalha|
        devo (?:me preocupar|parar|tomar|fazer)|preciso parar|e arriscado|e perigoso|o que e isso|
        melhora com o tempo|some em quantos|alergic\w|dose|febrinha|catapora|vacina|varfarina|
        hipotireoid\w+|asma|gravidez|depois (?:do|da|de) (?:parto|botox|rinoplastia|enxerto|siso|peeling|
        extracao|cirurgia)|estraga o resultado|manchinh\w+|gengiva|pos parto|cicatrizacao|inflamad\w|
        suplement\w+|comprimido|pomada|creme|colesterol|tireoide|castracao|lipo|drenagem|microagulhamento|
        conjuntivite|gotas|passa sozinho|e esperado|nao come|mamografia|silicone|gravida|progressiva|roxa|
        roxo|medico ou)
    """,
    # threats and the law
    "juridico": r"""
        (?:procon|anatel|aneel|advogad[oa]s?|juridic\w+|(?:vou|vamos|irei|quero|posso|pretendo|iremos|
        ainda) (?:te |os |as |lhes )?processar|processo (?:contra|judicial|na justica)|process(?:ar|arei|
        aremos) (?:voces|a (?:empresa|clinica|escola|loja)|essa|esse)|(?:na|a|da) justica|judicia\w+|
        extrajudicia\w+|juizado|pequenas causas|tribunal|fui notificad\w+|notificacao ~(?:cartorio|
        advogad\w+)|fica\w* ~notificad\w+|policia|delegacia|boletim de ocorrencia|danos morais|
        medidas (?:legais|cabiveis)|providencias (?:legais|cabiveis)|acao (?:judicial|civel|contra)|
        ministerio publico|defensoria|vigilancia sanitaria|conselho regional|denunci\w+ ~(?:ans|cro|crm|mec|
        anac|conselho|orgao\w*|vigilancia|secretaria|ministerio)|na ans|consumidor ?\. ?gov|
        orgaos? competentes?|codigo de defesa|process(?:o|inho) (?:na certa|vem|nas costas)|(?:meter|abrir|
        entrar com|mover|e|levar) (?:um |uma |o )?(?:processo|acao|processinho)|juiz|(?:fiz|registr\w+|abri|
        abrir|fazer|faco) (?:um |o )?(?:bo|b \. o)|b \. o|perdas e danos|(?:para|na|pela|
        via) (?:a )?justica|acao indenizatoria|propositura|notific\w+ formal\w*|via judicial|audiencia|
        contranotific\w+|ouvidoria da (?:anatel|ans)|aneel|bacen|banco central)
    """,
    "notificacao": r"^ (?:prezados |senhores |[,.] )*notificacao (?:[.:]|extrajudicial|formal)",
    "reclame_aqui": r"reclame aqui|reclameaqui",
    # a service that is down
    "parado": r"""
        (?:par(?:ou|aram|ad[oa]s?) (?:tudo|total\w*)|tudo (?:parad\w|fora)|(?:operacao|loja|clinica|
        recepcao|empresa|producao|fabrica|escola|caixas?|atendimento|consultorio|unidade|hospital|equipe|
        fila|restaurante|vendas?) ~(?:parad[oa]s?|parou|pararam|totalmente parad\w)|100 ?%? parad\w|
        paramos (?:tudo|total)|caiu tudo|tudo caiu|servidor morto|travaram juntos|(?:caixas|computadores|
        maquinas) ~(?:travaram|pararam|cairam)|fila (?:ate|na|dobrando|enorme|cheia)|portas abertas|
        pacientes esperando|sem atender ninguem|faturamento parado|linha de producao)
    """,
    "vital": r"""
        (?:uti|cti|centro cirurgico|ventilacao|ventilador pulmonar|respirador\w*|oxigenio|incubadora|
        hemodialise|dialise|desfibrilador|camara (?:fria|frigorifica)|(?:geladeira|freezer|
        refrigerador) (?:\w+ ){0,3}(?:vacinas?|sangue|insulinas?|medicamentos?))
    """,
    "todos_sem": r"""
        (?:(?:ninguem|nenhum\w?|todos?|todas?|toda) ~(?:consegu\w+|sem|acess\w+|trabalh\w+|vend\w+|atend\w+|
        entra\w*|abr\w+|fora do ar|parad\w+|emit\w+)|(?:todas as|todos os|nas|das|as|
        em) (?:\w+ )?(?:unidades|lojas|filiais|caixas|setores|clinicas|salas)|(?:clinica|loja|empresa|
        escola|predio|equipe) (?:inteir[ao]|tod[ao])|nao conseguimos (?:atender|vender|trabalhar|operar|
        abrir)|nenhum[a]? (?:das|dos) (?:maquininhas|caixas|computadores|maquinas|terminais|telefones|
        ramais)|perdi todas as vendas|perdendo vendas)
    """,
    "preso": r"""
        (?:pres[oa]s? ~(?:elevador|dentro|na|no|porta|catraca|loja)|trancad[oa]s? ~(?:dentro|na|no)|
        elevador ~pres[oa]s?|gente presa|pessoas? presas?|ficou presa?o?|(?:com|
        tem) (?:\S+ ){1,2}(?:senhor\w*|crianc\w+|pessoas?|clientes?|moradores?|idos\w+|alun\w+|gente|
        paciente\w*|funcionari\w+|colega) (?:\w+ )?(?:dentro|pres\w+|trancad\w+)|la dentro|pres[oa]s? (?:no|
        na|em|dentro)|elevador parado ~(?:andar|com)|nao (?:consegue|conseguem|consigo|conseguimos) sair|
        tranc(?:ou|ad\w) (?:\S+ ){0,3}(?:cadeirante|crianca|pessoa|idos\w|senhor\w*|cliente|dentro))
    """,
    "sem_servico": r"""
        (?:(?:internet|sistema|site|app|aplicativo|sinal|conexao|portal|telefone|energia|plataforma|
        servidor|wifi|linha|link) (?:\w+ )?(?:caiu|fora|inoperante|indisponivel|mud[ao]|morreu|sumiu|zerou|
        parou|pifou|nao (?:funciona|abre|carrega|entra|liga|conecta|responde|volta|inicia|pega))|caiu (?:a|
        o|minha) (?:internet|sistema|sinal|conexao|site)|sem (?:internet|sinal|acesso|conexao|sistema|
        telefone|linha|rede)|fora do ar|nada de internet|luz vermelha|nao (?:consigo|consegue|conseguimos|
        estou conseguindo|esta conseguindo|da para|deixa|permite|consegui) ~(?:entrar|acess\w+|logar|login|
        abrir|emitir|usar|trabalhar|entra)|nao (?:liga|abre|entra|carrega|acende|gela|esquenta|inicia)|
        parou de (?:funcionar|gelar|ligar|carregar|responder)|senha (?:\w+ )?(?:invalida|errada|incorreta)|
        (?:login|acesso|usuario|conta) (?:\w+ )?(?:bloquead\w|negad\w|invalid\w|nao encontrad\w)|
        fecha sozinho|apag(?:uei|ou|aram) (?:\w+ ){0,3}(?:agenda|dados|cadastro|banco|tudo)|sumi(?:u|
        ram) ~(?:dados|agenda|cadastros|tudo|pacientes|registros|historico)|(?:internet|net|wifi|
        sinal) (?:\w+ )?(?:morta|zerad\w|apagad\w|nada)|luz (?:\w+ ){0,2}(?:apagad\w|vermelha)|
        luzes (?:\w+ )?apag\w+|(?:nao|nem) (?:\w+ )?(?:libera|centrifuga|enche|sobe|ligou|da sinal|da video|
        acessa)|licenca invalida|sessao expirada|perdi (?:o )?acesso|parou (?:total|do nada|de vez)|
        trav(?:ou|ada) (?:deitad\w|fechad\w|no)|tela (?:branca|preta|azul)|nenhuma (?:aula|pagina|tela)|
        sem nada|so fica girando|nao passa nada|de jeito nenhum|nada (?:de internet|funciona|abre))
    """,
    "falha": r"""
        (?:nao (?:esta |estao )?(?:funciona\w*|aparece\w*|sincroniza\w*|atualiza\w*|imprim\w+|recebe\w*|
        chega\w*|carreg\w+|salva\w*|toca|grava\w*|conect\w+|envia\w*|pega|abre|abrem|liga|reconhec\w+|gera)|
        trav(?:a|ando|ad\w|ou|am)|lent[oa]|lentidao|erro (?:\d\w*|ao|no|na|de|do|quando|desconhecido|
        interno)|da erro|dando erro|deu erro|bug\w*|oscila\w*|cai (?:toda|o tempo|direto|sempre|muito)|
        caindo|defeito|com problema|chiado|barulho|vaz(?:a|ando|amento)|queim(?:ou|ad[oa])|pif(?:ou|ad\w)|
        falha\w*|falhando|piscando|em branco|desconfigur\w+|duplicando|instavel|instabilidade|sem som|
        sem imagem|tela (?:preta|azul|branca)|desconect\w+|corrompid\w+|quebrad[oa]|trincad[oa]|rachad[oa]|
        torto|divergencia|sumiu|nao (?:consigo|da para) (?:\w+ )?(?:anexar|salvar|baixar|imprimir|exportar|
        instalar|conectar|gerar|ver|finalizar|concluir|cadastrar|enviar|marcar pelo)|inoperante|reinici\w+|
        problema tecnico|codigo de verificacao|engasga\w*|(?:sai|saem|saindo|sair|vem|veio|chega|
        aparece) (?:sem|cortad\w|em branco|torto|repetid\w|trocad\w|com erro|errad\w)|repetid\w|nao (?:acha|
        mostra|sai|tem som|atualizou|ligou)|spam|acentos?|contato errado|em ingles|desregul\w+|
        marca \S+ a mais|contratei \d+ ~(?:teste|da|chega)|com erro|some|sumindo|falhad\w+|apitando|
        estranho|sem funcionar|parou de funcionar|nao (?:foi|vai|abriu|entrou|conectou)|tela (?:cinza|
        branca|preta|azul)|nao (?:soma|fecha|reconhece|calcula|sobe|desce|encaixa)|saem? com o nome|
        apag\w+ (?:o |meu |minha )?(?:historico|dados)|sumi\w+ (?:o |meu ))
    """,
    "objeto_tecnico": r"""
        (?:internet|wifi|wi-fi|modem|roteador|sistema|app|aplicativo|site|portal|software|login|senha|
        impressora|computador|tela|maquin\w+|equipamento|aparelho de|tv|controle|servidor|modulo|botao|
        relatorio|integracao|api|whatsapp|qr|catraca|camera|celular|notebook|geladeira|fone|bateria|cabo|
        sinal|link|sms|notificac\w+|lembretes?|backup|plataforma|esteira|ar-condicionado|elevador|portao|
        antena|decodificador|fibra)
    """,
    "continua": r"""
        (?:continu(?:a|o|am|amos|ando)|segue (?:sem|com|do mesmo)|persiste\w*|voltou a|nao (?:resolv\w+|
        adiantou|deu certo|funcionou|mudou|melhorou)(?: nada)?|ainda (?:esta|estou|sem|assim|com|continua|
        nao (?:funcion\w+|resolv\w+|volt\w+|consig\w+|deu|esta|abr\w+|carreg\w+))|(?:na |a )?mesma coisa|
        ate (?:agora|hoje|o momento) nada|nada ainda|nada resolvid\w)
    """,
    "bloqueado": r"""
        (?:bloque(?:ad[oa]|aram|io|ou)|cort(?:ad[oa]|aram|e)|suspens[oa]|suspenderam|desligaram|
        desbloque\w+|liberar|liberem|liberacao)
    """,
    # how unhappy, how pressing
    "urgente": r"""
        (?:urgen\w+|o quanto antes|imediat\w+|o mais rapido|socorro|pelo amor de deus|asap|emergencia|
        correndo|rapidinho|ja)
    """,
    "hoje": r"""
        (?:hoje|daqui a pouco|agora (?:de|a) (?:manha|tarde|noite)|daqui (?:uma|1|2|duas|meia)|
        esta (?:tarde|manha|noite)|agora as|daqui ha pouco|hoje (?:as|de|a)|de hoje|para hoje)
    """,
    "amanha": r"(?:amanha)",
    "forte": r"""
        (?:absurd\w+|pessim[oa]s?|horrivel|horrorosa?|descaso|desrespeit\w+|falta de (?:respeito|educacao|
        consideracao)|vergonha|vergonhos\w+|inadmissi\w+|inaceit\w+|indign\w+|revolt\w+|palhacada|lixo|
        porcaria|nunca mais|humilh\w+|ridicul\w+|lament\w+|nojo|imundo|enganad\w+|enganosa|mentir\w+|mentiu|
        mentiros\w+|extremamente|profund\w+ ~(?:insatisf|indign)\w+|de brincadeira|brincadeira com|
        paciencia|cansei|cansad\w|farta?o?|chega|odio|raiva|gritou|grosseir\w+|gross[oa]|estupid\w+|
        maltrat\w+|debochou|destrat\w+|incompet\w+|irrespons\w+|negligen\w+|muito insatisfeit\w|
        super chatead\w|exijo|constrang\w+|porra|merda|caralho|pqp|desgraca|bosta|ta de parabens|
        parabens aos envolvidos|odiei|odeio|terrivel|nota (?:zero|0|1)|zero estrelas|uma estrela|1 estrela|
        roubo|roub\w+|ladr\w+|safad\w+|sacanagem|que saco|enrol\w+|😡|🤬|👎|😤|um lixo|inaceitavel|agrediu|
        expuls\w+|discrimin\w+|preconceit\w+|racis\w+|assedi\w+|estrag\w+|joguei dinheiro fora|
        dinheiro jogado|arruin\w+|acabaram com|chorando|nunca vi|muito mal|super mal|
        trat\w+ (?:\w+ ){0,3}(?:lixo|cachorro|mal)|imperdoavel)
    """,
    "queixa": r"""
        (?:reclam(?:acao|acoes|ar|o|ei|ando)|insatisf\w+|decepcion\w+|desapontad\w|chatead\w|triste|chato|
        demor(?:a|ou|am|ado|aram|ada)|esper(?:ei|ando|amos)|atras(?:o|ou|ada|ado|aram|os)|mal (?:atendid\w|
        educad\w)|ninguem (?:\w+ )?(?:respond\w+|retorn\w+|atend\w+|resolv\w+|lig\w+|deu|da|aparec\w+|veio|
        faz|explic\w+|avis\w+)|nao (?:apareceu|veio|cumpr\w+|retorn\w+|responde\w*|gostei|recomendo|
        entreg\w+|avis\w+)|sujo|suja|errad[oa]|erraram|errou|pior\w*|prometeram|prometeu|combinad[oa]|
        veio (?:quebrad|errad|amassad|faltando|rasgad|com defeito)\w*|faltando|amassad\w|diferente do|
        sem educacao|descuid\w+|frustrad\w|mal feit\w|malfeit\w|podia ser|deixou a desejar|qualidade|poxa|
        podiam|melhora\w*|desconfort\w+|incomod\w+|morn[oa]|fri[oa]|desbot\w+|riscad\w+|risco|pequeno|
        atrasou|alta demais|corrid\w|experiencia|esperava|desabafo|grosso|antipatic\w+|ignor\w+|
        so (?:me )?(?:respond\w+|atend\w+)|trocad[oa]|chegou (?:quebrad|aberto|atrasad|errad|sujo)\w*|cheio|
        lotad\w|demora\w*|nao (?:curti|foi a melhor|era o que)|😕|😞|🙄|😒|☹|😠|(?:na|de|da|em) (?:fila|espera)|
        foi embora|dias uteis para|(?:respondem|responderam|atendem) em \d+ (?:dias|horas))
    """,
    "reincidente": r"""
        (?:(?:segunda|terceira|quarta|quinta|sexta|decima|2a|3a|4a|5a|6a|10a|enesima|milesima|
        ultima) (?:vez|mensagem|tentativa|reclamacao|ligacao|solicitacao|protese|restauracao|visita)|
        (?:duas|tres|quatro|cinco|seis|dez|varias|mil|muitas|inumeras|2|3|4|5|6|7|8|10) (?:vezes|meses|
        semanas|protocolos|ligacoes)|[2-9]x|sempre (?:a mesma|isso|assim)|todo (?:mes|dia)|toda (?:hora|vez|
        semana)|ha (?:\S+ )?(?:dias|semanas|meses)|faz (?:\S+ )?(?:dias|semanas|meses)|desde (?:segunda|
        terca|quarta|quinta|sexta|semana|janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|
        outubro|novembro|dezembro|\w+ passad\w)|ninguem (?:faz nada|resolve)|nada resolv\w+|sem solucao|
        de novo|novamente|mais uma vez|protocolos? anterior\w*|repetir|cobrando)
    """,
    "sarcasmo": r"""
        (?:parabens (?:aos envolvidos|pela (?:demora|incompetencia|falta|entrega)|pelo (?:descaso|atraso))|
        esta de parabens|(?:maravilhos\w|otim[oa]|excelente|lindo|linda|show|parabens|top|nota (?:10|mil|
        dez)|que (?:beleza|maravilha)) ~(?:hein|so que nao)|so que nao|sqn|hein|(?:maravilh\w+|parabens|
        show) ~(?:\d\w*|horas?) (?:na fila|esperando)|obrigad\w+ por nada|conseguiram|🙃|🤡|
        super recomendo (?:🙃|hein)|(?:ador|am)\w+ (?:ser|ficar|esperar|pagar)|(?:otim[oa]|excelente|
        maravilh\w+|belissim\w|lind[oa]|parabens) ~(?:para treinar|esperando|fila|ignorad\w|respondem em|2h|
        quebrad\w|atrasad\w|grossa|grosseria|descaso|falta)|(?:que|nossa que) (?:maravilha|beleza|otimo|
        lindo|eficiencia) ~(?:hein|de|ne)|parabens (?:pela|pelo) (?:\w+ )?(?:educacao|falta|demora|bagunca|
        organizacao)|so rindo|brincadeira ne|valeu hein|(?:ador\w+|am\w+) quando|
        obrigad\w+ por (?:me )?(?:deixar\w*|fazer\w*|nada|esquecer\w*)|parabens ,? (?:sumiram|conseguiram|
        perderam|estragaram|erraram|quebraram|atrasaram)|para quem (?:inventou|teve)|mais um dia sem|amando|
        experiencia incrivel ficar|show ,? o app|ignorad\w)
    """,
    "elogio": r"""
        (?:parabens|parabeniz\w+|elogi\w+|excelente|otim[oa]s?|maravilh\w+|ador(?:ei|o|amos|a)|am(?:ei|o|
        amos)|nota (?:10|dez|mil|1000)|gratidao|show|top|perfeit\w+|sensacional|nota maxima|impecavel|
        recomendo|indiquei|indicar|vou indicar|melhor(?:es)?|abenco\w+|anjos?|fada|carinho|atencios\w+|
        educad\w+|simpatic\w+|satisfeit\w|feliz|arrasa\w*|5 estrelas|cinco estrelas|demais|lind[oa]s?|
        superou|excepcional|nota dez|❤|😍|👏|🥰|agilidade|facilitou|bem (?:atendid|recebid)\w|
        meus cumprimentos|humanizad\w+|capricho|cuidado com|salvaram|ajud\w+ muito|tranquil\w+|nem doeu|
        sem dor|nao tenho (?:do que|nada a|o que) reclamar|nunca me decepcion\w+|terror nenhum|gostei|
        gostamos|boa pessoa|pessoa boa|atendimento (?:bom|nota)|antes do prazo|continuem assim|confio|
        confianca em voces|empresa seria|sorri\w*|redondo|bons mesmo|💙|💚|💜|🧡|💛|😘|🤩|⭐|🌟|🤗|😊|reclamar do que|
        deus abencoe|que equipe|tao bem (?:tratad|atendid|recebid)\w)
    """,
    "agradecimento": r"""
        (?:(?<!sou )(?<!fui )(?<!somos )(?<!e )(?<!era )obrigado(?! a (?!voce|tod|dr|equipe|clinica|doutor|
        ajuda))|agrade\w+|valeu|grat[oa]|gratidao|thanks|tks|tmj|🙏|👍|deus (?:abencoe|lhe|te)|sem palavras|
        obrigado_final)
    """,
    "obrigacao": r"""
        (?:(?:sou|fui|fomos|somos|e|era|seria|serei|estou sendo) obrigado|obrigado a (?!voce|tod|dr|equipe|
        clinica|doutor|ajuda))
    """,
    "resolvido": r"""
        (?:resolv(?:ido|eu|eram|i)|deu (?:tudo )?certo|funcionou|deu bom|consegui(?:mos)?|voltou|chegou|
        recebi (?:\w+ )?certinh\w|voando|nao precisa mais|problema nenhum|solucion\w+)
    """,
    "juridico_neutro": r"""
        (?:(?:sou|somos|seja|trabalho|trabalhamos|estudo|estagi\w+|formad\w|concurso|minha (?:mae|irma|
        filha|esposa) e|meu (?:pai|irmao|filho|marido) e|escritorio|do lado|ao lado|perto|em frente|proximo|
        atras|nunca (?:precis\w+|vou)|sem|curso|vaga|indic\w+|uniforme) ~(?:advogad\w+|juridic\w+|procon|
        policia\w*|justica|anatel|delegacia|forum|tribunal|judiciari\w+|juiz\w*)|(?:pessoa|assessoria|
        entidade) juridica|<compromisso> ~(?:procon|tribunal|forum|delegacia)|justificar ~(?:audiencia|
        forum|tribunal)|policial|processo seletivo)
    """,
}
