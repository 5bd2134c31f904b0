"""What Discord refuses: its limits, and its API description."""
