"""What people are asked on forms."""
