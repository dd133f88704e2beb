"""Floor 5: findings become text. Renderers only translate; what they print they escape."""
