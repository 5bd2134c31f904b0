"""Stories as they are read: found, listed, searched, and who is quoted in them."""
