"""The shape of what people enter about tiers."""
