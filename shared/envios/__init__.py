"""An envio is one message to one person; whatever leaves passes this gate, and the gate can explain itself."""
