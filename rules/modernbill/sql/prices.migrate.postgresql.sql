-- Each package of the catalogue with the cycles that clients use it for; 0 and '' are none.
select p.pack_id, p.pack_price, p.pack_setup,
       (select string_agg(distinct trim(c.cp_billing_cycle), ',') from client_package c
        where c.pack_id = p.pack_id and trim(c.cp_billing_cycle) not in ('', '0'))
           as used_cycles
from package_type p
