"""Providers on loopback, each speaking its documented contract with its failures."""
