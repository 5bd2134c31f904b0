"""Scores, times and trains who said what."""
