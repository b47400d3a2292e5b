"""The repairs of an extract, one module for each kind. Each looks at a `Sheet` and proposes `Repair`s."""
