"""What is taken in and put on shelves, and for how long it stays."""
