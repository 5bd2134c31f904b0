"""Looks for inputs that break the readers of bytes from outside."""
