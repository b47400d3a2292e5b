"""Projects in folders that other programs or machines write to: worked on in a copy, written back whole."""
