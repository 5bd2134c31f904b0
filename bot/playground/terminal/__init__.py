"""The playground at a prompt."""
