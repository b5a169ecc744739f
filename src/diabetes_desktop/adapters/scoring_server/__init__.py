"""A model that answers elsewhere: `mlflow models serve`, over HTTP."""
