"""Models from an MLflow registry: asked, fetched, kept on this computer, watched."""
