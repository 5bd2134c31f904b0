"""The cards of stories, their quotes and their speakers."""
