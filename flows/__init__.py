"""The order of the work and the composition root: settings, flows, services, command line."""
