"""What a person sets out to do, one file each; the world is seen through `ports` alone."""
