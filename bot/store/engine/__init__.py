"""Databases themselves: opened, written to by turns, searched, made of rows and columns."""
