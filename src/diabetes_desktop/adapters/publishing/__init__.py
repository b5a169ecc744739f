"""From the data team's directories into an MLflow registry."""
