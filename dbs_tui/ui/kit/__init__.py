"""What several places share: base screens, forms, widgets, marks and themes."""
