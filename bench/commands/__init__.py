"""How fast the bot answers with a full newsroom and many members asking."""
