"""Programme definitions: one TOML file chooses from a closed list of coded capabilities.

``shipped.list_definitions()`` and ``shipped.load_shipped(key)`` give those that come with Kith;
``read.read_definition(text, name)`` reads an organisation's own, with every fault by line.
"""
