"""The command line for hospital IT and the data team."""
