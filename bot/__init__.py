"""Dateline, the program: one room for each part of the way from the web to a chat server."""
