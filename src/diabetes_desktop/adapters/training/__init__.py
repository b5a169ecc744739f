"""Training, publishing and scoring models: what the data team runs, never the workstation."""

import os

# MLflow reads this when it is first imported, and every import of it here comes after this line.
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
