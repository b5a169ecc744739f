"""Training, publishing and scoring models: what the data team runs, never the workstation."""

import os

# MLflow and ONNX Runtime read these when they are first imported; every import of them here comes
# after these lines.
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
