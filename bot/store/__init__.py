"""Everything that is kept; the only room that speaks SQL."""

from bot.store.cleaning import keep_clean
from bot.store.engine.asked import Asked, Page
from bot.store.store import Store

__all__ = ["Asked", "Page", "Store", "keep_clean"]
