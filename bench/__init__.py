"""Benchmarks: each folder measures one thing and prints what it saw."""
