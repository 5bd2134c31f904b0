"""The cards of readers' replies."""
