"""What people write about appointments, money and leaving: one pattern for each sign of a request, over even words.

`~` stands for up to four words of the same clause, `<boleto>` for any of its words below. Apart from the reader
because this is the part that grows.
"""

CLASSES = {
    # slips
    "boleto": r"""
        (?:boletos?|faturas?|carnes?|linhas? digitave(?:l|is)|codigos? de barras?|copia e cola|copia cola|
        qr ?code|(?:segunda|2a?) via)
    """,
    "peca": r"""
        (?:brackets?|braquetes?|bracketes?|coroa|provisorio|aparelho|fio|arco|borrachinha|ferrinho|banda|
        tubo|protese|dentadura|ponte|faceta|lente|restauracao|obturacao|massinha|curativo|bloco|pino|
        contencao|placa|mola|parafuso|implante|dente|dentes|pontos?|metal|elastico)
    """,
    "compromisso": r"""
        (?:consulta|consultas|horario|retorno|avaliacao|sessao|sessoes|exame|exames|visita|visitas|aula|
        agendamento|atendimento|manutencao|limpeza|procedimento|cirurgia|reuniao|demonstracao|vacina|banho|
        tosa|fisio\w*|terapia|raio-?x|ultrassom|canal|encaixe|instalacao)
    """,
    "contrato": r"""
        (?:contratos?|planos?|assinaturas?|conta|matriculas?|internet|servicos?|licencas?|pacote|tratamento|
        linha|pedido|compra|fibra|tv|academia|curso|mensalidade|inscricao|adesao|clube|seguro|sistema|
        convenio|tudo|combo|app)
    """,
    "corpo": r"""
        (?:boca|rosto|gengiva|bochecha|labio|lingua|dente|dentes|siso|mao|perna|pe|olho|pele|cabeca|face|
        queixo|pescoco|barriga|corpo|garganta|braco|dedo|joelho|coluna|costas|peito|ouvido|nariz|testa|cara|
        lado)
    """,
    "pano": r"(?:travesseir\w+|fronha|lencol|toalh\w+|pano|gaze|gazes|algodao|blusa|camis\w+|curativo)",
    "gaze": r"(?:gazes?|toalh\w+|panos|algodoes|lencos|absorventes?)",
}
PEDIDOS = {
    # cancelling
    "cancelar": r"""
        (?:cancel(?:ar|a|em|e|o|amento|amentos|arem|ando|aria|amos)|encerr(?:ar|em|a|o|amento|arem|e)|
        rescind\w+|rescis\w+|distrat\w+|desist(?:ir|o|encia|i|imos|indo)|desfiliar|deslig(?:ar|amento|uem)|
        desfazer|interromp\w+|romper)
    """,
    "cancelar_contrato": r"""
        (?:(?:cancel(?:ar|a|em|e|o|amento|arem|ando|aria|amos)|encerr(?:ar|em|a|o|amento|arem|e)|rescind\w+|
        rescis\w+|distrat\w+|desist(?:ir|o|encia)|desfazer|romper|interromp\w+) ~<contrato>|(?:deslig\w+|
        exclu\w+|delet\w+|baixa) (?:\S+ ){0,2}(?:assinatura|contrato|matricula|inscricao)|(?:matricula|
        assinatura|contrato|plano|linha) (?:\S+ ){0,2}(?:cancelad[ao]|encerrad[ao]) (?:ate|hoje|
        imediatamente|agora)|nao cancel(?:arem|ar|aram|am)|(?:parar|largar|abandonar|
        interromper) (?:com )?(?:o |a |as |meu |minha )?(?:tratamento|terapia|acompanhamento|curso|aulas|
        pilates|natacao|academia|musculacao)|(?:quero|queria|preciso|vou) sair d[aoe]|
        fech\w+ (?:o )?(?:meu|nosso) contrato|tir\w+ (?:o )?(?:meu|
        nosso) nome d\w+ (?:contrato|plano)|(?:busc\w+|
        recolh\w+) (?:o |os |esse )?(?:aparelho|equipamento|modem|decodificador)s?)
    """,
    "nao_quero_mais": r"""
        (?:nao (?:quero|queremos|desejo|vou|vamos|pretendo) (?:mais|continuar|seguir|prosseguir|ficar com)|
        nao (?:tenho|temos|ha) mais interesse|sair (?:do|da|desse|dessa) (?:plano|academia|escola|clube|
        contrato|curso)|arrepend\w+|fechar (?:a |minha )+conta|desligar ~(?:plano|internet)|(?:quero|queria|
        preciso|vou|gostaria de|posso|pretendo) (?:me )?(?:sair|desligar|parar|largar)|(?:parar|largar|
        abandonar) (?:o |a |com o |com a )?(?:tratamento|curso|academia|plano|aula|escola|servico)|
        nao (?:darei|daremos|vou dar|vamos dar) continuidade|(?:tira|tirar|tirem|retirar) ~(?:da escola|
        da escolinha|do curso|da academia|da natacao|da turma|da aula|da creche|dai)|(?:delet\w+|exclu\w+|
        apag\w+|finaliz\w+|termin\w+) ~(?:assinatura|contrato|conta|plano|inscricao)|(?:da|dar|
        deem) baixa (?:no|na|do|da|em) (?:meu |minha |nosso |nossa )?(?:contrato|matricula|assinatura|
        plano)|definitivo|definitivamente|perderam um cliente|nao renov\w+|concorrencia|concorrente|
        ir embora|nao da mais|(?:desativ\w+|delet\w+) (?:\S+ )?(?:conta|assinatura|cadastro|perfil)|
        minha rescisao|nao vou seguir|se eu sair)
    """,
    "cancelar_compromisso": r"(?:cancel\w+|desmarc\w+) ~<compromisso>",
    "cancelar_cobranca": r"""
        (?:cancel\w+|retir\w+|tirar|remov\w+) ~(?:cobrancas?|taxas?|juros|multa|debitos?|seguro|negativacao|
        lancamento|nf|nfe|nfs-e|notas?(?: fiscal)?)
    """,
    "multa_saida": r"""
        (?:multa|fidelidade) ~(?:cancel\w+|sair|rescis\w+|encerr\w+)|(?:cancel\w+|sair|encerr\w+) ~multa
    """,
    # appointments
    "desmarcar": r"(?:desmarc\w+)",
    "remarcar": r"""
        (?:remarc\w+|reagend\w+|adiar|adiem|adia|antecip\w+|transferir ~(?:consulta|horario|dia)|(?:trocar|
        mudar|passar|alterar|jogar|deixar|troca|muda|passa) ~(?:para|o|a|de) (?:outr[oa]|dia|horario|tarde|
        manha|segunda|terca|quarta|quinta|sexta|sabado|semana)|nao (?:vou|posso|consigo|poderei|
        conseguirei) (?:mais )?(?:conseguir |poder )?(?:ir|comparecer|chegar)|confirm\w+ ~<compromisso>|
        (?:confirmar|confirma) (?:a |o |minha |meu )*(?:presenca|horario)|(?:ele|tecnico|
        instalador) ~(?:vem|veio|chega) ~(?:ainda|hoje|amanha)|(?:pode|podemos|da para|tem como|consigo|
        melhor) (?:ser|passar|mudar|ficar|jogar|trocar|por) ~(?:dia|as|horas|outr\w|segunda|terca|quarta|
        quinta|sexta|sabado|tarde|manha|noite)|encaix\w+ antes)
    """,
    "marcar": r"""
        (?:marcar|agend(?:ar|em|e)|agendamento (?:de|da|do|para|com)|agenda (?:para|uma|um|minha|meu|ai|com|
        la)|marca|marquem|marque|encaix\w+|consulta ~(?:com|para)|passar com|(?:tem|ha|teria|teriam|existe|
        consegue|conseguem|sobrou|arruma|preciso de|quero|queria|ver) (?:um |uma |algum |
        alguma )?(?:horarios?|vagas?|encaixe|brecha|data|agenda)|atend(?:er|am|e|ida|ido|imento) ~(?:hoje|
        amanha|agora|urgencia|segunda|terca|quarta|quinta|sexta|sabado|semana)|me (?:atende|atendem|encaixa|
        ve)|(?:primeiro|proximo|primeira|proxima) (?:horario|vaga|data)|ser (?:atendid|vist)\w|vir aqui|
        me encaix\w+|tem livre|livre para|atende amanha|levo ai)
    """,
    "minha_consulta": r"""
        (?:(?:qual|que|quando|horas?|hora|dia|horario) ~(?:minha|meu|nossa|da|do|dele|dela) ~<compromisso>|
        (?:minha|meu|nossa) ~<compromisso> ~(?:que|quando|qual|hoje|amanha|esta marcad\w|dia|horas|
        confirmad\w|mesmo))
    """,
    "compromisso": r"<compromisso>",
    "visita_tecnica": r"""
        (?:visitas? tecnicas?|visita ~tecnico|tecnicos? ~(?:vir|vem|vier|viria|passar|chega|horas|hoje|
        amanha|casa)|instalador|manutencao preventiva|agend\w+ ~(?:instalacao|tecnico|manutencao|vistoria|
        reparo)|(?:marcar|remarc\w+|reagend\w+|adiar|desmarc\w+) ~(?:tecnico|instalacao|visita|vistoria|
        reparo|montagem)|tecnico ficou de (?:vir|passar|ligar)|(?:tecnico|instalador|montador) (?:vem|vira|
        chega|ficou|esta vindo|passa)|vistoria|trocar ~(?:lugar|comodo))
    """,
    "demonstracao": r"""
        (?:demonstra\w+|demo|apresentacao ~(?:do|da|comercial|sistema|software)|visita\w* ~(?:escola|
        showroom|consultor|comercial|vendedor|unidade|academia|apartamento|decorado|conhecer)|
        reuniao ~(?:consultor|comercial|vendedor|vendas|conhecer)|(?:consultor|vendedor)\w* ~(?:visit\w+|
        reuniao)|mostrar (?:o |as |os |a |como )|test(?:ar|e) (?:o |gratis|gratuito)|conhecer (?:a|o|as|os|
        melhor)|trial|aula experimental|vendedor|representante)
    """,
    # slips
    "boleto": r"<boleto>",
    "boleto_pedir": r"""
        (?:(?:mand\w+|envi\w+|reenvi\w+|pass[ae]|passar|ger[ae]r?|gerem|emit\w+|emiss\w+|baixar|imprim\w+|
        reimprim\w+|precis\w+|quero|queria|gostaria|cade|onde|solicit\w+|encaminh\w+|consig\w+|conseg\w+|
        receber|recebi|chegou|perdi|sumiu|apaguei|acho|achei|disponibiliz\w+|fornec\w+|tirar|pegar|falta|
        libera\w*) ~<boleto>|(?:manda|mande|mandar|envia|enviar|passa|gera|gerar) ~(?:pix|codigo|chave|
        conta|papel|pdf|anexo|arquivo)|(?:pdf|papel|chave|pix|codigo) ~(?:mensalidade|fatura|conta|parcela|
        boleto|net|internet|escola)|(?:perdi|apaguei|sumiu|rasgou|molhou|perdeu|nao (?:chegou|recebi|veio|
        acho|achei)) ~(?:conta|papel|boleto|boletinho|fatura|carne|pdf)|cade ~(?:pix|conta|boletinho|boleto|
        fatura)|adiantar ~parcela)
    """,
    "boleto_so": r"""
        ^(?=.* <boleto> )(?: (?:a|o|oi|ola|bom|boa|dia|tarde|noite|por|favor|meu|minha|[,.!?]|de|da|do|
        <boleto>))+ $
    """,
    "boleto_vencido": r"""
        (?:vencid[oa]s?|venceu|venceram|vence(?:ndo)? (?:hoje|amanha|agora)|vencimento (?:e |foi )?(?:hoje|
        ontem)|atualizad[oa]s?|atras(?:ad[oa]s?|ei|amos|ou)|juros|com multa|em atraso|(?:hoje|
        ontem) (?:o )?vencimento|vencimento ~(?:hoje|ontem|passou)|passou (?:do |o )?(?:dia|prazo|
        vencimento)|deixei passar|novo boleto|boleto novo|encargos|data nova|perdi (?:o|a) (?:prazo|data))
    """,
    "boleto_errado": r"""
        (?:<boleto> ~(?:errad\w+|incorret\w+|invalid\w+|duplicad\w+|divergent\w+|diferente|a mais|maior|
        erro|nome de outr\w+)|(?:erro|errad\w+|corrig\w+|correcao|retific\w+|alter\w+) ~<boleto>|(?:valor|
        nome|cnpj|cpf|vencimento|data) (?:\w+ )?(?:esta |veio |saiu |do boleto |da fatura )*(?:errad\w+|
        incorret\w+|diferente)|codigo ~invalid\w+|<boleto> ~(?:outra? (?:aluno|empresa|pessoa|cliente)|
        mes passado|antig[oa]|cort\w+|recus\w+|numero faltando)|(?:banco|app) ~(?:recus\w+|nao aceita|
        rejeit\w+)|dados de outr\w|boleto (?:cert|corret)\w|(?:manda|mandar|enviar|gerar) o (?:certo|
        correto)|manualmente|zerad[oa]|corretamente|(?:nome|cnpj|cpf|dados) (?:da|de|do) (?:antig\w+|
        outr\w+|ex)|(?:cnpj|nome|valor|cpf) cert[oa]|(?:nao veio|aplicar|faltou|sem o) ~desconto|
        desconto ~nao (?:veio|apareceu|foi))
    """,
    # money
    "nota_fiscal": r"""
        (?:notas? fisca(?:l|is)|nf|nfe|nf-e|nfs-e|nfse|recibos?|informes? de (?:pagamentos?|rendimentos?)|
        imposto de renda|irpf|carta de quitacao|declaracao (?:anual )?de (?:quitacao|pagamentos?)|
        notas?(?= (?:do|da|de|em|com|no) )|\bnotinha\b|cupom fiscal|iss|tomador|dirf|informe)
    """,
    "comprovante": r"""
        (?:comprovantes?|dar baixa|deem baixa|baixa (?:no|do|na|da)|constar? (?:como )?pag[oa]|
        (?:identific\w+|confirm\w+|caiu|cair|receb\w+) ~(?:pix|deposito|pagamento|transferencia)|(?:pix|
        deposito|pagamento|transferencia) ~(?:caiu|identific\w+|confirm\w+|entrou|receb\w+)|deu baixa)
    """,
    "ja_paguei": r"""
        (?:paguei|pagamos|foi pag[oa]|foram pag[oa]s|esta pag[oa]|ja pag[oa]|quitei|quitad[oa]s?|
        fiz o (?:pix|pagamento)|pagamento (?:foi )?(?:feito|efetuado|realizado|confirmado)|efetuei|(?:pix|
        ted) (?:feito|enviado)|(?:com|conta|boleto|parcelas?|fatura|mensalidade) (?:(?!eu |que |ja )
        [^\s.,;!?:]+ ){0,4}pag[oa]s?|pagou|pago dia|
        em dia)
    """,
    "cobrado_errado": r"""
        (?:(?:cobr\w+|debit\w+|descont\w+|pass\w+ ~cartao) ~(?:duas|2|2x|tres|3|3x|dobro|dobrad\w+|
        duplic\w+|de novo|novamente|indevid\w+|a mais|errad\w+|sem|que nao|nao (?:reconhec\w+|contrat\w+|
        fiz|autoriz\w+)|jamais|nunca|mesmo depois)|em duplicidade|duplicidade|indevid[oa]s?|nao reconhec\w+|
        mesmo assim (?:cobr|debit|descont)\w+|(?:a mais|mais car[oa]) (?:na|no) (?:fatura|boleto|conta|
        cartao)|veio ~(?:a mais|mais car[oa]|mais alt[oa])|(?:cobr\w+|descont\w+|debit\w+|lanc\w+|veio|
        vieram) ~(?:cancel\w+|gratis|nunca pedi|nao pedi|nunca usei|seguro|taxa|servico)|taxa ~(?:gratis|
        combinad\w|nao|indevid\w)|(?:pagamos|paguei|cobraram|cobrou|descontou|passou|passaram) ~(?:vezes|
        dobro|2x|3x)|cobranca ~(?:errad|indevid|duplic|desconhec|estranha|que nao)\w*|valor ~(?:diferente|
        errad\w|maior|a mais)|(?:era|seria) \d\S* e (?:veio|cobraram)|tiraram ~(?:reais|conta|dinheiro)|
        nao devo)
    """,
    "estorno": r"""
        (?:estorn\w+|reembols\w+|ressarc\w+|devol(?:v\w+|uc\w+) ~(?:valor\w*|dinheiro|reais|meu|que e meu|
        pag\w+|parcela\w*|taxa)|dinheiro (?:de volta|volta\w*)|meu dinheiro|devolv(?:a|am|e|er|em|eram|ido|
        i)|devolucao|dinheiro ~(?:de volta|volt\w+|nao (?:foi|caiu))|de volta)
    """,
    "negociar": r"""
        (?:negoci\w+|acordo|parcelas? (?:atrasad|em atraso|vencid)\w*|mensalidades? (?:atrasad|em atraso|
        vencid)\w*|divida|(?:pagar|quitar) ~(?:tudo|que falta|restante|saldo|divida|antecipad\w+|resto)|
        saldo devedor|renegoci\w+|inadimpl\w+|tirar ~juros|abater|parcelar ~(?:atras|divida|debito|fatura|
        que devo)|(?:devo|devendo|deve) ~(?:meses|mensalidades|parcelas|\d+)|desempregad\w|
        limpar (?:o )?(?:meu )?nome|(?:pagar|pago|parcelar|quitar) ~(?:metade|aos poucos|em \d+x|parcelad\w|
        vencid\w|atrasad\w)|metade agora|apertad\w|(?:multa|juros) ~(?:tir\w+|abat\w+|perdo\w+|negoci\w+)|
        regulariz\w+)
    """,
    "vencimento": r"""
        (?:(?:mud\w+|alter\w+|troc\w+|pass\w+|jogar|adiar|prorrog\w+) ~(?:vencimento|data ~pagamento|
        dia ~pagamento)|vence dia \S+ ~(?:recebo|so recebo)|so recebo|vencimento ~(?:para|pro|
        do) (?:o )?dia|troca\w* a data|dia \d+ (?:e )?ruim|receb\w+ (?:so )?(?:no )?dia \d+|data (?:de|
        do) (?:vencimento|pagamento)|caem? (?:so )?dia \d+|(?:mud\w+|alter\w+|troc\w+|
        pass\w+) (?:\S+ ){0,3}(?:vencimento|data de pagamento))
    """,
    "cartao": r"""
        (?:(?:mud\w+|alter\w+|troc\w+|atualiz\w+|cadastr\w+|remov\w+|exclu\w+) ~cartao|cartao ~(?:venceu|
        cancelad\w+|clonad\w+|novo|bloquead\w+|recorrente|cadastrad\w+)|debito automatico|
        forma de pagamento|cartao ~(?:recusad\w|expirou|outro)|(?:trocar|mudar|botar|por|
        colocar) outro (?:cartao)?)
    """,
    "negativado": r"""
        (?:serasa|spc|negativ(?:ou|ad\w|aram|acao|ando)|nome sujo|protest(?:o|ad\w|aram)|
        restricao no (?:meu )?nome)
    """,
    "golpe": r"(?:golpe|golpista\w*|fraude|fraudulent\w+|boleto fals\w+|falso)",
    "pagamento_geral": r"""
        (?:pagamentos?|pagar|pago|pix|parcelas?|mensalidade|cobranc\w+|cobr\w+|debit\w+|taxas?|reajuste\w*)
    """,
    # buying
    "preco": r"""
        (?:quanto (?:custa\w*|fica\w*|sai\w*|e|esta\w*|cobra\w*|seria|vale|vou pagar|que (?:e|custa|fica|
        sai)|para)|precos?|preco|(?:qual|quais|saber) ~(?:valor|valores|preco|custo)|valor(?:es)? (?:do|da|
        de|das|dos|por|para)|tabela|custa|mais ou menos quanto|a partir de quanto|quantos reais|qual valor|
        sai por|fica por|custo|valores|(?:esta|sai|fica|e|ta|seria) quanto|precinho|(?:car[oa]|
        salgad\w) (?:demais|mas|nao|k\w*)|que caro|cobram|quanto|em conta|estimativa|(?:valor|preco)(?= \?)|
        (?:em )?quant[oa]s vezes|parcela(?:m)? em|\d+x (?:de|por) \d\S*|por \d+x|anuncio|anunciad\w)
    """,
    "orcamento": r"""
        (?:orcamentos?|orcar|cotac\w+|cotar|propostas? comercia\w+|proposta|proposto|proposta|licitacao|
        abatimento|cobrem|tem menos)
    """,
    "desconto": r"""
        (?:descontos?|promoc\w+|promo|cupom|condicao melhor|condicoes|mais barat\w+|parcel(?:am|a|ar)|vezes|
        black friday|abatimento|(?:a )?vista|cobrir|convenio com (?:a|empresa))
    """,
    "contratar": r"""
        (?:contrat(?:ar|acao)|assinar|adquirir|aderir|quero (?:fechar|comprar)|fechar ~(?:plano|negocio|
        pacote|contrato)|comprar|matricul(?:ar|a nova)|me inscrever|quero ser cliente|virar cliente|
        cobertura|(?:quero|queria|desejo|gostaria de|vou) (?:contratar|assinar|fechar|comprar|adquirir|
        aderir))
    """,
    "compromisso_hoje": r"""
        (?:(?:minha|meu|nossa|nosso|a|o|<compromisso>) ~(?:de|e|para|marcad\w|agendad\w) (?:hoje|amanha)|
        <compromisso> (?:hoje|amanha)|(?:de|e) (?:hoje|amanha) (?:as|a|de|cedo)|(?:vem|vir|ir|chegar|
        comparecer) (?:hoje|amanha)|amanha as)
    """,
    "boleto_outro": r"""
        (?:(?:com (?:o )?vencimento (?:para|pro|no|em)|em vez d[aoe]|depois d[oa] (?:quinto|dia|vencimento)|
        (?:dois|2|duas|tres|3) (?:boletos|faturas|cartoes|cobrancas)|qual (?:eu |deles |delas )?(?:pago|
        devo|vale)|mesmo mes|de voces mesmo|banco ~diferente|refa(?:cam|ca|zer)|refeit\w|corrig\w+|
        troc(?:ar|a|em) ~(?:boleto|cnpj|cpf|nome)|nao (?:considerou|considera|bate|confere|aceita)|
        combin\w+|dividir|parcelar|chave (?:inexistente|invalida)|digito|numero a menos|continua chegando|
        quitei|no (?:nome|cpf|cnpj) d[aoe]|antig[oa]|desconto|juros abusiv\w+|por que)|nao registra|(?:em|
        com o|no) (?:meu )?nome|detalhad\w|unic[oa]|junt[oa]s|entender|no meu(?! (?:email|zap|whatsapp|
        celular))|abater|credito|(?:muda|mude|alterar?|altera) ~(?:data|vencimento|valor|nome)|so que|
        quando (?:cai|volta|devolvem)|nao (?:passa|paga|registrou|le))
    """,
}
