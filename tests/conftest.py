"""Fixtures of every room."""

pytest_plugins = ["tests.newsroom", "tests.desk", "tests.postgres"]
