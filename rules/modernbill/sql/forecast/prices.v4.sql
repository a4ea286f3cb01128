select pack_id as product, pack_price as price, pack_setup as setup from package_type
