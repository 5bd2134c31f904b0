"""Fixtures of every room."""

pytest_plugins = ["tests.engines", "tests.sqlite", "tests.postgres", "tests.newsroom", "tests.desk"]
