"""Readers' replies to stories."""
