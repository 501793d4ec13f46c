"""What people write about their plan, to learn something, or about anything else: a pattern for each sign.

Written as those of `lexico_pedidos`.
"""

ASSUNTOS = {
    # the plan one has
    "plano": r"""
        (?:planos?|pacotes?|assinaturas?|contratos?|licencas?|usuarios?|dependentes?|titular\w*|upgrade|
        downgrade|mega|giga|cadastr\w+|renov\w+|matriculas?)
    """,
    "plano_mudar": r"""
        (?:upgrade|downgrade|(?:aument\w+|diminu\w+|reduz\w+|migr\w+|mud\w+|troc\w+|passar|subir|baixar|
        ampli\w+|alter\w+|voltar|volt\w+|pass\w+|colocar|coloca) ~(?:plano|planos|pacote|mega|giga|
        velocidade|licencas|usuarios|modalidade|anual|mensal|pre-pago|controle|franquia)|renov(?:ar|acao|o|
        em)|migrac\w+|plano (?:mais|menor|maior)|(?:sobe|sobir|desce|descer|me (?:coloca|muda|passa|
        sobe)) ~(?:plano|para|pro|no)|(?:tirar|tira|retirar|remover) ~(?:do combo|da assinatura|do pacote|
        do plano|modulo|telefone fixo|canais)|(?:basico|intermediario|premium|essencial|profissional|
        familia|individual|black|anual|mensal|completo))
    """,
    "plano_pessoas": r"""
        (?:(?:adicion\w+|inclu\w+|inser\w+|acrescent\w+|remov\w+|exclu\w+|tirar|tira|coloc\w+|cadastr\w+|
        por) ~(?:dependentes?|usuarios?|acessos?|licencas?|filh\w+|bebe|espos\w+|marido|pessoas?|
        funcionari\w+|canais|linhas?|conjuge|mae|pai)|mais (?:\S+ )?(?:usuarios?|dependentes?|acessos?|
        licencas?))
    """,
    "plano_dados": r"""
        (?:titular\w*|razao social|(?:mud\w+|alter\w+|troc\w+|atualiz\w+|corrig\w+|transfer\w+|
        pass\w+) ~(?:endereco|email|telefone|celular|nome|sobrenome|cadastr\w+|dados|cnpj|contato|
        responsavel|administrador|turma|internet para)|mud(?:ei|ar|anca|o|amos) (?:de|para ~) ?(?:casa|
        endereco|apartamento|apto)|copia ~contrato|via ~contrato|contrato ~(?:vence|acaba|termina|
        ate quando)|meu plano e|endereco novo|novo endereco|(?:me mudar|vou mudar|mudanca de endereco|
        transf\w+ (?:a |minha )?(?:internet|linha|assinatura|conta))|carteirinha|(?:atualiz\w+|alter\w+|
        troc\w+|mud\w+) (?:\w+ )?(?:endereco|cadastro|email|e-mail|telefone|nome)|titular|sobrenome|
        estender|contrato social|troc\w+ o endereco|endereco de entrega|(?:tira|tirar|
        tirem) (?:\S+ ){0,3}da (?:conta|assinatura))
    """,
    "plano_pausar": r"""
        (?:paus(?:ar|a|o|em|ada)|tranc(?:ar|a|amento|o|em)|congel(?:ar|a|amento|o|em)|
        suspend\w+ (?:\w+ )?(?:plano|assinatura|contrato|matricula|mensalidade|conta)|suspensao temporaria|
        ferias|(?:fica\w*|deix\w+) ~(?:suspens\w|pausad\w|parad\w|congelad\w)|dar (?:um )?tempo|
        voltar depois|interrupcao temporaria)
    """,
    "minha_relacao": r"""
        (?:meu|minha|nosso|nossa|meus) (?:plano|contrato|assinatura|pacote|conta|matricula|licenca|
        mensalidade|sistema|linha)
    """,
    # information
    "faq_lugar": r"""
        (?:endereco|onde (?:fica|e|ficam)|como (?:chego|chegar)|estacionamento|localizacao|perto (?:do|da|
        de)|metro|referencia|unidade|bairro|wifi|acessibilidade|elevador|cep|regiao|(?:elevador|rampa|
        cadeirante|cadeira de rodas|espaco kids|chega(?:m)? (?:no|em|na) bairro|bairros?|cobertura))
    """,
    "faq_hora": r"""
        (?:(?:que|qual|quais) (?:hora|horas|horario|horarios|dias)|abr(?:e|em|ir)|fech(?:a|am)|funcion(?:a|
        am|amento)|horario de|feriado|expediente|ate que|quando (?:abre|comeca|volta|inicia|tem)|
        que dia (?:comeca|abre|volta|tem)|vai ter (?:aula|atendimento|expediente)|funciona ~(?:feriado|
        sabado|domingo|natal|vespera))
    """,
    "faq_aceita": r"""
        (?:convenios?|aceit(?:a|am|ao)|atend(?:e|em) (?:pel\w|crianc\w+|convenio|o|a|idos\w+|sus)|unimed|
        amil|bradesco|credenciad\w+|plano de saude|particular|pcd)
    """,
    "faq_faz": r"""
        (?:voces (?:faz\w*|tem|atend\w+|aceit\w+|trabalh\w+|entreg\w+|vend\w+|abr\w+)|fazem|realizam|
        oferecem|trabalham com|(?:tem|ha|existe|possui|possuem|oferece|disponivel|vende|vendem|consert\w+|
        mex\w+ com|trabalha) ~(?:para|com|de|em)|so saber|gostaria de saber (?:se|quais|qual|como)|
        queria saber (?:se|quais|qual|como)|da para (?:ir|usar|levar|comprar|baixar)|como (?:baixo|
        faco para|uso|acesso))
    """,
    "faq_leva": r"""
        (?:documentos?|preparo|jejum|(?:preciso|precisa|tem que|devo) (?:levar|ir|estar|de)|levar|
        quanto tempo|demora|dura|como funciona|partir de que idade|prazo|dura(?:cao)?|pedido medico|
        idade minima|rg|carteirinha|identidade|quais documentos|dura quanto|quanto tempo (?:dura|demora|
        leva)|tempo de (?:duracao|espera))
    """,
    "documento": r"""
        (?:atestados?|declarac(?:ao|oes)|laudos?|prontuario\w*|radiografias?|relatorio medico|receita|
        historico escolar|certificados?|copia d[oaes]+|encaminhamento|segunda via d[oa] (?:receita|laudo|
        exame|certificado)|diploma|boletim escolar|comprovante de (?:matricula|residencia|comparecimento)|
        papel comprovando|relatorio (?:odontologico|medico|detalhado|escolar)|historico|
        segunda via da (?:receita|carteira)|(?:minha|meu) (?:receita|laudo|prontuario)|exames? antig\w+|
        segunda via (?:d[oa] )?(?:meu |minha )?(?:contrato|carteirinha|cartao|diploma|certificado|atestado)|
        ficha de treino|resultado d[aoe] (?:mamografia|exame|ultrassom|raio\w*|biopsia)|cartinha|(?:uma |
        outra )via d[aoe]|ficha|carteira de vacinacao|em pdf)
    """,
    "status": r"""
        (?:(?:meu|minha|meus|minhas|nosso|nossa|o|a|do|da) ~(?:exames?|pedidos?|compra|encomenda|entrega|
        protese|resultados?|conserto|produto|laudo|oculos|reembolso|aparelho|alinhador\w*|lente\w*|
        placa) ~(?:pront[oa]s?|cheg\w+|saiu|sairam|ficou|ficaram|fica|status|andamento|liberad[oa]s?|
        disponive\w+|envi\w+|onde|transporta\w+|terminou|quando)|cade ~(?:pedido|encomenda|entrega|compra|
        exame|produto)|rastre\w+|codigo de rastreio|(?:status|andamento|acompanhar|previsao) ~(?:pedido|
        compra|exame|entrega|solicitacao|protocolo|resultado|encomenda)|resultado do (?:meu )?exame|
        saiu para entrega|(?:como (?:esta|anda)|quando (?:chega|fica|sai|vem)|ja (?:chegou|saiu|
        esta pront\w|ficou pront\w|foi enviad\w|terminou)|chegou) ~(?:servico|pedido|encomenda|geladeira|
        exame|conserto|protese|produto|compra|aparelho|minha|meu|entrega)|para (?:retirar|buscar)|(?:minha|
        meu|o|a) (?:nota d[aoe]|oculos|resultado|boletim) ~(?:saiu|pront\w|chegou)|ja (?:esta|
        ficou) pront[oa]|situacao (?:do|da) (?:meu|minha))
    """,
    # other
    "saudacao": r"""
        ^(?: (?:oi|oie|oii|ola|bom|boa|dia|tarde|noite|tudo|bem|alo|opa|ei|e ai|voces|beleza|como|vai|esta|
        [,.!?]))+ $
    """,
    "curriculo": r"""
        (?:curriculos?|cv|vagas? (?:de|para|em|aberta)|contratando|trabalhar (?:ai|com voces|na)|emprego|
        estagio|processo seletivo|\brh\b|precisam de|estao precisando|dar aula|estagiari\w+|
        disponibilidade para trabalhar|a disposicao para (?:a )?vaga|vaga para|vagas? (?:de|
        para) (?:estagio|emprego|trabalho|jovem)|jovem aprendiz|estagio|procuram|estao procurando|
        precisando de (?:professor|tecnico|dentista|recepcionista))
    """,
    "fornecedor": r"""
        (?:fornec(?:edor\w*|emos)|distribui\w+|representantes?|portfolio|catalogo|setor de compras|
        apresentar (?:nosso|nossos|nossa|nossas|meu|meus|minha)|oferecer (?:meus|nossos|meu|nosso|minha|
        nossa)|parceria|permuta|nossos (?:produtos|servicos)|(?:ofere\w+|apresent\w+|prest\w+|faco|fazemos|
        trabalho com) ~(?:servicos?|manutencao|marketing|produtos|trabalho|jardim|limpeza)|se precisarem|
        representa\w+|contato (?:de|do setor de) compras|divulgar meu trabalho|
        responsavel pel[oa] (?:marketing|compras)|(?:voces )?compram|represento|patrocin\w+|venda de|
        vendo um)
    """,
    "imprensa": r"""
        (?:jornalista|reportagem|entrevista|imprensa|materia (?:para|sobre)|redacao|podcast|tcc|
        pesquisa (?:academica|de)|(?:programa|emissora) de (?:radio|tv)|produtora?|convidar|estudante|
        trabalho (?:da|de) faculdade)
    """,
    "lgpd": r"""
        (?:lgpd|dados pessoais|meus dados|dados meus|protecao de dados|consentimento|(?:apag\w+|exclu\w+|
        remov\w+) ~(?:meus|meu|cpf|dados|cadastro|numero)|de onde (?:tiraram|pegaram) meu|
        encarregado de dados|dpo|(?:titular|eliminacao|exclusao|vazad\w+|vazamento) ~dados|revogo|
        conseguiram meu (?:telefone|numero|contato|email)|lista de propaganda|(?:me tir\w+|
        tir\w+ meu) ~(?:lista|cadastro|propaganda)|imagens das cameras|guardam (?:as |os |meus |minhas )|
        apag\w+ (?:as |minhas |meus |os )+\w+|minhas fotos)
    """,
    "sugestao": r"""
        (?:sugest(?:ao|oes)|sugiro|suger\w+|podiam|poderiam (?:colocar|ter|criar|abrir|instalar)|
        seria (?:legal|bom|otimo|interessante)|dica|fica a (?:dica|ideia|sugestao)|so uma ideia|dou a ideia|
        podia (?:ter|colocar|abrir|criar)|ideia)
    """,
    "engano": r"""
        (?:engano|pessoa errada|numero errado|mandei errado|desconsider\w+|esquece|contato errado|foi mal|
        errei de|era para outr\w|ignora (?:ai|a mensagem)|conversa errada|liguei errado|numero errado|
        sem querer|nao fui eu|confundi|e (?:da|do|o|a) (?:pizzaria|acougue|farmacia|padaria|loja d\w)|
        contato d[ao] (?:dona|seu)|era para outra pessoa|mandei errado|erro meu|errei o (?:grupo|numero|
        contato)|perdao)
    """,
    "spam": r"""
        (?:ganhe|renda extra|clique|acesse (?:agora|ja)|bit|seguidores|emprestimo|investimento|corrente|
        repasse|bitcoin|cripto\w*|premio|sorteado|trabalhando em casa|aproveite|oferta imperdivel|
        ganh\w+ dinheiro|aposta\w*|tigrinho)
    """,
    "retorno_vago": r"""
        (?:(?:me )?(?:liga|ligue|liguem|ligar|retorna|retorne|retornem|chama|chame) (?:para mim|aqui|para|
        por favor|de volta|no)|me (?:liga|ligue|ligar|retorn\w+|chama\w*)|(?:preciso|
        quero) (?:de )?(?:ajuda|falar com)|posso falar|falar com (?:o |a |um |uma |algum )?(?:gerente|
        atendente|humano|pessoa|alguem|responsavel)|da um retorno|dar um retorno|(?:tem )?alguem (?:ai|
        pode)|aguardo contato|feliz (?:natal|ano|pascoa)|boas festas|(?:o|a) [a-z]+ esta (?:ai|aqui|online)|
        alguem online|me (?:escuta|ouve)|quem fala|chama no privado|bom (?:feriado|final de semana|
        fim de semana|domingo) a todos)
    """,
    "cancelado": r"""
        (?:(?:cancelei|cancelou|cancelaram|cancelad[oa]s?|cancelamos|encerrad[oa]s?|encerrei|desisti))
    """,
    "boleto_nome": r"""
        (?:boletos?|boletinhos?|faturas?|carnes?|linhas? digitave(?:l|is)|codigos? de barras?|copia e cola|
        mensalidade|parcela)
    """,
    "proprio_caso": r"""
        (?:(?:meus?|minhas?|nossos?|nossas?) (?!filh|mae|pai|espos|marido|avo|vo|irma|irmao|sobrinh|cachorr|
        carro|cidade|bairro|celular|casa|rua|senha|convenio|crianca|bebe|neto|neta|gente)\w+|(?:fiz|fizemos|
        comprei|compramos|tomei|paguei|pedi|pedimos|mandei|deixei|recebi|tirei|operei|solicitei|enviei|
        marquei|consultei|extrai|coloquei)|ja (?:esta|estao|ficou|ficaram|saiu|sairam|chegou|chegaram|foi|
        foram|terminou|veio)|(?:fui|mandei|encomendei|tirei|levei|comprei|emprestei|restam|
        tenho (?:\w+ )?acumulad\w+)|alguma novidade|quantas? (?:faltas|sessoes|notas)|foi (?:aprovad|
        liberad|enviad)\w|fui aprovad\w|deu entrada|(?:meu|minha) convenio (?:autoriz\w+|aprov\w+|liber\w+|
        cobre|aceit\w+)|meu nome)
    """,
    "porem": r"""
        (?:mas|porem|so que|contudo|entretanto|embora|apesar|so faltou|faltou|uma pena|so acho|podia|
        poderia\w*|podiam|deveria\w*|precisa melhorar|so um detalhe|menos|tirando|so falta|falta(?:m|va)?|
        zero para|agora so|ja o atendimento|pessim\w+|esper(?:ar|ei|ando)|se superam|chao|cobraram)
    """,
    "faq_pagamento": r"""
        (?:(?:posso|podemos|da para|pode|possivel|consigo|tem como|aceit\w+|recebem|
        trabalham com) (?:se )?(?:pagar |pagamento )?(?:por |no |na |com |em |via |de |pelo |o )?(?:pix|
        cartao|credito|debito|dinheiro|cheque|transferencia|vale(?: \w+)?)|formas de pagamento|
        forma de pagamento (?:voces )?aceit\w+)
    """,
}
