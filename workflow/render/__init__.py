"""Floor 6: findings become text. Renderers only translate; what they print they escape."""
