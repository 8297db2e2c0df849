"""What gali decides (sector, linkage) and how well; statistical models, not database classes."""
