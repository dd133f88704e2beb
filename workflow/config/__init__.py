"""The office: site_config/ loaded and validated; people, accounts, policy, commands, who may see what."""
