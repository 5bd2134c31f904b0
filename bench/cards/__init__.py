"""Whether Discord would refuse a card of any story."""
