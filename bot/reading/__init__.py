"""From an article's text to its reading; pure."""
