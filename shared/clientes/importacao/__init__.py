"""An importação is a file of clientes on its way in: read once, kept in parts, applied part by part, told by line."""
