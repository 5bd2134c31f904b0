"""The news on its way to Discord's channels, at a pace that Discord bears."""
