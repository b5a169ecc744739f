"""FHIR R4 (https://hl7.org/fhir/R4) as JSON: records in, results out."""
