"""Which stories tell one event."""
