"""The pages for programs: JSON beside each page, and the OpenAPI document that describes it."""
