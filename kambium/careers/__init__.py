"""Career and skills."""
