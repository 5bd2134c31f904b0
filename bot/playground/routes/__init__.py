"""What a bot may ask of the REST side, one file for each subject."""
