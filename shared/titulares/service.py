"""To come: titulares."""
