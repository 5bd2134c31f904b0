"""Feeds, who follows them, and what was seen in them."""
