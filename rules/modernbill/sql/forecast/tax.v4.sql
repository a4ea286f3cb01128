select countries_iso_2 as country, tax_zone as region, tax_amount as percent from tax_zones
