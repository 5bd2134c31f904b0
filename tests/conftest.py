"""Fixtures of every room."""

pytest_plugins = ["tests.sqlite", "tests.postgres", "tests.newsroom", "tests.desk"]
