"""The cards of what members set up for channels: feeds, subscriptions, digests, settings."""
