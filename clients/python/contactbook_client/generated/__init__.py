"""Generated from the OpenAPI document by `make clients`. Do not edit."""
