"""Sends hostile answers and documents through the fetcher and the worker at full length."""
