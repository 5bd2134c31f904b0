"""Subscriptions, digests, and each story on its way to each channel."""
