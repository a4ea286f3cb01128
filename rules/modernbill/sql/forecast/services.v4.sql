select cp_id as service, client_id as client, pack_id as product, cp_status as status, cp_billing_cycle as cycle, cp_qty as quantity,
    pack_price as own_price, cp_discount as discount, cp_start_stamp as starts, cp_renew_stamp as renews, cp_renewed_on as renewed
from client_package
