"""What a channel sees of the news: cards."""
