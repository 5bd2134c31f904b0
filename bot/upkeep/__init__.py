"""What an operator does by hand: look whether all is well, save, put back, move the database."""
