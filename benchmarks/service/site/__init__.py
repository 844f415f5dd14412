"""What runs inside Django: the settings, the hello pages and the invented crowd."""
