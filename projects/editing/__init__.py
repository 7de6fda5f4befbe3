"""What the form of a project has of its own: goals on tiles, a place on a map, money, numbers as people write them."""
