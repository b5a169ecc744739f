"""What leaves the desk: the text for the record, the PDF report and the print of a result."""
