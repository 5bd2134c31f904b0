"""What servers have set, and what they are to be told of."""
