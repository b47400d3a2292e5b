"""Documents that mean harm, and documents that are merely odd, all made here and read by the real process."""
