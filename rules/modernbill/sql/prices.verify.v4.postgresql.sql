-- What the catalogue asks for, and the cycles for which somebody pays it; 0 and '' are none.
select t.pack_id as product, t.pack_price as price_text, t.pack_setup as setup_text,
       string_agg(distinct u.cycle, ',') as cycles_in_use
from package_type t
left join (select pack_id, trim(cp_billing_cycle) as cycle from client_package
           where trim(cp_billing_cycle) not in ('', '0') group by pack_id, trim(cp_billing_cycle)) u
    on u.pack_id = t.pack_id
group by t.pack_id, t.pack_price, t.pack_setup
