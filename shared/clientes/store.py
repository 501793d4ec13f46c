"""To come: clientes."""
