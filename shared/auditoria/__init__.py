"""The audit: who did what to which document and when, kept for five years."""
