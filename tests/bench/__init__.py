"""Speed, measured side by side with a floor in the same run and told as ratios. Nothing here passes or fails."""
