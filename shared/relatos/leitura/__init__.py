"""How the rules read a relato: one module per thing that is read, all on one `Documento`."""
