"""Readers' replies, their sealed addresses, and what moderators did."""
