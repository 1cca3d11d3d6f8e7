"""The shape of input; forms never write."""
