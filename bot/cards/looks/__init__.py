"""Looks: nouns that write themselves into a button and are read back from it."""
