"""What is set up for channels: what members ask for there, and what stands in its way."""
