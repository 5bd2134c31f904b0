"""Copies of the whole database, and in what condition it is."""
