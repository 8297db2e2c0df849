"""Which outlets there are: one TOML file each in ``harvest/sources``, read and checked here."""
