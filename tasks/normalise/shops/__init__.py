"""The shop systems whose exports are known by their header: every module here that defines `SHOP` is one of them."""
