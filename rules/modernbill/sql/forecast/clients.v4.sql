select client_id as client, client_status as status, client_country as country, client_state as region,
    default_currency as currency, case when apply_tax = 0 then 1 else 0 end as exempt
from client_info
