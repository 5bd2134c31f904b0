"""How fast stories are delivered, how fairly, and what is left of them after a crash."""
